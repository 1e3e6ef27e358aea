import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
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
