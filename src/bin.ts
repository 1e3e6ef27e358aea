#!/usr/bin/env node
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  CommandLineError,
  HELP,
  ListenError,
  readCommand,
  readConfig,
  signUploadToken,
  startStandalone,
  TemporaryFolderError,
} from './server.ts'
import type { ServerConfig, TokenCommand } from './server.ts'
import { createSandbox, SANDBOX_APPLICATION_ID, SANDBOX_INTEGRATION_ID } from './sandbox.ts'

/** The command: serves by default, signs tokens on demand. Exit codes: 0 done, 1 cannot start, 2 asked for wrongly. */

const HERE = dirname(fileURLToPath(import.meta.url))

/** Said where others reach the demo: what the ATS got asks nobody for a token, so it is shown on this machine only. */
const HERE_ONLY = `
                      on this machine only: out of a container this page cannot be reached`

/** Lifetime of the demo's link, in seconds: a working day. */
const DEMO_LIFETIME_SECONDS = 8 * 60 * 60

try {
  process.exitCode = await run()
} catch (error) {
  if (error instanceof CommandLineError) fail(2, [error.message, 'Try --help.'])
  else if (error instanceof ListenError || error instanceof TemporaryFolderError) fail(1, [error.message])
  else throw error
}

async function run(): Promise<number> {
  const command = readCommand(process.argv.slice(2))
  if (command.name === 'serve') return serve()
  if (command.name === 'token') return printToken(command)
  say(command.name === 'help' ? HELP : version())
  return 0
}

async function serve(): Promise<number> {
  const read = readConfig(process.env)
  if (!read.ok) return fail(1, ['Not started:', ...read.problems.map((problem) => `  - ${problem}`)])
  const { config } = read
  return config.kombo === null ? serveDemo(config) : serveKombo(config, config.kombo)
}

async function serveKombo(config: ServerConfig, kombo: NonNullable<ServerConfig['kombo']>): Promise<number> {
  const { uploadTokenSecret } = config
  if (uploadTokenSecret === null) return fail(1, ['UPLOAD_TOKEN_SECRET is not set.'])
  const server = await startStandalone({ ...config, kombo, uploadTokenSecret }, { pageFolder: join(HERE, 'page') })
  say(`Upload server at ${server.url}, Kombo at ${kombo.apiUrl}`)
  say('Links: npx kombo-attachment-upload token --application <id> --integration <id>')
  return untilStopped(() => server.stop())
}

async function serveDemo(config: ServerConfig): Promise<number> {
  const sandbox = await createSandbox({ host: '127.0.0.1' })
  const uploadTokenSecret = config.uploadTokenSecret ?? randomBytes(48).toString('base64url')
  const kombo = { apiKey: sandbox.apiKey, apiUrl: sandbox.apiUrl }
  const server = await startStandalone(
    { ...config, kombo, uploadTokenSecret },
    { pageFolder: join(HERE, 'page') },
  ).catch(async (error: unknown) => {
    await sandbox.close()
    throw error
  })
  const token = await signUploadToken(
    {
      target: `application:${SANDBOX_APPLICATION_ID}`,
      integrationId: SANDBOX_INTEGRATION_ID,
      label: 'Frank Doe · Senior Nurse, Berlin',
      read: true,
      expiresInSeconds: DEMO_LIFETIME_SECONDS,
    },
    uploadTokenSecret,
  )
  say(`
Demo: no KOMBO_API_KEY is set, so files go to a simulated Kombo and nowhere else.

  Attach a document   ${server.url}/#token=${token}
  In another portal   ${server.url}/portal.html#token=${token}
  What the ATS got    ${sandbox.url}${isHere(config.host) ? '' : HERE_ONLY}

Ctrl+C stops it.`)
  return untilStopped(async () => {
    const isClean = await server.stop()
    await sandbox.close()
    return isClean
  })
}

/** Waits for a signal, then stops in order; a second signal ends the process at once. */
async function untilStopped(stop: () => Promise<boolean>): Promise<number> {
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
  const isClean = await stop()
  // The line to whoever runs a cluster would keep the process alive with nothing left to do.
  process.channel?.unref()
  return isClean ? 0 : 1
}

async function printToken({ claims, url }: TokenCommand): Promise<number> {
  // Signing needs no Kombo, so no key of it either.
  const read = readConfig({ ...process.env, DEMO_MODE: undefined })
  if (!read.ok) return fail(1, read.problems)
  const { uploadTokenSecret, host, port } = read.config
  if (uploadTokenSecret === null) {
    return fail(1, ['UPLOAD_TOKEN_SECRET is not set. A token must be signed with the secret of the server it is for.'])
  }
  const token = await signUploadToken(claims, uploadTokenSecret).catch((error: unknown) => {
    if (error instanceof TypeError) throw new CommandLineError(`Not signed: ${error.message}.`, { cause: error })
    throw error
  })
  say(token)
  say(`${url ?? `http://${nameOf(host)}:${port}`}/#token=${token}`)
  return 0
}

/** Whether only this machine reaches what listens there. */
function isHere(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

/** As a link names a server that listens there: no browser opens "every address", and a container listens on that. */
function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(HERE, '../package.json'), 'utf8'))
  const found = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : null
  return typeof found === 'string' ? found : 'unknown'
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function fail(code: number, lines: readonly string[]): number {
  process.stderr.write(`${lines.join('\n')}\n`)
  process.exitCode = code
  return code
}
