import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface RouteProgram {
  /** Starts it; resolves when it listens. */
  start(environment: Readonly<Record<string, string>>): Promise<RouteProcess>
  remove(): Promise<void>
}

export interface RouteProcess {
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>
}

/** Builds the route as a program of its own from the sources as they are now. */
export async function buildRouteProgram(): Promise<RouteProgram> {
  // Below node_modules, so that the packages are found from there.
  await mkdir(join(ROOT, 'node_modules/.cache'), { recursive: true })
  const folder = await mkdtemp(join(ROOT, 'node_modules/.cache/route-'))
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { ssr: join(ROOT, 'test/server/killable-route.ts'), outDir: folder, target: 'node20' },
  })
  return {
    start: (environment) => start(join(folder, 'killable-route.js'), environment),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

async function start(script: string, environment: Readonly<Record<string, string>>): Promise<RouteProcess> {
  const child = spawn(process.execPath, [script], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error('the route ended before it listened'))),
  ])
  return { kill: () => end(child) }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
