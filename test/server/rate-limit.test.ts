import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { createClient } from 'redis'
import { createSandbox } from '../../src/sandbox.ts'
import { REDIS_REMEDIES } from '../../src/server/stores/redis-trouble.ts'
import type { RedisServer } from './redis-server.ts'
import { REDIS_SERVER_PATH, startRedis } from './redis-server.ts'
import type { RunningServer } from './running-server.ts'
import { ATTACHMENTS, startServer } from './running-server.ts'

let servers: RunningServer[] = []

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()))
  servers = []
})

async function start(...args: Parameters<typeof startServer>): Promise<RunningServer> {
  const server = await startServer(...args)
  servers.push(server)
  return server
}

async function askRules(server: RunningServer, token: string, headers: Record<string, string> = {}): Promise<number> {
  return (await server.get(`${ATTACHMENTS}/rules`, { Authorization: `Bearer ${token}`, ...headers })).status
}

describe('rate limits', () => {
  it('stop one token and let another go on', async () => {
    const server = await start({ rateLimits: { perToken: 2, perAddress: 0 } })
    const [one, other] = [await server.token(), await server.token()]
    expect([await askRules(server, one), await askRules(server, one), await askRules(server, one)]).toEqual([
      200, 200, 429,
    ])
    expect(await askRules(server, other)).toBe(200)
  })

  it('know a token again however its header is written', async () => {
    const server = await start({ rateLimits: { perToken: 2, perAddress: 0 } })
    const token = await server.token()
    const ask = async (authorization: string) =>
      (await server.get(`${ATTACHMENTS}/rules`, { Authorization: authorization })).status
    expect([await ask(`Bearer  ${token}`), await ask(`bEaReR ${token}`)]).toEqual([200, 200])
    for (const header of [`Bearer ${token}`, `Bearer${' '.repeat(9)}${token}`, `BEARER ${token}`]) {
      expect(await ask(header)).toBe(429)
    }
  })

  it('are not passed by writing a token’s signature another way', async () => {
    const server = await start({ rateLimits: { perToken: 1, perAddress: 0 } })
    const token = await server.token()
    expect(await askRules(server, token)).toBe(200)
    for (const other of otherSpellings(token)) expect([401, 429]).toContain(await askRules(server, other))
  })

  it('stop one address, whatever tokens it tries', async () => {
    const server = await start({ rateLimits: { perToken: 0, perAddress: 2 } })
    expect(await askRules(server, 'guess-1')).toBe(401)
    expect(await askRules(server, 'guess-2')).toBe(401)
    expect(await askRules(server, 'guess-3')).toBe(429)
  })

  it('tell addresses apart behind a trusted proxy, and by nothing a sender writes', async () => {
    const behindProxy = await start({ rateLimits: { perToken: 0, perAddress: 1 }, trustedProxies: 1 })
    const token = await behindProxy.token()
    expect(await askRules(behindProxy, token, { 'X-Forwarded-For': '192.0.2.1' })).toBe(200)
    expect(await askRules(behindProxy, token, { 'X-Forwarded-For': '192.0.2.2' })).toBe(200)
    expect(await askRules(behindProxy, token, { 'X-Forwarded-For': '192.0.2.3, 192.0.2.2' })).toBe(429)

    const open = await start({ rateLimits: { perToken: 0, perAddress: 1 } })
    expect(await askRules(open, token, { 'X-Forwarded-For': '192.0.2.1' })).toBe(200)
    expect(await askRules(open, token, { 'X-Forwarded-For': '192.0.2.2' })).toBe(429)
  })

  it('answer a large upload in full, with the time to come again, and forward nothing', async () => {
    const server = await start({ rateLimits: { perToken: 1, perAddress: 0 } })
    const token = await server.token()
    await askRules(server, token)
    const seen = server.sandbox.requests.length
    const answer = await server.attach(token, Buffer.concat([await pdf(), Buffer.alloc(8_000_000)]))
    expect(answer.status).toBe(429)
    expect(await answer.json()).toMatchObject({
      error: { code: 'UPLOAD.RATE_LIMITED', delivery: 'none', retry_after_ms: expect.any(Number) },
    })
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(server.sandbox.requests).toHaveLength(seen)
    expect(server.lines('rate limit reached')).toMatchObject([{ level: 'warn', by: 'token' }])
    expect(await (await server.get('/metrics')).text()).toContain(
      'kombo_upload_rate_limited_requests_total{by="token"} 1',
    )
  })

  it('do not apply to health checks', async () => {
    const server = await start({ rateLimits: { perToken: 1, perAddress: 1 } })
    for (let round = 0; round < 3; round++) expect((await server.get('/healthz')).status).toBe(200)
  })
})

describe.skipIf(REDIS_SERVER_PATH === null)('rate limits of several instances', () => {
  let redis: RedisServer

  afterEach(() => redis.stop())

  it('count together in Redis, and each by itself while Redis is away', async () => {
    redis = await startRedis()
    const sandbox = await createSandbox()
    const config = { redisUrl: redis.url, rateLimits: { perToken: 2, perAddress: 0 } }
    const one = await start(config, sandbox)
    const other = await start(config, sandbox)
    await expect.poll(async () => (await one.get('/readyz')).status).toBe(200)
    await expect.poll(async () => (await other.get('/readyz')).status).toBe(200)

    const token = await one.token()
    expect([await askRules(one, token), await askRules(other, token)]).toEqual([200, 200])
    expect([await askRules(one, token), await askRules(other, token)]).toEqual([429, 429])
    const operator = createClient({ url: redis.url })
    await operator.connect()
    const counts = await operator.keys('*rate:token*')
    operator.destroy()
    // A token is a secret, and so is its signature alone.
    expect(counts).toHaveLength(1)
    expect(counts[0]).not.toContain(token.slice(token.lastIndexOf('.') + 1))

    await redis.kill()
    const fresh = await one.token()
    expect([await askRules(one, fresh), await askRules(one, fresh), await askRules(one, fresh)]).toEqual([
      200, 200, 429,
    ])
    expect(await askRules(other, fresh)).toBe(200)
    expect(one.lines('redis failed')).toHaveLength(1)
    await sandbox.close()
  })

  it('count each by itself where Redis lets them not count, and the log says so, once each time', async () => {
    redis = await startRedis({ settings: ['--user', 'upload', 'on', '>hunter2', '~*', '+@all', '-incrby'] })
    const redisUrl = redis.url.replace('redis://', 'redis://upload:hunter2@')
    const server = await start({ redisUrl, rateLimits: { perToken: 2, perAddress: 100 } })
    await expect.poll(async () => (await server.get('/readyz')).status).toBe(200)
    const operator = createClient({ url: redis.url })
    await operator.connect()
    for (const times of [1, 2]) {
      const token = await server.token()
      expect([await askRules(server, token), await askRules(server, token), await askRules(server, token)]).toEqual([
        200, 200, 429,
      ])
      expect(server.lines('redis failed')).toMatchObject(
        Array.from({ length: times }, () => ({ remedy: REDIS_REMEDIES.refused, error: { code: expect.any(String) } })),
      )
      await operator.sendCommand(['ACL', 'SETUSER', 'upload', '+incrby'])
      expect(await askRules(server, await server.token())).toBe(200)
      await operator.sendCommand(['ACL', 'SETUSER', 'upload', '-incrby'])
    }
    operator.destroy()
  })

  it('find the Redis in charge after a failover', async () => {
    redis = await startRedis()
    const server = await start({ redisUrl: redis.url, rateLimits: { perToken: 2, perAddress: 0 } })
    await expect.poll(async () => (await server.get('/readyz')).status).toBe(200)
    const operator = createClient({ url: redis.url })
    await operator.connect()
    await operator.sendCommand(['REPLICAOF', '127.0.0.1', '1'])
    const connections = async () => (await operator.clientList()).map(({ id }) => id)
    const before = await connections()
    await expect
      .poll(
        async () => {
          await askRules(server, await server.token())
          return (await connections()).some((id) => !before.includes(id))
        },
        { timeout: 5000 },
      )
      .toBe(true)
    operator.destroy()
  })
})

/** The same signature with its spare bits set, and with padding. */
function otherSpellings(token: string): string[] {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = digits.indexOf(token.slice(-1))
  return [...[1, 2, 3].map((bits) => token.slice(0, -1) + digits.charAt(last + bits)), `${token}=`]
}

function pdf(): Promise<Buffer> {
  return readFile(new URL('../files/cv.pdf', import.meta.url))
}
