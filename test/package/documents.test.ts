import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { freePort } from '../../scripts/free-port.mjs'
import { snippetsOf } from '../docs/snippets.ts'
import { EmptyProject } from './empty-project.ts'

/* What the documents tell a reader to do who has the package and nothing else, done by a test. */

const project = new EmptyProject()
beforeAll(() => project.install(inject('tarball')), 180_000)
afterAll(() => project.remove())

describe('docs/testing.md', () => {
  /** Where the document leaves something to the reader. */
  const READERS_PART = /^\/\/ … upload cv\.pdf .*$/m

  it('lets a reader upload to the sandbox, with the constants as they stand', async () => {
    const [shown] = snippetsOf('docs/testing.md').filter(({ language }) => language === 'ts')
    const code = shown?.code ?? ''
    expect(code).toMatch(READERS_PART)
    const script = code.replace(READERS_PART, UPLOAD).replaceAll('4000', String(await freePort()))
    expect(JSON.parse(await project.script('testing.mjs', script))).toMatchObject({ status: 'success' })
  })
})

const UPLOAD = `
const answer = await fetch(
  'http://127.0.0.1:4000/api/applications/' + SANDBOX_APPLICATION_ID + '/attachments',
  {
    method: 'POST',
    headers: { Authorization: 'Bearer ' + token, 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
    body: JSON.stringify({
      attachment: { name: 'cv.pdf', content_type: 'application/pdf', type: 'CV', data: btoa('%PDF-1.7 from the document') },
    }),
  },
)
console.log(await answer.text())
`

const isRehearsal = (code: string) => code.includes('createSandbox')

describe('docs/first-upload.md', () => {
  /** Commands by the step they stand in; those of the rehearsal have the values that a reader fills in elsewhere. */
  const steps = snippetsOf('docs/first-upload.md').filter(({ language }) => language === 'sh')
  const rehearsal = steps.filter(({ code }) => isRehearsal(code)).map(({ code }) => code)
  const [serve = '', ...before] = steps
    .filter(({ code }) => !isRehearsal(code))
    // What is left to fill in, the rehearsal has said already.
    .map(({ code }) => code.replaceAll(/^export .*….*\n/gm, ''))
    .toReversed()

  let shell: ChildProcess | undefined
  afterAll(async () => {
    // The shell, the sandbox and the server are one group.
    if (shell?.pid === undefined || shell.exitCode !== null) return
    process.kill(-shell.pid, 'SIGTERM')
    await once(shell, 'exit')
  })

  it('is a list of commands that work in their order, rehearsed with the sandbox', async () => {
    expect(rehearsal).toHaveLength(1)
    expect(serve.trim()).toBe('npx kombo-attachment-upload')
    const [sandboxPort, port] = [await freePort(), await freePort()]
    const commands = [...rehearsal, WAIT_FOR_SANDBOX, ...before.toReversed(), serve].join('\n')
    writeFileSync(join(project.folder, 'walk.sh'), commands.replaceAll('4000', String(sandboxPort)))
    shell = spawn('bash', ['-e', 'walk.sh'], {
      cwd: project.folder,
      detached: true,
      // curl draws its progress there.
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, NODE_ENV: '', PORT: String(port) },
    })
    if (shell.stdout === null) throw new Error('The shell cannot be heard')
    const said: string[] = []
    for await (const line of createInterface(shell.stdout)) {
      said.push(line)
      if (line.startsWith('Upload server at')) break
    }
    const text = said.join('\n')
    // The key answers, an application is listed, and its link is good on the server.
    expect(text).toMatch(/"environment_id":/)
    expect(text).toContain('"id":"GRKdd9dibYKKCrmGRSMJf3wu"')
    const [, token = ''] = /#token=(\S+)/.exec(text) ?? []
    const rules = await fetch(`http://127.0.0.1:${port}/api/applications/GRKdd9dibYKKCrmGRSMJf3wu/attachments/rules`, {
      headers: { Authorization: `Bearer ${token}` },
    })
    expect(await rules.json()).toMatchObject({
      status: 'success',
      data: { target: { label: 'Frank Doe · Senior Nurse' }, source: 'ats' },
    })
  })
})

/** A reader takes longer to type than the sandbox to start. */
const WAIT_FOR_SANDBOX = 'until curl --silent --output /dev/null http://127.0.0.1:4000; do sleep 0.1; done'
