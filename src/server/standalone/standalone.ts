import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'
import type { DestinationStream } from 'pino'
import { checkedLimits } from '../route/checked-limits.ts'
import type { KomboAccess, ServerConfig } from './config.ts'
import { closeServer, OpenConnections, UnderWay } from './graceful-stop.ts'
import { KomboClient } from '../calls/kombo-client.ts'
import { listen } from './listen.ts'
import { Log } from './log.ts'
import { createMemoryStore } from '../stores/memory-store.ts'
import { Metrics } from './metrics.ts'
import { nodeListener } from '../route/node-listener.ts'
import { numberIn, type NumberRange } from '../limits/number-range.ts'
import { RateLimiter } from './rate-limit.ts'
import { ReadinessCheck } from './readiness.ts'
import { closeRedis, connectRedis } from '../stores/redis-connection.ts'
import { RedisRefusals } from '../stores/redis-refusals.ts'
import { warnOfRedisRisks } from './redis-risks.ts'
import { createRedisStore } from '../stores/redis-store.ts'
import { createAttachmentRoute } from '../route/route.ts'
import { standaloneApp } from './standalone-app.ts'
import { checkTemporaryFolder } from '../receive/temporary-folder.ts'
import type { UploadEvent } from '../answers/upload-event.ts'
import { MAX_PROXIES, MAX_RATE } from './variable-values.ts'

/** How long a stop waits for what is under way, in milliseconds: a delivery's own deadline and some slack. */
const STOP_GRACE_MS = 75_000

/** How long whoever still waits then has to hear what is known of their file, in milliseconds. */
const LAST_ANSWERS_MS = 2000

/** Longest time a client may take for its headers and for the whole request, in milliseconds; the route ends a body sooner. */
const HEADERS_TIMEOUT_MS = 20_000
const REQUEST_TIMEOUT_MS = 16 * 60_000

/**
 * How long a connection without a request is kept, in milliseconds: longer than the proxies in front do (nginx and AWS for 1
 * minute, Caddy for 2, Google for 10), so that none of them sends a file on one that is being closed just then.
 */
const IDLE_CONNECTION_MS = 620_000

/** How often headers and requests are looked at, in milliseconds. */
const TIMEOUT_CHECK_MS = 5000

const RATE: NumberRange = { least: 0, most: MAX_RATE, isWhole: true, orElse: '0 for any number of requests' }
const PROXIES: NumberRange = { least: 0, most: MAX_PROXIES, isWhole: true, orElse: '0 where there is none' }

/** A configuration with nothing left open: in demo mode the caller fills in the sandbox and a secret. */
export interface StandaloneConfig extends ServerConfig {
  readonly kombo: KomboAccess
  readonly uploadTokenSecret: string
}

export interface StandaloneOptions {
  /** Folder of the built upload page. */
  readonly pageFolder: string
  /** Told of each upload when it is over, beside the log and the metrics. */
  readonly onUpload?: (event: UploadEvent) => void | Promise<void>
  /** Where log lines go. Default: standard output. */
  readonly logTo?: DestinationStream
}

export interface Standalone {
  /** Where this machine reaches the server, without a trailing slash. */
  readonly url: string
  /**
   * Finishes what is under way and takes nothing new. Safe to call twice.
   * @returns whether everything under way was finished.
   */
  stop(): Promise<boolean>
}

/**
 * Starts the standalone server: upload page, route, health checks and metrics.
 * @throws ListenError when it cannot listen, TemporaryFolderError when it can make no temporary file, RangeError when the
 * configuration was made by hand and cannot be used.
 */
export async function startStandalone(config: StandaloneConfig, options: StandaloneOptions): Promise<Standalone> {
  const limits = checkedLimits({ maxFileSizeBytes: config.maxFileSizeBytes, totalBytes: config.maxTotalBytes })
  const { perToken, perAddress } = config.rateLimits
  numberIn(RATE, 'rateLimits.perToken', perToken)
  numberIn(RATE, 'rateLimits.perAddress', perAddress)
  numberIn(PROXIES, 'trustedProxies', config.trustedProxies)
  checkTemporaryFolder()
  const log = new Log(config, options.logTo)
  const onRedisFailure = (error: unknown) => log.failure('redis failed', error)
  const redis = config.redisUrl === null ? null : connectRedis(config.redisUrl, onRedisFailure)
  if (redis !== null) warnOfRedisRisks(redis, log)
  const kombo = new KomboClient({ apiKey: config.kombo.apiKey, apiUrl: config.kombo.apiUrl })
  const store = redis === null ? createMemoryStore() : createRedisStore(redis)
  const route = createAttachmentRoute({
    komboApiKey: config.kombo.apiKey,
    komboApiUrl: config.kombo.apiUrl,
    tokenSecret: [config.uploadTokenSecret, config.uploadTokenSecretPrevious ?? []].flat(),
    limits,
    store,
    onError: (error) => log.failure('request failed', error),
    onUpload(event) {
      log.upload(event)
      metrics.upload(event)
      return options.onUpload?.(event)
    },
  })
  const underWay = new UnderWay()
  const metrics = new Metrics({ slotsInUse: () => route.slotsInUse, requestsInFlight: () => underWay.count })
  async function release(): Promise<void> {
    await Promise.all([route.close(), kombo.close()])
    await store.close()
    if (redis !== null) closeRedis(redis)
  }

  let isStopping = false
  const server = createHttpServer(
    standaloneApp({
      config,
      pageFolder: options.pageFolder,
      route,
      log,
      metrics,
      underWay,
      limiter: new RateLimiter(
        config.rateLimits,
        redis === null ? null : { redis, refusals: new RedisRefusals(onRedisFailure) },
      ),
      readiness: new ReadinessCheck({
        askKombo: (path, signal) => kombo.get(path, null, signal),
        redis,
        refusals: new RedisRefusals(onRedisFailure),
      }),
      isStopping: () => isStopping,
    }),
  )
  const connections = new OpenConnections(server)
  const url = await listen(server, config.host, config.port).catch(async (error: unknown) => {
    await release()
    throw error
  })
  log.write('info', 'listening', { port: Number(url.slice(url.lastIndexOf(':') + 1)) })

  async function stop(): Promise<boolean> {
    isStopping = true
    log.write('info', 'stopping')
    const patienceMs = STOP_GRACE_MS + LAST_ANSWERS_MS
    const ends = performance.now() + patienceMs
    let isClean = true
    // Before connections are cut off: a file that waits for Kombo is answered for as soon as the route is closed.
    const graceEnds = setTimeout(() => {
      isClean = false
      void route.close()
    }, STOP_GRACE_MS)
    const isClosed = await closeServer(server, connections, patienceMs)
    // A caller may be gone while its file is still being delivered.
    const isIdle = await underWay.idle(ends - performance.now())
    clearTimeout(graceEnds)
    isClean &&= isClosed && isIdle
    await release()
    log.write('info', 'stopped', { isClean })
    return isClean
  }

  let stopped: Promise<boolean> | null = null
  return { url, stop: () => (stopped ??= stop()) }
}

function createHttpServer(app: Hono<{ Bindings: HttpBindings }>): Server {
  const answer = nodeListener((request, env) => app.fetch(request, env))
  return createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      keepAliveTimeout: IDLE_CONNECTION_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    },
    (incoming, outgoing) => {
      closeInStages(incoming, outgoing)
      answer(incoming, outgoing)
    },
  )
}

/**
 * Closes the connection of a request that wants it closed only when its body is in, or has been waited for. Node does so with
 * the answer: a proxy that is still passing on a file which is refused would hear of a broken line, and not of the refusal.
 */
function closeInStages(incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (outgoing.shouldKeepAlive) return
  outgoing.shouldKeepAlive = true
  const close = () => incoming.socket.destroySoon()
  outgoing.once('finish', () => (incoming.complete ? close() : incoming.once('end', close)))
}
