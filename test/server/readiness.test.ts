import { afterEach, describe, expect, it } from 'vitest'
import { createSandbox } from '../../src/sandbox.ts'
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

  it('asks Kombo once for probes that come together', async () => {
    server = await startServer()
    const running = server
    await Promise.all(Array.from({ length: 20 }, () => readiness(running)))
    expect(running.sandbox.requests.filter(({ path }) => path.includes('check-api-key'))).toHaveLength(1)
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

  it('says nothing of the key or the password', async () => {
    server = await startServer({ redisUrl: 'redis://:hunter2@127.0.0.1:1' })
    const running = server
    expect(await readiness(running)).toMatchObject({ status: 503, body: { checks: { redis: 'unreachable' } } })
    await expect.poll(() => running.lines('redis failed').length).toBe(1)
    expect(running.logged).not.toContain('hunter2')
    expect(running.logged).not.toContain(running.sandbox.apiKey)
  })
})
