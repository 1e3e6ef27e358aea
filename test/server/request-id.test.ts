import { afterEach, expect, it } from 'vitest'
import { startServer, type RunningServer } from './running-server.ts'

let server: RunningServer
afterEach(() => server.close())

it.each([
  [0, 'from-a-proxy', false],
  [1, 'from-a-proxy', true],
  [1, 'two words', false],
  [1, 'x'.repeat(65), false],
])('a request is called by the name a trusted proxy gives it, and by no other: %i proxies, %s', async (...row) => {
  const [trustedProxies, given, isTaken] = row
  server = await startServer({ trustedProxies })
  const answer = await server.get('/api/applications/a/attachments', { 'X-Request-Id': given })
  const called = answer.headers.get('X-Request-Id')
  expect(called).toMatch(/^[\w-]+$/)
  expect(called === given).toBe(isTaken)
})
