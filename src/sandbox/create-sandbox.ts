import { RunningSandbox } from './running-sandbox.ts'
import type { Sandbox, SandboxOptions } from './sandbox-api.ts'

/**
 * Starts a simulated Kombo on a real port: stateful, independent of the route's code, failing on demand.
 * @throws RangeError when an integration names a restriction profile that does not exist.
 * @example
 * const sandbox = await createSandbox()
 * // … attach something through `sandbox.apiUrl` with `sandbox.apiKey` …
 * expect(sandbox.received[0]?.name).toBe('cv.pdf')
 * await sandbox.close()
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = new RunningSandbox(options)
  await sandbox.listen()
  return sandbox
}
