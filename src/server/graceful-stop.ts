import type { Server } from 'node:http'

/**
 * Stops taking connections and waits for the requests under way, for `graceMs` milliseconds at most; what is still
 * there then is cut off.
 * @returns whether everything under way was finished.
 */
export function closeServer(server: Server, graceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    let isCutOff = false
    const deadline = setTimeout(() => {
      isCutOff = true
      server.closeAllConnections()
    }, graceMs)
    server.close(() => {
      clearTimeout(deadline)
      resolve(!isCutOff)
    })
    server.closeIdleConnections()
  })
}
