import type { Server } from 'node:http'

/** The server cannot listen where it was told to; the message says what to change. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
}

/**
 * Starts listening.
 * @returns where to reach the server from this machine, e.g. `http://127.0.0.1:3000`.
 * @throws ListenError
 */
export function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(new ListenError(reasonOf(error, host, port), { cause: error }))
    })
    server.listen(port, host, () => {
      server.removeAllListeners('error')
      const address = server.address()
      const bound = typeof address === 'object' && address !== null ? address.port : port
      resolve(`http://${reachable(host)}:${bound}`)
    })
  })
}

function reasonOf(error: Error, host: string, port: number): string {
  switch ('code' in error ? error.code : null) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken. Set PORT to another one, or to 0 for any free one.`
    case 'EACCES':
      return `Listening on port ${port} is not permitted. Set PORT to one above 1023.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}. Set HOST to one it has, such as 127.0.0.1 or 0.0.0.0.`
    default:
      return `Cannot listen on ${host}, port ${port}: ${error.message}`
  }
}

/** An address that means "all of them" is no address to open. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
