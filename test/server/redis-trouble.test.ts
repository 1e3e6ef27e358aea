import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { createClient, ErrorReply } from 'redis'
import { afterEach, describe, expect, it } from 'vitest'
import { REDIS_REMEDIES, redisTrouble, replyCode } from '../../src/server/stores/redis-trouble.ts'
import type { RedisServer } from './redis-server.ts'
import { freePort, REDIS_SERVER_PATH, startRedis } from './redis-server.ts'
import type { RunningServer } from './running-server.ts'
import { startServer } from './running-server.ts'

let redis: RedisServer | null = null
let server: RunningServer | null = null
let other: Server | null = null

afterEach(async () => {
  await server?.close()
  await redis?.stop()
  other?.close()
  server = null
  redis = null
  other = null
})

/** Something else on a port. */
async function listening(answer: (socket: Socket) => void): Promise<string> {
  other = createServer((socket) => answer(socket.on('error', () => undefined))).listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return `redis://127.0.0.1:${address.port}`
}

/** What `/readyz` says of Redis. */
async function checkOf(running: RunningServer): Promise<unknown> {
  const body: unknown = await (await running.get('/readyz')).json()
  return body
}

const failures = (running: RunningServer) => running.lines('redis failed')

/** What Redis writes to whoever comes from another machine while it has no password, and hangs up. */
const DENIED =
  '-DENIED Redis is running in protected mode because protected mode is enabled and no password is set.\r\n'

describe('the code of an error of Redis', () => {
  const inScript = 'ERR Error running script (call to f_6b1b): @user_script:3:'

  it.each([
    ["READONLY You can't write against a read only replica. script: 5c11, on @user_script:10.", 'READONLY'],
    [`${inScript} @user_script: 3: -READONLY You can't write against a read only replica.`, 'READONLY'],
    [`${inScript} @user_script: 3: -OOM command not allowed when used memory > 'maxmemory'.`, 'OOM'],
    [`${inScript} Script attempted to access nonexistent global variable 'x'`, 'ERR'],
    ['NOAUTH', 'NOAUTH'],
    ['of no kind', null],
  ])('in "%s" is %s', (message, code) => {
    expect(replyCode(new ErrorReply(message))).toBe(code)
  })
})

describe('a Redis that cannot be used', () => {
  it.each<[keyof typeof REDIS_REMEDIES, string, (socket: Socket) => void]>([
    ['protected mode', 'is in protected mode', (socket) => socket.end(DENIED)],
    [
      'not redis',
      'is a web server',
      (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    ],
    [
      'not redis',
      'speaks TLS',
      (socket) => socket.once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 70]))),
    ],
    ['protected mode', 'says so more often than it is asked', (socket) => socket.end(DENIED.repeat(8))],
    ['refused', 'has too many clients', (socket) => socket.end('-ERR max number of clients reached\r\n')],
    ['unreachable', 'hangs up', (socket) => socket.end()],
  ])('is told as "%s" where it %s, with what to do, once', async (trouble, _, answer) => {
    server = await startServer({ redisUrl: await listening(answer) })
    const running = server
    await expect.poll(() => checkOf(running)).toMatchObject({ status: 'not ready', checks: { redis: trouble } })
    await expect.poll(() => failures(running).map(({ remedy }) => remedy)).toContain(REDIS_REMEDIES[trouble])
    const reasons = failures(running).map(({ remedy }) => remedy)
    expect(new Set(reasons).size).toBe(reasons.length)
  })
})

it.each([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate refused'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate refused'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate refused'],
  ['CERT_HAS_EXPIRED', 'certificate refused'],
  ['ECONNREFUSED', 'unreachable'],
  ['EPROTO', 'unreachable'],
] as const)('Node’s error %s of a connection is told as "%s"', (code, trouble) => {
  expect(redisTrouble(Object.assign(new Error('connect'), { code }))).toBe(trouble)
})

describe.skipIf(REDIS_SERVER_PATH === null)('a real Redis that cannot be used', () => {
  it.each([
    ['password refused', 'no password', '', 'NOAUTH'],
    ['password refused', 'another password', ':hunter2@', 'WRONGPASS'],
  ] as const)('says "%s" where it is given %s, and nothing of either', async (trouble, _, user, code) => {
    redis = await startRedis({ settings: ['--requirepass', 'swordfish'] })
    server = await startServer({ redisUrl: redis.url.replace('redis://', `redis://${user}`) })
    const running = server
    await expect.poll(() => checkOf(running)).toMatchObject({ checks: { redis: trouble } })
    expect(failures(running)).toMatchObject([{ remedy: REDIS_REMEDIES[trouble], error: { code } }])
    expect(running.logged).not.toMatch(/hunter2|swordfish/)
  })

  it('says "refused" where it has no such database', async () => {
    redis = await startRedis()
    server = await startServer({ redisUrl: `${redis.url}/99` })
    const running = server
    await expect.poll(() => checkOf(running)).toMatchObject({ checks: { redis: 'refused' } })
    expect(failures(running)).toMatchObject([{ remedy: REDIS_REMEDIES.refused, error: { code: 'ERR' } }])
  })

  it('says "refused" where it is one of a cluster, and others have a part of the keys', async () => {
    const bus = String(await freePort())
    redis = await startRedis({
      settings: ['--cluster-enabled', 'yes', '--cluster-port', bus, '--cluster-require-full-coverage', 'no'],
    })
    const operator = createClient({ url: redis.url })
    await operator.connect()
    await operator.sendCommand(['CLUSTER', 'ADDSLOTSRANGE', '0', '12000'])
    await expect.poll(() => operator.sendCommand(['CLUSTER', 'INFO'])).toContain('cluster_state:ok')
    operator.destroy()
    server = await startServer({ redisUrl: redis.url })
    const running = server
    await expect.poll(() => checkOf(running)).toMatchObject({ checks: { redis: 'refused' } })
    expect(failures(running)).toMatchObject([{ remedy: REDIS_REMEDIES.refused, error: { code: 'CLUSTERDOWN' } }])
  })

  it('says what is wrong now, where it was away before', async () => {
    redis = await startRedis({ settings: ['--requirepass', 'swordfish'] })
    await redis.kill()
    server = await startServer({ redisUrl: redis.url })
    const running = server
    await expect.poll(() => checkOf(running)).toMatchObject({ checks: { redis: 'unreachable' } })
    await redis.restart()
    await expect
      .poll(() => checkOf(running), { timeout: 5000 })
      .toMatchObject({ checks: { redis: 'password refused' } })
    expect(failures(running).map(({ remedy }) => remedy)).toEqual([
      REDIS_REMEDIES.unreachable,
      REDIS_REMEDIES['password refused'],
    ])
  })

  it.each([
    ['run no scripts', 'NOPERM', ['+@all', '-eval']],
    ['not ask for the time', 'ERR', ['+@read', '+@write', '+@scripting', '+@connection']],
  ])('whose user may %s says so to who asks, and in the log', async (_, code, rights) => {
    redis = await startRedis({ settings: ['--user', 'upload', 'on', '>hunter2', '~*', ...rights] })
    server = await startServer({ redisUrl: redis.url.replace('redis://', 'redis://upload:hunter2@') })
    const running = server
    await expect.poll(() => checkOf(running)).toMatchObject({ status: 'not ready', checks: { redis: 'refused' } })
    expect(failures(running)).toMatchObject([{ remedy: REDIS_REMEDIES.refused, error: { code } }])
    const answer = await running.attach(
      await running.token(),
      await readFile(new URL('../files/cv.pdf', import.meta.url)),
    )
    expect(await answer.json()).toMatchObject({ error: { code: 'UPLOAD.STORE_UNAVAILABLE', delivery: 'none' } })
    expect(running.lines('request failed')).toMatchObject([
      { requestId: answer.headers.get('x-request-id'), error: { cause: { code } } },
    ])
  })
})
