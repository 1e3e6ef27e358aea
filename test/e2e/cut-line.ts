import type { Socket } from 'node:net'
import { connect, createServer } from 'node:net'

/** A line to a server that can be cut in the middle of a request, which no browser setting does. */
export interface CutLine {
  /** The server's origin, by way of this line. */
  readonly origin: string
  /** Tears every connection that is open; new ones are let through. */
  cut(): void
  close(): Promise<void>
}

export async function openLine(serverUrl: string): Promise<CutLine> {
  const { hostname, port } = new URL(serverUrl)
  const open = new Set<Socket>()
  const line = createServer((browser) => {
    const server = connect(Number(port), hostname)
    for (const [one, other] of [
      [browser, server],
      [server, browser],
    ] as const) {
      open.add(one)
      one.pipe(other)
      // A torn connection ends with an error on either side: the browser is told by its own end.
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
  const address = line.address()
  if (address === null || typeof address === 'string') throw new TypeError('The line has no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    cut() {
      for (const socket of open) socket.resetAndDestroy()
    },
    close() {
      for (const socket of open) socket.destroy()
      return new Promise((resolve) => line.close(() => resolve()))
    },
  }
}
