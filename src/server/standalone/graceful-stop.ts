import type { Server } from 'node:http'
import type { Socket } from 'node:net'

const IDLE_SWEEP_MS = 50

/** Time for a request whose headers are just coming when the server stops, in milliseconds: it is told so. */
const HEADERS_MS = 2000

/** The connections of a server, and whether there is a request on them. */
export class OpenConnections {
  /** What is under way on each: of a request, the message and its answer. */
  readonly #busy = new Map<Socket, number>()

  constructor(server: Server) {
    server.on('connection', (socket) => {
      this.#busy.set(socket, 0)
      socket.once('close', () => this.#busy.delete(socket))
    })
    server.on('request', (incoming, outgoing) => {
      for (const message of [incoming, outgoing]) {
        this.#count(incoming.socket, 1)
        message.once('close', () => this.#count(incoming.socket, -1))
      }
    })
  }

  endWithoutRequest(): void {
    for (const [socket, count] of this.#busy) if (count === 0) socket.destroy()
  }

  #count(socket: Socket, change: 1 | -1): void {
    const count = this.#busy.get(socket)
    if (count !== undefined) this.#busy.set(socket, count + change)
  }
}

/**
 * Stops taking connections and waits for the requests under way, for `graceMs` milliseconds at most; what is still
 * there then is cut off.
 * @returns whether everything under way was finished.
 */
export function closeServer(server: Server, connections: OpenConnections, graceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    let isCutOff = false
    // A connection becomes idle some time after its last answer is written, and nothing says when.
    const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS)
    // One on which no request has begun, as browsers open in advance, is not idle to Node; and a server that is being
    // closed does not look at its limits of time any more.
    const headers = setInterval(() => connections.endWithoutRequest(), HEADERS_MS)
    const deadline = setTimeout(() => {
      isCutOff = true
      server.closeAllConnections()
    }, graceMs)
    server.close(() => {
      clearTimeout(deadline)
      clearInterval(sweep)
      clearInterval(headers)
      resolve(!isCutOff)
    })
  })
}

/** Counts what is under way, whether or not somebody still waits for it: a delivery outlives its caller. */
export class UnderWay {
  #count = 0
  #onIdle: (() => void)[] = []

  get count(): number {
    return this.#count
  }

  /** @returns to be called once, when it is over. */
  begin(): () => void {
    this.#count += 1
    return () => {
      this.#count -= 1
      if (this.#count > 0) return
      for (const resolve of this.#onIdle) resolve()
      this.#onIdle = []
    }
  }

  /**
   * Waits until nothing is under way, for `graceMs` milliseconds at most.
   * @returns whether everything was finished.
   */
  idle(graceMs: number): Promise<boolean> {
    if (this.#count === 0) return Promise.resolve(true)
    return new Promise((resolve) => {
      const deadline = setTimeout(() => resolve(false), graceMs)
      this.#onIdle.push(() => {
        clearTimeout(deadline)
        resolve(true)
      })
    })
  }
}
