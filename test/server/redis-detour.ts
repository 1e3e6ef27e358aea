import { connect, createServer, type Socket } from 'node:net'
import { once } from 'node:events'

/** A way to Redis on which answers get lost and questions are held up. */
export interface RedisDetour {
  readonly url: string
  /** Cuts the connection instead of bringing the next answer that matches: what was asked is done, and nobody hears. */
  loseAnswer(pattern: RegExp): void
  /** Brings no question to Redis, without closing a connection, until `resume`. */
  pause(): void
  /** Pauses with the next question that matches: it is the first that is not brought. */
  pauseAt(pattern: RegExp): void
  readonly isPaused: boolean
  resume(): void
  /** New connections go there from now on, as to an address that names another server; those that stand stay. */
  leadTo(redisUrl: string): void
  close(): Promise<void>
}

export async function startDetour(redisUrl: string): Promise<RedisDetour> {
  const open = new Set<Socket>()
  let leadsTo = redisUrl
  let isPaused = false
  let lost: RegExp | null = null
  let pausing: RegExp | null = null

  function pause(): void {
    isPaused = true
    for (const socket of open) socket.pause()
  }
  const server = createServer((near) => {
    const far = connect(Number(new URL(leadsTo).port), '127.0.0.1')
    const end = () => {
      open.delete(near)
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) socket.on('error', end).on('close', end)
    open.add(near)
    if (isPaused) near.pause()
    near.on('data', (question) => {
      if (pausing?.test(question.toString('latin1')) !== true) {
        far.write(question)
        return
      }
      pausing = null
      pause()
      near.unshift(question)
    })
    far.on('data', (answer) => {
      if (lost?.test(answer.toString('latin1')) !== true) {
        near.write(answer)
        return
      }
      lost = null
      end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return {
    url: `redis://127.0.0.1:${address.port}`,
    loseAnswer: (pattern) => (lost = pattern),
    pause,
    pauseAt: (pattern) => (pausing = pattern),
    get isPaused() {
      return isPaused
    },
    resume() {
      isPaused = false
      for (const socket of open) socket.resume()
    },
    leadTo: (url) => (leadsTo = url),
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
