import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The command as it is published, built from the sources as they are now, with a page of one line. */
export interface BuiltBin {
  readonly script: string
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Running
  remove(): Promise<void>
}

/** A process under way, and what it has said so far. */
export interface Running {
  readonly stdout: string
  readonly stderr: string
  /** Resolves with the first match in standard output; rejects when the process ends without one. */
  until(pattern: RegExp): Promise<string>
  readonly exited: Promise<number | null>
  signal(name: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): void
}

export async function buildBin(): Promise<BuiltBin> {
  // Below node_modules, so that the package's dependencies are found from there.
  await mkdir(join(ROOT, 'node_modules/.cache'), { recursive: true })
  const folder = await mkdtemp(join(ROOT, 'node_modules/.cache/bin-'))
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.lib.config.ts'),
    logLevel: 'error',
    build: { outDir: join(folder, 'dist'), sourcemap: false },
  })
  await cp(join(ROOT, 'package.json'), join(folder, 'package.json'))
  await mkdir(join(folder, 'dist/page'))
  await writeFile(join(folder, 'dist/page/index.html'), '<!doctype html><title>Upload</title>')
  const script = join(folder, 'dist/bin.js')
  return {
    script,
    run: (args, environment = {}) => start(script, args, environment),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

function start(script: string, args: readonly string[], environment: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, [script, ...args], { env: { PATH: process.env['PATH'], ...environment } })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const exited = once(child, 'close').then(() => child.exitCode)
  return {
    get stdout() {
      return stdout
    },
    get stderr() {
      return stderr
    },
    exited,
    signal: (name) => child.kill(name),
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(stdout)
          if (found !== null) resolve(found[1] ?? found[0])
        }
        child.stdout.on('data', look)
        void exited.then(() => reject(new Error(`ended without ${pattern}: ${stdout}${stderr}`)))
        look()
      }),
  }
}
