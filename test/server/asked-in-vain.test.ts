import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { parseError } from '../../src/contract/wire.ts'
import { createAttachmentRoute, readConfig } from '../../src/server.ts'
import { UnderWay } from '../../src/server/standalone/graceful-stop.ts'
import { Log } from '../../src/server/standalone/log.ts'
import { Metrics } from '../../src/server/standalone/metrics.ts'
import { RateLimiter } from '../../src/server/standalone/rate-limit.ts'
import { ReadinessCheck } from '../../src/server/standalone/readiness.ts'
import { RedisRefusals } from '../../src/server/stores/redis-refusals.ts'
import { standaloneApp, type StandaloneAppParts } from '../../src/server/standalone/standalone-app.ts'
import { SECRET } from './harness.ts'

const route = createAttachmentRoute({
  komboApiKey: 'ks_dev_abc',
  komboApiUrl: 'http://127.0.0.1:9',
  tokenSecret: SECRET,
})
afterAll(() => route.close())

/** The whole server but for its port. */
function appWith(changes: Partial<StandaloneAppParts>) {
  const read = readConfig({})
  if (!read.ok) throw new Error(read.problems.join(' '))
  const underWay = new UnderWay()
  return standaloneApp({
    config: read.config,
    pageFolder: 'dist/page',
    route,
    log: new Log({ logLevel: 'silent', auditLog: false }),
    underWay,
    metrics: new Metrics({ slotsInUse: () => 0, requestsInFlight: () => underWay.count }),
    limiter: new RateLimiter({ perToken: 0, perAddress: 0 }, null),
    readiness: new ReadinessCheck({
      askKombo: () => Promise.reject(new Error('nobody there')),
      redis: null,
      refusals: new RedisRefusals(() => undefined),
    }),
    isStopping: () => false,
    ...changes,
  })
}

class BrokenLimiter extends RateLimiter {
  override async count(): Promise<never> {
    throw new Error('lost count')
  }
}

const ATTACHMENTS = '/api/applications/app1/attachments'

/** Only asks what became of a file, which may have been delivered. */
const ASKING = { 'Idempotency-Replay-Only': 'true' }

describe('somebody who asks what became of a file is not told that nothing was attached', () => {
  const unlimited = { perToken: 0, perAddress: 0 }

  it.each<[string, string, () => Partial<StandaloneAppParts>]>([
    ['UPLOAD.SERVER_STOPPING', ATTACHMENTS, () => ({ isStopping: () => true })],
    ['UPLOAD.RATE_LIMITED', ATTACHMENTS, () => ({ limiter: new RateLimiter({ ...unlimited, perAddress: 1 }, null) })],
    ['UPLOAD.INTERNAL', ATTACHMENTS, () => ({ limiter: new BrokenLimiter(unlimited, null) })],
    ['UPLOAD.TOKEN_MISSING', ATTACHMENTS, () => ({})],
    ['UPLOAD.METHOD_NOT_ALLOWED', `${ATTACHMENTS}/rules`, () => ({})],
    ['UPLOAD.NOT_FOUND', '/api/jobs/1/attachments', () => ({})],
    ['UPLOAD.NOT_FOUND', '/api', () => ({})],
  ])('by %s at %s', async (code, path, changes) => {
    const app = appWith(changes())
    const incoming = new IncomingMessage(new Socket())
    const ask = async (method: string, headers: Record<string, string>) => {
      const answer = await app.request(path, { method, headers }, { incoming, outgoing: new ServerResponse(incoming) })
      return parseError(await answer.json())
    }
    // The one request that a limit lets through.
    await app.request(path, {}, { incoming, outgoing: new ServerResponse(incoming) })

    expect(await ask('POST', ASKING)).toMatchObject({ code, delivery: 'unknown' })
    expect(await ask('POST', {})).toMatchObject({ code, delivery: 'none' })
  })

  it.each([
    ['UPLOAD.METHOD_NOT_ALLOWED', '/applications/app1/attachments/rules'],
    ['UPLOAD.NOT_FOUND', '/jobs/1/attachments'],
  ])('by %s of a route of one’s own', async (code, path) => {
    const ask = async (headers: Record<string, string>) => {
      const answer = await route.fetch(new Request(`http://portal.example${path}`, { method: 'POST', headers }))
      return parseError(await answer.json())
    }
    expect(await ask(ASKING)).toMatchObject({ code, delivery: 'unknown' })
    expect(await ask({})).toMatchObject({ code, delivery: 'none' })
  })
})
