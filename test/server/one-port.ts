import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface OnePort {
  readonly url: string
  /** Connections each instance was given, in the order of `urls`. */
  readonly connections: readonly number[]
  close(): Promise<void>
}

/** One port before several servers, as a load balancer is: each new connection goes to the next. */
export async function startOnePort(urls: readonly string[]): Promise<OnePort> {
  const connections = urls.map(() => 0)
  const open = new Set<Socket>()
  let turn = 0
  const server = createServer((caller) => {
    const index = turn % urls.length
    turn += 1
    const goal = new URL(urls[index] ?? '')
    connections[index] = (connections[index] ?? 0) + 1
    const instance = connect(Number(goal.port), goal.hostname)
    for (const [socket, other] of [
      [caller, instance],
      [instance, caller],
    ] as const) {
      open.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    connections,
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new TypeError('the server listens on no port')
  return address.port
}
