import cluster from 'node:cluster'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { SANDBOX_APPLICATION_ID } from '../../src/sandbox.ts'
import { VARIABLES } from '../../src/server/standalone/environment.ts'
import { listen } from '../../src/server/standalone/listen.ts'
import { verifyUploadToken } from '../../src/server/access/upload-token.ts'
import type { BuiltBin, Running } from './built-bin.ts'
import { buildBin } from './built-bin.ts'
import { openUpload } from './slow-upload.ts'

const SECRET = 'a secret of thirty-two bytes, or more'
const LINK = /(http:\/\/\S+)\/#token=(\S+)/

let bin: BuiltBin
let running: Running[] = []

beforeAll(async () => {
  bin = await buildBin()
})

afterEach(async () => {
  for (const each of running) each.signal('SIGKILL')
  await Promise.all(running.map((each) => each.exited))
  running = []
})

afterAll(() => bin.remove())

function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Running {
  const started = bin.run(args, environment)
  running.push(started)
  return started
}

async function ended(started: Running): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const code = await started.exited
  return { code, stdout: started.stdout, stderr: started.stderr }
}

describe('the command', () => {
  it('serves a demo and prints its links when nothing is set', async () => {
    const demo = run([], { PORT: '0', UPLOAD_TOKEN_SECRET: SECRET })
    const url = await demo.until(/Attach a document\s+(http:\/\/127\.0\.0\.1:\d+)\/#token=/)
    const sandboxUrl = await demo.until(/What the ATS got\s+(http:\/\/\S+)/)

    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' })
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    expect(await (await fetch(url)).text()).toContain('<title>Upload</title>')
    expect((await fetch(sandboxUrl)).status).toBe(200)

    const token = LINK.exec(demo.stdout)?.[2] ?? ''
    const verified = await verifyUploadToken(token, SECRET)
    expect(verified).toMatchObject({
      ok: true,
      grant: { target: { kind: 'application' }, label: 'Frank Doe · Senior Nurse, Berlin', read: true },
    })
    // A working day, so that nobody is sent away in the middle of trying it.
    const hours = verified.ok ? (verified.expiresAt - Date.now()) / 3_600_000 : 0
    expect(Math.ceil(hours)).toBe(8)
  })

  it('says of the page without a token that others cannot reach it, where they reach the demo', async () => {
    const [here, everywhere] = [run([], { PORT: '0' }), run([], { PORT: '0', HOST: '0.0.0.0' })]
    await Promise.all([here, everywhere].map((demo) => demo.until(/(Ctrl\+C)/)))
    expect(here.stdout).not.toContain('on this machine only')
    expect(everywhere.stdout).toMatch(/What the ATS got\s+http:\/\/127\.0\.0\.1:\d+\n\s+on this machine only/)
  })

  it.each(['SIGTERM', 'SIGINT'] as const)('stops in order on %s', async (signal) => {
    const demo = run([], { PORT: '0' })
    const url = await demo.until(/(http:\/\/127\.0\.0\.1:\d+)\/#token=/)
    await fetch(`${url}/healthz`)
    demo.signal(signal)
    expect(await demo.exited).toBe(0)
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed')
  })

  it('ends as one of a cluster, whose line to the others stays open', async () => {
    cluster.setupPrimary({ exec: bin.script, args: [], silent: true })
    const worker = cluster.fork({ PORT: '0' })
    onTestFinished(() => void worker.process.kill('SIGKILL'))
    let said = ''
    worker.process.stdout?.on('data', (text) => (said += String(text)))
    await expect.poll(() => said, { timeout: 30_000 }).toContain('Ctrl+C')
    const exited = once(worker, 'exit')
    worker.process.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
  })

  it('finishes the upload that is under way when it is told to stop', async () => {
    const demo = run([], { PORT: '0' })
    const url = await demo.until(/(http:\/\/127\.0\.0\.1:\d+)\/#token=/)
    const token = LINK.exec(demo.stdout)?.[2] ?? ''
    const file = await readFile(new URL('../files/cv.pdf', import.meta.url))
    const path = `/api/applications/${SANDBOX_APPLICATION_ID}/attachments`
    const upload = await openUpload(`${url}${path}`, { Authorization: `Bearer ${token}` }, file)
    demo.signal('SIGTERM')
    // Told to stop, it takes no connection any more.
    await expect.poll(() => fetch(`${url}/healthz`).catch(() => null)).toBeNull()
    expect(await upload.finish()).toMatchObject({ status: 200 })
    expect(await demo.exited).toBe(0)
  })

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('ends at once with a second %s, whatever is under way', async (signal, code) => {
    const demo = run([], { PORT: '0' })
    const url = await demo.until(/(http:\/\/127\.0\.0\.1:\d+)\/#token=/)
    const token = LINK.exec(demo.stdout)?.[2] ?? ''
    const path = `/api/applications/${SANDBOX_APPLICATION_ID}/attachments`
    const upload = await openUpload(`${url}${path}`, { Authorization: `Bearer ${token}` }, Buffer.alloc(1000))
    upload.answer.catch(() => undefined)
    demo.signal(signal)
    await expect.poll(() => fetch(`${url}/healthz`).catch(() => null)).toBeNull()
    demo.signal(signal)
    expect(await demo.exited).toBe(code)
  })

  it('refuses to speak to Kombo without a secret, and says everything that is wrong', async () => {
    const { code, stdout, stderr } = await ended(run([], { KOMBO_API_KEY: 'ks_dev_hunter2', PORT: 'http' }))
    expect(code).toBe(1)
    expect(stderr).toMatch(/UPLOAD_TOKEN_SECRET is not set/)
    expect(stderr).toMatch(/PORT must be a whole number/)
    expect(stdout + stderr).not.toContain('hunter2')
  })

  it('starts no demo where DEMO_MODE is off', async () => {
    const { code, stdout, stderr } = await ended(run([], { DEMO_MODE: 'off', PORT: '0', UPLOAD_TOKEN_SECRET: SECRET }))
    expect(code).toBe(1)
    expect(stderr).toMatch(/^Not started:\n {2}- KOMBO_API_KEY is not set/)
    expect(stdout).toBe('')
  })

  it('signs a token without a key where DEMO_MODE is off', async () => {
    const environment = { DEMO_MODE: 'off', UPLOAD_TOKEN_SECRET: SECRET }
    const { code, stdout } = await ended(run(['token', '--application', 'a', '--integration', 'b'], environment))
    expect(code).toBe(0)
    expect(stdout).toMatch(LINK)
  })

  it('names PORT when the port is taken', async () => {
    const other = createServer()
    const { port } = new URL(await listen(other, '127.0.0.1', 0))
    const { code, stderr } = await ended(run([], { PORT: port }))
    other.close()
    expect(code).toBe(1)
    expect(stderr).toBe(`Port ${port} on 127.0.0.1 is taken. Set PORT to another one, or to 0 for any free one.\n`)
  })

  it('names TMPDIR where no temporary file can be made', async () => {
    const { code, stdout, stderr } = await ended(run([], { PORT: '0', TMPDIR: '/nowhere/at/all' }))
    expect(code).toBe(1)
    expect(stderr).toBe(
      'No temporary file can be made in /nowhere/at/all (ENOENT). Set TMPDIR to a folder this server may write to, such as a tmpfs.\n',
    )
    expect(stdout).toBe('')
  })

  it('prints a token and a link', async () => {
    const { code, stdout } = await ended(
      run(
        ['token', '--candidate', 'C5XsYWGFHpjSaVcpHoGVBJoF', '--integration', 'workday:abc', '--types', 'cv,OTHER']
          .concat(['--max-files', '2', '--max-size', '5000', '--view', 'candidate', '--label', 'Frank Doe'])
          .concat(['--ttl', '30m', '--url', 'https://upload.example/']),
        { UPLOAD_TOKEN_SECRET: SECRET },
      ),
    )
    expect(code).toBe(0)
    const [token = '', link] = stdout.trimEnd().split('\n')
    expect(link).toBe(`https://upload.example/#token=${token}`)
    const verified = await verifyUploadToken(token, SECRET)
    expect(verified).toMatchObject({
      ok: true,
      grant: {
        target: { kind: 'candidate', id: 'C5XsYWGFHpjSaVcpHoGVBJoF' },
        integrationId: 'workday:abc',
        types: ['CV', 'OTHER'],
        maxFiles: 2,
        maxFileSizeBytes: 5000,
        view: 'candidate',
        label: 'Frank Doe',
        read: false,
      },
    })
    expect(verified.ok && verified.expiresAt - Date.now()).toBeLessThanOrEqual(30 * 60_000)
  })

  it.each([
    ['localhost', 'http://localhost:8080'],
    ['0.0.0.0', 'http://127.0.0.1:8080'],
    ['::', 'http://127.0.0.1:8080'],
    ['::1', 'http://[::1]:8080'],
  ])('links to where the environment says the server is, as a browser can open it: %s', async (HOST, url) => {
    const environment = { UPLOAD_TOKEN_SECRET: SECRET, HOST, PORT: '8080' }
    const { stdout } = await ended(run(['token', '--application', 'a', '--integration', 'b'], environment))
    expect(LINK.exec(stdout)?.[1]).toBe(url)
  })

  it('says whose application it is', async () => {
    const args = ['token', '--application', 'a', '--applicant', 'c', '--integration', 'b']
    const { stdout } = await ended(run(args, { UPLOAD_TOKEN_SECRET: SECRET }))
    const verified = await verifyUploadToken(stdout.split('\n')[0] ?? '', SECRET)
    expect(verified).toMatchObject({ grant: { target: { kind: 'application', id: 'a' }, candidateId: 'c' } })
  })

  it.each<[string, readonly string[], RegExp]>([
    ['an unknown option', ['--frob'], /^Unknown option '--frob'\.\nTry --help\.\n$/],
    ['an unknown command', ['tokens'], /^Unknown command "tokens"\./],
    ['a token for nobody', ['token', '--integration', 'b'], /one of --application and --candidate/],
    ['a token for two', ['token', '--application', 'a', '--candidate', 'c', '--integration', 'b'], /one of --app/],
    ['a token without integration', ['token', '--application', 'a'], /--integration is missing/],
    [
      'an applicant of no application',
      ['token', '--candidate', 'c', '--applicant', 'c', '--integration', 'b'],
      /--applicant/,
    ],
    [
      'an id as the documents show it',
      ['token', '--application', '<id>', '--integration', 'b'],
      /"<id>" is not filled in/,
    ],
    ['a record with its kind', ['token', '--application', 'application:a', '--integration', 'b'], /without its kind/],
    [
      'an applicant with its kind',
      ['token', '--application', 'a', '--applicant', 'candidate:c', '--integration', 'b'],
      /without its kind/,
    ],
    ['an integration to be filled in', ['token', '--application', 'a', '--integration', '…'], /"…" is not filled in/],
    ['an unknown type', ['token', '--application', 'a', '--integration', 'b', '--types', 'CV,ID'], /--types takes/],
    ['a lifetime without unit', ['token', '--application', 'a', '--integration', 'b', '--ttl', '60'], /--ttl is/],
    ['no files', ['token', '--application', 'a', '--integration', 'b', '--max-files', '0'], /--max-files is/],
    ['a link to nowhere', ['token', '--application', 'a', '--integration', 'b', '--url', 'here'], /--url is/],
    [
      'a page below a path',
      ['token', '--application', 'a', '--integration', 'b', '--url', 'https://a.example/up'],
      /--url is/,
    ],
    ['a label of a page', ['token', '--application', 'a', '--integration', 'b', '--label', 'x'.repeat(301)], /"label"/],
  ])('explains %s and exits with 2', async (_, args, told) => {
    const { code, stderr } = await ended(run(args, { UPLOAD_TOKEN_SECRET: SECRET }))
    expect(code).toBe(2)
    expect(stderr).toMatch(told)
  })

  it('signs nothing without the secret', async () => {
    const { code, stderr } = await ended(run(['token', '--application', 'a', '--integration', 'b']))
    expect(code).toBe(1)
    expect(stderr).toMatch(/^UPLOAD_TOKEN_SECRET is not set/)
  })

  it('prints help with every variable, and its version', async () => {
    const help = await ended(run(['--help']))
    expect(help.code).toBe(0)
    const told = help.stdout.matchAll(/^  ([A-Z_]+)  +\S.*\n +Not set: /gm)
    expect([...told].map(([, name]) => name)).toEqual(Object.keys(VARIABLES))
    const version = await ended(run(['--version']))
    expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  })
})
