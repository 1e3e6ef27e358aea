// @vitest-environment node
import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askForRulesAhead } from '../../src/embed/rules-ahead.ts'
import type { Ask } from '../../src/upload/send/route-client.ts'
import { unsignedToken } from '../../src/testing/unsigned-token.ts'
import { listen } from '../../src/server/standalone/listen.ts'

const TOKEN = unsignedToken({ sub: 'application:a/b', jti: 'first' })
const RENEWED = unsignedToken({ sub: 'application:a/b', jti: 'second' })
const RULES = '/applications/a%2Fb/attachments/rules'

let server: Server
let endpoint: string
/** What was asked, in its order, with which token. */
let asked: { readonly path: string; readonly authorization: string | undefined }[]

beforeEach(async () => {
  asked = []
  server = createServer(({ url = '', headers: { authorization } }, answer) => {
    asked.push({ path: url, authorization })
    answer.end(String(asked.length))
  })
  endpoint = await listen(server, '127.0.0.1', 0)
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

/** A question of the widget, and which one of all it is that was answered. */
async function answered(ask: Ask, token: string, path = RULES): Promise<string> {
  return (await ask(endpoint + path, { headers: { Authorization: `Bearer ${token}` } })).text()
}

describe('the rules that are asked for ahead', () => {
  it('are asked for before anybody wants them, and are the answer to the first who does', async () => {
    const ask = askForRulesAhead(endpoint, TOKEN)
    await expect.poll(() => asked).toEqual([{ path: RULES, authorization: `Bearer ${TOKEN}` }])
    expect(await answered(ask, TOKEN)).toBe('1')
    expect(asked).toHaveLength(1)
  })

  it('are asked for anew by whoever comes back to them', async () => {
    const ask = askForRulesAhead(endpoint, TOKEN)
    expect(await answered(ask, TOKEN)).toBe('1')
    expect(await answered(ask, TOKEN)).toBe('2')
  })

  it('are no answer to a question with another token, nor to one after that', async () => {
    const ask = askForRulesAhead(endpoint, TOKEN)
    await expect.poll(() => asked).toHaveLength(1)
    expect(await answered(ask, RENEWED)).toBe('2')
    expect(asked[1]).toEqual({ path: RULES, authorization: `Bearer ${RENEWED}` })
    expect(await answered(ask, TOKEN)).toBe('3')
  })

  it('are no answer to a question for another record', async () => {
    const ask = askForRulesAhead(endpoint, TOKEN)
    await expect.poll(() => asked).toHaveLength(1)
    expect(await answered(ask, TOKEN, '/candidates/a%2Fb/attachments/rules')).toBe('2')
  })

  it.each([undefined, 'no token'])('are not asked for where nobody knows of whom: %s', async (token) => {
    const ask = askForRulesAhead(endpoint, token)
    expect(await answered(ask, TOKEN)).toBe('1')
    expect(asked).toHaveLength(1)
  })

  it('tell of a failure to whoever asks, and to nobody before', async () => {
    server.closeAllConnections()
    server.close()
    const ask = askForRulesAhead(endpoint, TOKEN)
    // Time for it to fail: a rejection that nobody handles would fail this test.
    await expect(fetch(endpoint)).rejects.toThrow('fetch failed')
    await expect(answered(ask, TOKEN)).rejects.toThrow('fetch failed')
  })
})
