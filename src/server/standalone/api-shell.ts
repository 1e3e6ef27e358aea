import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { every } from 'hono/combine'
import { secureHeaders } from 'hono/secure-headers'
import {
  IDEMPOTENCY_KEY_HEADER,
  IDEMPOTENCY_REPLAY_ONLY_HEADER,
  IDEMPOTENCY_REPLAYED_HEADER,
} from '../../contract/body-layout.ts'
import { clientAddress } from './client-address.ts'
import type { ServerConfig } from './config.ts'
import type { UnderWay } from './graceful-stop.ts'
import type { Log } from './log.ts'
import { withRequestId } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { RateLimiter } from './rate-limit.ts'
import { failureResponse } from '../answers/request-failure.ts'
import { RouteError, serverStopping } from '../answers/route-error.ts'

/** Response header that names the request in the log. */
export const REQUEST_ID_HEADER = 'X-Request-Id'

/** Ids a proxy may hand on; anything else could forge log lines. */
const REQUEST_ID = /^[\w.-]{1,64}$/

/**
 * How long a browser may keep what a preflight said, in seconds. Long enough that a list of files asks once; a refusal is
 * never kept. docs/production.md says what it means when the origins change.
 */
export const PREFLIGHT_KEPT_SECONDS = 10 * 60

type Middleware = MiddlewareHandler<{ Bindings: HttpBindings }>

export interface ApiShellParts {
  readonly config: Pick<ServerConfig, 'allowedOrigins' | 'trustedProxies'>
  readonly limiter: RateLimiter
  readonly log: Log
  readonly metrics: Metrics
  readonly underWay: UnderWay
  readonly isStopping: () => boolean
}

/** Everything around the route: request ids, headers, CORS, refusals before any work is done. */
export function apiShell(parts: ApiShellParts): Middleware {
  return every(requestIds(parts), apiHeaders(), crossOrigin(parts.config.allowedOrigins), refusals(parts))
}

/** Names each request and counts it while it is under way. */
function requestIds({ config, underWay }: ApiShellParts): Middleware {
  return (context, next) => {
    const given = context.req.header(REQUEST_ID_HEADER) ?? ''
    const requestId = config.trustedProxies > 0 && REQUEST_ID.test(given) ? given : randomUUID()
    return withRequestId(requestId, async () => {
      const requestEnds = underWay.begin()
      try {
        await next()
      } finally {
        requestEnds()
      }
      context.res.headers.set(REQUEST_ID_HEADER, requestId)
    })
  }
}

/** Nothing the route answers is a page. */
function apiHeaders(): Middleware {
  return secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    crossOriginResourcePolicy: 'cross-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: 'max-age=15552000',
  })
}

/** What pages of another origin need. docs/embedding.md tells it to those who mount the route in a server of their own. */
export const CROSS_ORIGIN = {
  allowMethods: ['GET', 'POST'],
  allowHeaders: [
    'Authorization',
    'Content-Type',
    'Content-Encoding',
    IDEMPOTENCY_KEY_HEADER,
    IDEMPOTENCY_REPLAY_ONLY_HEADER,
  ],
  exposeHeaders: [IDEMPOTENCY_REPLAYED_HEADER, REQUEST_ID_HEADER, 'Retry-After'],
}

/** The pages of the allowed origins may call the route; there are no cookies, so no other page gains anything by it. */
function crossOrigin(origins: readonly string[]): Middleware {
  return cors({ ...CROSS_ORIGIN, origin: [...origins], maxAge: PREFLIGHT_KEPT_SECONDS })
}

function refusals({ config, limiter, log, metrics, isStopping }: ApiShellParts): Middleware {
  return async (context, next) => {
    if (isStopping()) return failureResponse(context.req.raw, serverStopping())
    const { remoteAddress } = context.env.incoming.socket
    const forwardedFor = context.req.header('X-Forwarded-For') ?? null
    const address = clientAddress(remoteAddress, forwardedFor, config.trustedProxies)
    const reached = await limiter.count(address, context.req.header('Authorization') ?? null)
    if (reached === null) return next()
    metrics.rateLimited(reached)
    log.write('warn', 'rate limit reached', { by: reached.by })
    const message = `Too many requests ${reached.by === 'token' ? 'with this token' : 'from this address'}`
    const limited = new RouteError('UPLOAD.RATE_LIMITED', message, { retryAfterMs: reached.retryAfterMs })
    return failureResponse(context.req.raw, limited)
  }
}
