import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RedisServerOptions {
  /** Writes every command down before it answers, so that a restart finds everything again. Default: false. */
  readonly keepsData?: boolean
  /** More of its command line, e.g. `['--maxmemory', '100mb']`. */
  readonly settings?: readonly string[]
}

/** A real Redis of this test's own; nothing is kept on disk unless asked for. */
export interface RedisServer {
  readonly url: string
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
  /** Starts it again on the same port; empty, unless it keeps its data. */
  restart(): Promise<void>
  /** Stops answering without closing a connection, until `resume`. */
  freeze(): void
  resume(): void
  stop(): Promise<void>
}

/** Where `redis-server` is; `null` when tests that need it cannot run. `npm test` says so and sets the variable. */
export const REDIS_SERVER_PATH = (process.env['REDIS_SERVER_PATH'] ?? 'redis-server') || null

export async function startRedis({ keepsData = false, settings = [] }: RedisServerOptions = {}): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-'))
  const port = await freePort()
  const memory = keepsData ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no']
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder, ...memory, ...settings]
  let running = await launch(args)

  async function end(): Promise<void> {
    running.kill('SIGKILL')
    if (running.exitCode === null && running.signalCode === null) await once(running, 'close')
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: end,
    async restart() {
      await end()
      running = await launch(args)
    },
    freeze: () => void running.kill('SIGSTOP'),
    resume: () => void running.kill('SIGCONT'),
    async stop() {
      await end()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function launch(args: readonly string[]) {
  const child = spawn(REDIS_SERVER_PATH ?? 'redis-server', args)
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.once('error', reject)
    child.once('close', () => reject(new Error(`redis-server ended: ${said}`)))
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString()
      if (said.includes('Ready to accept connections')) resolve()
    })
  })
  return child
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
