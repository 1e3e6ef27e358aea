import { fileURLToPath } from 'node:url'
import type * as SandboxDoor from '../../src/sandbox.ts'
import type * as ServerDoor from '../../src/server.ts'

/** The project's folder, and in it what `npm run build` has made: these tests run what is published, not the source. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

export const PAGE_FOLDER = `${PROJECT}/dist/page`

const serverDoor: string = new URL('../../dist/server.js', import.meta.url).href
const sandboxDoor: string = new URL('../../dist/sandbox.js', import.meta.url).href

export async function builtServer(): Promise<typeof ServerDoor> {
  const door: typeof ServerDoor = await import(serverDoor)
  return door
}

export async function builtSandbox(): Promise<typeof SandboxDoor> {
  const door: typeof SandboxDoor = await import(sandboxDoor)
  return door
}
