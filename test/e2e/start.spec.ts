import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from '@playwright/test'
import { PROJECT } from './built.ts'
import { contentOf, real, sha256 } from './files.ts'
import { UploadPage } from './upload-page.ts'

/** A child with a process group of its own, so that what npm starts is stopped with it. */
function start(command: string, args: readonly string[], variables: Readonly<Record<string, string>>): ChildProcess {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(KOMBO_|UPLOAD_|REDIS_URL|ALLOWED_|HOST$)/.test(name),
  )
  const env = { ...Object.fromEntries(inherited), ...variables }
  return spawn(command, args, { cwd: PROJECT, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
}

function stop({ pid, exitCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null) process.kill(-pid, 'SIGINT')
}

/** Everything a child says, and a way to wait for a part of it. */
class Output {
  #text = ''

  constructor({ stdout, stderr }: ChildProcess) {
    for (const stream of [stdout, stderr]) stream?.on('data', (chunk: Buffer) => (this.#text += chunk.toString()))
  }

  get text(): string {
    return this.#text
  }

  async find(pattern: RegExp): Promise<string> {
    let found = ''
    await expect(() => {
      found = pattern.exec(this.#text)?.[0] ?? ''
      expect(this.#text).toMatch(pattern)
    }).toPass()
    return found
  }
}

test('npm start prints a link that works, and shows what the ATS got', async ({ page, context, request }) => {
  test.setTimeout(120_000)
  const server = start('npm', ['start'], { PORT: '0' })
  try {
    const output = new Output(server)
    const link = await output.find(/http:\/\/\S+\/#token=\S+/)
    const ats = await output.find(/(?<=What the ATS got\s+)http:\/\/\S+/)
    const health = await request.get(`${new URL(link).origin}/healthz`)
    expect(health.status()).toBe(200)

    const upload = new UploadPage(page, null)
    await page.goto(link)
    await upload.drop(real('cv.pdf'))
    await upload.attach()
    await upload.expectState('cv.pdf', 'done')

    const atsPage = await context.newPage()
    await atsPage.goto(ats)
    const received = atsPage.getByRole('region', { name: 'Received' }).getByRole('listitem')
    await expect(received).toContainText('cv.pdf')
    await expect(received).toContainText(sha256(contentOf('cv.pdf')))
  } finally {
    const stopped = once(server, 'exit')
    stop(server)
    await stopped
  }
})

test('does not start half-configured, and names every problem at once', async () => {
  const server = start('node', ['dist/bin.js'], {
    PORT: 'many',
    KOMBO_API_KEY: 'ks_prod_x',
    UPLOAD_TOKEN_SECRET: 'short',
  })
  const output = new Output(server)
  const [code] = await once(server, 'close')
  expect(code).toBe(1)
  expect(output.text).toContain('PORT')
  expect(output.text).toContain('UPLOAD_TOKEN_SECRET')
  expect(output.text).not.toContain('ks_prod_x')
})
