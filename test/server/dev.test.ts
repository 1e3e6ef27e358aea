import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { SANDBOX_APPLICATION_ID } from '../../src/sandbox.ts'

const DEV = fileURLToPath(new URL('../../scripts/dev.mjs', import.meta.url))

it('serves page, route and sandbox for development', async () => {
  const dev = spawn(process.execPath, [DEV], { env: { ...process.env, PORT: '0', VITEST: '' } })
  try {
    let said = ''
    dev.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
    dev.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    await expect.poll(() => said, { timeout: 40_000 }).toMatch(/What the ATS got\s+http/)
    const [, url, token] = /Attach a document\s+(http\S+\/)#token=(\S+)/.exec(said) ?? []

    const page = await (await fetch(`${url}`)).text()
    expect(page).toContain('/@vite/client')
    const rules = await fetch(`${url}api/applications/${SANDBOX_APPLICATION_ID}/attachments/rules`, {
      headers: { Authorization: `Bearer ${token}` },
    })
    expect(await rules.json()).toMatchObject({ status: 'success', data: { can_read: true } })
  } finally {
    dev.kill('SIGTERM')
    if (dev.exitCode === null) await once(dev, 'close')
  }
})
