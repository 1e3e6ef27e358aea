import { readFile } from 'node:fs/promises'
import { createClient } from 'redis'
import { afterEach, describe, expect, it } from 'vitest'
import { closeRedis, connectRedis } from '../../src/server/stores/redis-connection.ts'
import { redisRisks } from '../../src/server/standalone/redis-risks.ts'
import type { RedisServer, RedisServerOptions } from './redis-server.ts'
import { REDIS_SERVER_PATH, startRedis } from './redis-server.ts'
import type { RunningServer } from './running-server.ts'
import { startServer } from './running-server.ts'

const EVICTING = ['--maxmemory', '100mb', '--maxmemory-policy', 'allkeys-lru']

let redis: RedisServer | null = null
let server: RunningServer | null = null

afterEach(async () => {
  await server?.close()
  await redis?.stop()
  server = null
  redis = null
})

async function start(options: RedisServerOptions): Promise<string> {
  redis = await startRedis(options)
  return redis.url
}

async function risksAt(url: string) {
  const client = connectRedis(url, () => undefined)
  await expect.poll(() => client.isReady).toBe(true)
  return redisRisks(client).finally(() => closeRedis(client))
}

/** Does something as the operator of Redis. */
async function operate(url: string, ...commands: readonly (readonly string[])[]): Promise<void> {
  const operator = createClient({ url })
  await operator.connect()
  for (const command of commands) await operator.sendCommand(command)
  operator.destroy()
}

describe.skipIf(REDIS_SERVER_PATH === null)('what Redis may forget', () => {
  it.each<[string, RedisServerOptions, readonly string[]]>([
    ['nothing when it writes everything down and evicts nothing', { keepsData: true }, []],
    ['what it was told before a restart', {}, ['REDIS_MAY_LOSE']],
    ['what it has no room for', { keepsData: true, settings: EVICTING }, ['REDIS_MAY_EVICT']],
    ['nothing for want of room when it refuses instead', { keepsData: true, settings: ['--maxmemory', '100mb'] }, []],
    [
      'nothing for want of room when it has all there is',
      { keepsData: true, settings: ['--maxmemory-policy', 'allkeys-lru'] },
      [],
    ],
    ['both', { settings: EVICTING }, ['REDIS_MAY_EVICT', 'REDIS_MAY_LOSE']],
  ])('is %s', async (_, options, risks) => {
    expect(await risksAt(await start(options))).toEqual(risks)
  })

  it('is in the log once, and again when a later connection finds something new', async () => {
    const url = await start({})
    server = await startServer({ redisUrl: url })
    const running = server
    const told = () => running.lines('redis may forget').map(({ level, code }) => `${String(level)} ${String(code)}`)
    await expect.poll(told).toEqual(['warn REDIS_MAY_LOSE'])
    await operate(
      url,
      ['CONFIG', 'SET', 'maxmemory', '100mb', 'maxmemory-policy', 'volatile-ttl'],
      ['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes'],
    )
    await expect.poll(told).toEqual(['warn REDIS_MAY_LOSE', 'warn REDIS_MAY_EVICT'])
  })

  it('is nothing when it is full: uploads wait outside until there is room', async () => {
    const url = await start({ settings: ['--maxmemory', '1'] })
    server = await startServer({ redisUrl: url })
    const running = server
    const check = async (): Promise<unknown> => (await running.get('/readyz')).json()
    await expect.poll(check).toMatchObject({ status: 'not ready', checks: { redis: 'refused' } })
    const [file, token] = [await readFile(new URL('../files/cv.pdf', import.meta.url)), await running.token()]
    const refused = await running.attach(token, file)
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ error: { code: 'UPLOAD.STORE_UNAVAILABLE', delivery: 'none' } })
    await operate(url, ['CONFIG', 'SET', 'maxmemory', '0'])
    expect((await running.attach(token, file)).status).toBe(200)
    expect(running.sandbox.received).toHaveLength(1)
  })

  it('is said not to be known where Redis does not tell', async () => {
    const url = await start({})
    await operate(url, ['ACL', 'SETUSER', 'upload', 'on', '>hunter2', '~*', '+@all', '-info', '-config'])
    server = await startServer({ redisUrl: url.replace('redis://', 'redis://upload:hunter2@') })
    const running = server
    await expect.poll(() => running.lines('redis settings unknown').map(({ level }) => level)).toEqual(['debug'])
    expect(running.lines('redis may forget')).toEqual([])
    expect((await running.get('/readyz')).status).toBe(200)
  })
})
