import { createClient } from 'redis'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { createSandbox } from '../../src/sandbox.ts'
import { ReadinessCheck } from '../../src/server/standalone/readiness.ts'
import { RedisRefusals } from '../../src/server/stores/redis-refusals.ts'
import { REDIS_REMEDIES } from '../../src/server/stores/redis-trouble.ts'
import { endPassing, letPass } from './passing-time.ts'
import { REDIS_SERVER_PATH, startRedis } from './redis-server.ts'
import type { RunningServer } from './running-server.ts'
import { startServer } from './running-server.ts'

let server: RunningServer | null = null

afterEach(async () => {
  await server?.close()
  server = null
})

async function readiness(running: RunningServer) {
  const answer = await running.get('/readyz')
  const body: unknown = await answer.json()
  return { status: answer.status, body }
}

describe('readiness', () => {
  it('is given when Kombo takes the key', async () => {
    server = await startServer()
    expect(await readiness(server)).toEqual({
      status: 200,
      body: { status: 'ready', checks: { kombo: 'ok', redis: 'not used' } },
    })
  })

  it('is refused when Kombo does not take the key', async () => {
    const sandbox = await createSandbox()
    server = await startServer({ kombo: { apiKey: 'ks_dev_revoked', apiUrl: sandbox.apiUrl } }, sandbox)
    expect(await readiness(server)).toMatchObject({ status: 503, body: { checks: { kombo: 'key refused' } } })
    await sandbox.close()
  })

  it('is refused when Kombo cannot be reached, while the process is well', async () => {
    const sandbox = await createSandbox()
    await sandbox.close()
    server = await startServer({}, sandbox)
    expect(await readiness(server)).toMatchObject({ status: 503, body: { checks: { kombo: 'unreachable' } } })
    expect((await server.get('/healthz')).status).toBe(200)
  })

  it.each([
    [200, 'ok'],
    [401, 'key refused'],
    [403, 'key refused'],
    [404, 'ok'],
    [429, 'ok'],
    [500, 'unreachable'],
    [503, 'unreachable'],
  ])('takes an answer of Kombo’s with %i for "%s"', async (status, kombo) => {
    const answer = { kind: 'answer', status, header: () => null, json: undefined, sentAll: true } as const
    const parts = { askKombo: async () => answer, redis: null, refusals: new RedisRefusals(() => undefined) }
    expect(await new ReadinessCheck(parts).now()).toMatchObject({ ready: kombo === 'ok', checks: { kombo } })
  })

  it('asks Kombo once for probes that come together', async () => {
    server = await startServer()
    const running = server
    await Promise.all(Array.from({ length: 20 }, () => readiness(running)))
    expect(running.sandbox.requests.filter(({ path }) => path.includes('check-api-key'))).toHaveLength(1)
  })

  it('asks Kombo anew when its answer is ten seconds old: it may have come back, or have gone', async () => {
    const statuses = [503, 200, 401]
    const askKombo = async () =>
      ({ kind: 'answer', status: statuses.shift() ?? 0, header: () => null, json: undefined, sentAll: true }) as const
    const check = new ReadinessCheck({ askKombo, redis: null, refusals: new RedisRefusals(() => undefined) })
    onTestFinished(endPassing)
    for (const kombo of ['unreachable', 'ok', 'key refused']) {
      expect(await check.now()).toMatchObject({ ready: kombo === 'ok', checks: { kombo } })
      letPass(9900)
      expect(await check.now()).toMatchObject({ ready: kombo === 'ok', checks: { kombo } })
      letPass(101)
    }
  })

  it.skipIf(REDIS_SERVER_PATH === null)('is refused while Redis is away and comes back with it', async () => {
    const redis = await startRedis()
    server = await startServer({ redisUrl: redis.url })
    const running = server
    const status = async () => (await running.get('/readyz')).status
    await expect.poll(status).toBe(200)
    await redis.kill()
    await expect.poll(status).toBe(503)
    await redis.restart()
    await expect.poll(status).toBe(200)
    await redis.stop()
  })

  it.skipIf(REDIS_SERVER_PATH === null).each([
    ['is full', 'OOM', ['CONFIG', 'SET', 'maxmemory', '1'], ['CONFIG', 'SET', 'maxmemory', '0']],
    ['is a replica', 'READONLY', ['REPLICAOF', '127.0.0.1', '1'], ['REPLICAOF', 'NO', 'ONE']],
    [
      'has too few replicas',
      'NOREPLICAS',
      ['CONFIG', 'SET', 'min-replicas-to-write', '1'],
      ['CONFIG', 'SET', 'min-replicas-to-write', '0'],
    ],
  ])('is refused while Redis %s, and the log says so once each time', async (_, code, breaks, mends) => {
    const redis = await startRedis()
    server = await startServer({ redisUrl: redis.url })
    const running = server
    const operator = createClient({ url: redis.url })
    await operator.connect()
    const ready = { status: 200, body: { status: 'ready', checks: { kombo: 'ok', redis: 'ok' } } }
    await expect.poll(() => readiness(running)).toEqual(ready)
    for (const times of [1, 2]) {
      await operator.sendCommand(breaks)
      const notReady = { status: 503, body: { status: 'not ready', checks: { kombo: 'ok', redis: 'refused' } } }
      expect([await readiness(running), await readiness(running)]).toEqual([notReady, notReady])
      const told = running.lines('redis failed').map(({ remedy, error }) => ({ remedy, error }))
      expect(told).toMatchObject(
        Array.from({ length: times }, () => ({ remedy: REDIS_REMEDIES.refused, error: { code } })),
      )
      await operator.sendCommand(mends)
      // To a replica it connects anew, which takes a moment.
      await expect.poll(() => readiness(running)).toEqual(ready)
    }
    operator.destroy()
    await redis.stop()
  })

  it.skipIf(REDIS_SERVER_PATH === null)('leaves nothing in Redis that stays', async () => {
    const redis = await startRedis()
    server = await startServer({ redisUrl: redis.url })
    const running = server
    await expect.poll(async () => (await readiness(running)).status).toBe(200)
    const operator = createClient({ url: redis.url })
    await operator.connect()
    const left = await Promise.all((await operator.keys('*')).map((key) => operator.pTTL(key)))
    expect(left).toHaveLength(2)
    expect(Math.min(...left)).toBeGreaterThan(0)
    expect(Math.max(...left)).toBeLessThanOrEqual(10_000)
    operator.destroy()
    await redis.stop()
  })

  it('says nothing of the key or the password', async () => {
    server = await startServer({ redisUrl: 'redis://:hunter2@127.0.0.1:1' })
    const running = server
    expect(await readiness(running)).toMatchObject({ status: 503, body: { checks: { redis: 'unreachable' } } })
    await expect.poll(() => running.lines('redis failed').length).toBe(1)
    expect(running.logged).not.toContain('hunter2')
    expect(running.logged).not.toContain(running.sandbox.apiKey)
  })
})
