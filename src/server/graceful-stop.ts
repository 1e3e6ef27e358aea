import type { Server } from 'node:http'

const IDLE_SWEEP_MS = 50

/**
 * Stops taking connections and waits for the requests under way, for `graceMs` milliseconds at most; what is still
 * there then is cut off.
 * @returns whether everything under way was finished.
 */
export function closeServer(server: Server, graceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    let isCutOff = false
    // A connection becomes idle some time after its last answer is written, and nothing says when.
    const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS)
    const deadline = setTimeout(() => {
      isCutOff = true
      server.closeAllConnections()
    }, graceMs)
    server.close(() => {
      clearTimeout(deadline)
      clearInterval(sweep)
      resolve(!isCutOff)
    })
  })
}
