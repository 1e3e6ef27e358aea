import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox.ts'
import { createSandbox } from '../../src/sandbox.ts'
import type { RedisServer } from './redis-server.ts'
import { REDIS_SERVER_PATH, startRedis } from './redis-server.ts'
import type { RunningServer } from './running-server.ts'
import { startServer } from './running-server.ts'

describe.skipIf(REDIS_SERVER_PATH === null)('two instances with one Redis', () => {
  let redis: RedisServer
  let sandbox: Sandbox
  let instances: readonly [RunningServer, RunningServer]
  let file: Buffer

  beforeEach(async () => {
    file = await readFile(new URL('../files/cv.pdf', import.meta.url))
    redis = await startRedis()
    sandbox = await createSandbox()
    const config = { redisUrl: redis.url }
    instances = [await startServer(config, sandbox), await startServer(config, sandbox)]
    await allReady()
  })

  afterEach(async () => {
    await Promise.all(instances.map((each) => each.close()))
    await sandbox.close()
    await redis.stop()
  })

  async function allReady(): Promise<void> {
    for (const each of instances) {
      await expect.poll(async () => (await each.get('/readyz')).status).toBe(200)
    }
  }

  it('deliver a file once that is sent to both', async () => {
    const [one, other] = instances
    const token = await one.token()
    const headers = { 'Idempotency-Key': randomUUID() }
    expect((await one.attach(token, file, {}, { headers })).status).toBe(200)
    const repeated = await other.attach(token, file, {}, { headers })
    expect(repeated.status).toBe(200)
    expect(repeated.headers.get('idempotency-replayed')).toBe('true')
    expect(sandbox.received).toHaveLength(1)
  })

  it('count the files of a token together', async () => {
    const [one, other] = instances
    const token = await one.token({ maxFiles: 1 })
    expect((await one.attach(token, file)).status).toBe(200)
    const second = await other.attach(token, file)
    expect(second.status).toBe(403)
    expect(await second.json()).toMatchObject({ error: { code: 'UPLOAD.MAX_FILES_REACHED' } })
  })

  it('send nothing while Redis is away, say when to come again, and go on when it is back', async () => {
    const [one] = instances
    const token = await one.token()
    await redis.kill()
    const refused = await one.attach(token, file)
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({
      error: { code: 'UPLOAD.STORE_UNAVAILABLE', delivery: 'none', retry_after_ms: expect.any(Number) },
    })
    expect(sandbox.received).toHaveLength(0)
    expect((await one.get('/healthz')).status).toBe(200)

    await redis.restart()
    await allReady()
    expect((await one.attach(token, file)).status).toBe(200)
    expect(sandbox.received).toHaveLength(1)
  })
})
