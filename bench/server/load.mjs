import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

/**
 * A request that is sent again and again.
 * @typedef {object} Shot
 * @property {string} url
 * @property {Readonly<Record<string, string>>} headers
 * @property {Buffer} body
 */

/**
 * Sends a shot `count` times, `atOnce` at a time, over connections that stay open.
 * @param {Shot} shot
 * @param {number} count
 * @param {number} atOnce
 * @returns {Promise<{ wallMs: number, latenciesMs: number[] }>}
 */
export async function fire(shot, count, atOnce) {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  /** @type {number[]} */
  const latenciesMs = []
  let left = count
  const startedAt = performance.now()
  const runner = async () => {
    while (left > 0) {
      left -= 1
      const sentAt = performance.now()
      await send(shot, agent)
      latenciesMs.push(performance.now() - sentAt)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, runner))
  const wallMs = performance.now() - startedAt
  agent.destroy()
  return { wallMs, latenciesMs }
}

/**
 * @param {Shot} shot
 * @param {Agent} agent
 * @returns {Promise<void>}
 */
function send({ url, headers, body }, agent) {
  return new Promise((resolve, reject) => {
    const message = request(url, {
      agent,
      method: 'POST',
      headers: { ...headers, 'Content-Length': body.length, 'Idempotency-Key': randomUUID() },
    })
    message.on('error', reject)
    message.on('response', (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part) => (text += part))
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve()
        else reject(new Error(`${url} answered ${answer.statusCode}: ${text.slice(0, 300)}`))
      })
    })
    message.end(body)
  })
}
