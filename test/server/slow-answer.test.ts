import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createLine, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createSandbox } from '../../src/sandbox.ts'
import { APPLICATION, bodyOf, errorOf, pdfOf, post, startRoute, token } from './harness.ts'

/** Much less than a test may take, in milliseconds. */
const ANSWER_MS = 600

/** A route before something that begins each answer at once, as a gateway does to keep a line open, and never ends it. */
async function startBeforeEndlessAnswers() {
  const sandbox = await createSandbox()
  const gateway = createServer((request, response) => {
    if (request.url?.includes('/ats/actions/') === true) {
      response.writeHead(404).end()
      return
    }
    request.resume()
    response.writeHead(200, { 'Content-Type': 'application/json' })
    const timer = setInterval(() => response.write(' '), ANSWER_MS / 10)
    response.on('close', () => clearInterval(timer))
  })
  gateway.listen(0, '127.0.0.1')
  await once(gateway, 'listening')
  const address = gateway.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  const route = await startRoute(sandbox, {
    komboApiUrl: `http://127.0.0.1:${address.port}/v1`,
    limits: { answerMs: ANSWER_MS, readBackDelaysMs: [] },
  })
  onTestFinished(async () => {
    await route.close()
    gateway.closeAllConnections()
    gateway.close()
    await sandbox.close()
  })
  return route
}

it('an answer that never comes to its end is waited for no longer than one that does not begin', async () => {
  const { url } = await startBeforeEndlessAnswers()
  expect(errorOf(await post(url, bodyOf(pdfOf(500))))).toMatchObject({
    code: 'UPLOAD.DELIVERY_UNKNOWN',
    delivery: 'unknown',
  })
})

it('a list that never comes to its end is an error, too', async () => {
  const { url } = await startBeforeEndlessAnswers()
  const response = await fetch(`${url}/applications/${APPLICATION}/attachments`, {
    headers: { Authorization: `Bearer ${await token({ read: true })}` },
  })
  expect(await response.json()).toMatchObject({ error: { code: 'UPLOAD.ATS_UNREACHABLE', delivery: 'none' } })
})

const ANSWER = '{"status":"success","data":{},"warnings":[]}'

/**
 * A route before something that answers byte by byte as it is told, and does not know any restrictions.
 * @param take begins with the first bytes of the request, which are on their way already.
 */
async function startBeforeLine(take: (socket: Socket) => void, { deadlineMs = 8000, answerMs = ANSWER_MS } = {}) {
  const sandbox = await createSandbox()
  const sockets = new Set<Socket>()
  const line = createLine((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('data', (head) => {
      if (head.includes('/ats/actions/')) socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n')
      else take(socket)
    })
  })
  line.listen(0, '127.0.0.1')
  await once(line, 'listening')
  const address = line.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  const running = await startRoute(sandbox, {
    komboApiUrl: `http://127.0.0.1:${address.port}/v1`,
    limits: { answerMs, readBackDelaysMs: [], deadlineMs },
  })
  onTestFinished(async () => {
    await running.close()
    for (const socket of sockets) socket.destroy()
    line.close()
    await sandbox.close()
  })
  return running
}

/** Says again and again that an answer will come, and begins none. */
function promise(socket: Socket, interim: string): void {
  const timer = setInterval(() => socket.write(`HTTP/1.1 ${interim}\r\n\r\n`), ANSWER_MS / 10)
  socket.on('close', () => clearInterval(timer))
}

describe.each(['102 Processing', '103 Early Hints'])(
  'an answer that is announced by %s and never begins',
  (interim) => {
    it('leaves it open what became of the file, and gives the slot back', async () => {
      const { url, route } = await startBeforeLine((socket) => promise(socket.resume(), interim))
      expect(errorOf(await post(url, bodyOf(pdfOf(500))))).toMatchObject({
        code: 'UPLOAD.DELIVERY_UNKNOWN',
        delivery: 'unknown',
      })
      expect(route.slotsInUse).toBe(0)
    })

    it('attaches nothing while the file is not taken', async () => {
      const { url, route } = await startBeforeLine((socket) => promise(socket.pause(), interim), { deadlineMs: 100 })
      expect(errorOf(await post(url, bodyOf(pdfOf(20_000_000))))).toMatchObject({
        code: 'UPLOAD.ATS_UNREACHABLE',
        delivery: 'none',
      })
      expect(route.slotsInUse).toBe(0)
    })

    it('is an error of a list', async () => {
      const { url, route } = await startBeforeLine((socket) => promise(socket.resume(), interim))
      const response = await fetch(`${url}/applications/${APPLICATION}/attachments`, {
        headers: { Authorization: `Bearer ${await token({ read: true })}` },
      })
      expect(await response.json()).toMatchObject({ error: { code: 'UPLOAD.ATS_UNREACHABLE', delivery: 'none' } })
      expect(route.slotsInUse).toBe(0)
    })
  },
)

/** Takes a little at a time, and answers when it has all. */
function takeSlowly(socket: Socket): void {
  let tail = ''
  socket.write('HTTP/1.1 103 Early Hints\r\n\r\n')
  socket.on('data', (chunk) => {
    tail = (tail + chunk.toString('latin1')).slice(-3)
    if (tail === '"}}') socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${ANSWER.length}\r\n\r\n${ANSWER}`)
    socket.pause()
    setTimeout(() => socket.resume(), 10)
  })
}

it('a file that is taken slowly is sent to its end, however long that takes, and interim answers are none', async () => {
  // Long enough that no pause of a busy machine is taken for the end.
  const answerMs = 2000
  const { url } = await startBeforeLine(takeSlowly, { answerMs })
  const startedAt = performance.now()
  expect((await post(url, bodyOf(pdfOf(20_000_000)))).status).toBe(200)
  expect(performance.now() - startedAt).toBeGreaterThan(answerMs)
})
