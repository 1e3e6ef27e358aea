import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { secureHeaders } from 'hono/secure-headers'
import { IDEMPOTENCY_KEY_HEADER, IDEMPOTENCY_REPLAYED_HEADER } from '../contract/body-layout.ts'
import type { KomboAccess, ServerConfig } from './config.ts'
import { errorResponse } from './error-response.ts'
import { closeServer } from './graceful-stop.ts'
import { listen } from './listen.ts'
import { RouteError } from './route-error.ts'
import { createAttachmentRoute } from './route.ts'
import { uploadPage } from './upload-page.ts'

/** Path below which the standalone server answers the widget. */
export const API_PATH = '/api'

/** How long a stop waits for what is under way, in milliseconds: a delivery's own deadline and some slack. */
const STOP_GRACE_MS = 75_000

/** Longest time a client may take for its headers and for the whole request, in milliseconds; the route ends a body sooner. */
const HEADERS_TIMEOUT_MS = 20_000
const REQUEST_TIMEOUT_MS = 16 * 60_000

/** A configuration with nothing left open: in demo mode the caller fills in the sandbox and a secret. */
export interface StandaloneConfig extends ServerConfig {
  readonly kombo: KomboAccess
  readonly uploadTokenSecret: string
}

export interface StandaloneOptions {
  /** Folder of the built upload page. */
  readonly pageFolder: string
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
 * Starts the standalone server: upload page, route and health checks.
 * @throws ListenError when it cannot listen.
 */
export async function startStandalone(config: StandaloneConfig, options: StandaloneOptions): Promise<Standalone> {
  let isStopping = false
  const route = createAttachmentRoute({
    komboApiKey: config.kombo.apiKey,
    komboApiUrl: config.kombo.apiUrl,
    tokenSecret: config.uploadTokenSecret,
    limits: { maxFileSizeBytes: config.maxFileSizeBytes },
  })
  const app = new Hono<{ Bindings: HttpBindings }>()

  app.use(async (context, next) => {
    await next()
    // A connection that stays open for more would keep the server from stopping.
    if (isStopping) context.res.headers.set('Connection', 'close')
  })
  app.get('/healthz', (context) => context.json({ status: 'ok' }))
  app.get('/readyz', (context) =>
    isStopping ? context.json({ status: 'stopping' }, 503) : context.json({ status: 'ready' }),
  )
  app.use(`${API_PATH}/*`, apiHeaders(), crossOrigin(config.allowedOrigins))
  app.use(`${API_PATH}/*`, async (_, next) => {
    if (!isStopping) return next()
    return errorResponse(
      new RouteError('UPLOAD.SERVER_STOPPING', 'This server is being stopped', { retryAfterMs: 2000 }),
    )
  })
  app.route(API_PATH, route.app)
  app.all(`${API_PATH}/*`, () => errorResponse(new RouteError('UPLOAD.NOT_FOUND', 'There is no such path')))
  app.route('/', uploadPage(options.pageFolder, config.allowedOrigins))

  const server = createHttpServer(app)
  const url = await listen(server, config.host, config.port)

  let stopped: Promise<boolean> | null = null
  return {
    url,
    stop() {
      isStopping = true
      stopped ??= closeServer(server, STOP_GRACE_MS).finally(() => route.close())
      return stopped
    },
  }
}

/** The pages of the allowed origins may call the route; there are no cookies, so no other page gains anything by it. */
function crossOrigin(origins: readonly string[]) {
  return cors({
    origin: [...origins],
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['Authorization', 'Content-Type', 'Content-Encoding', IDEMPOTENCY_KEY_HEADER],
    exposeHeaders: [IDEMPOTENCY_REPLAYED_HEADER, 'Retry-After'],
    maxAge: 600,
  })
}

function apiHeaders() {
  return secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    crossOriginResourcePolicy: 'cross-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: 'max-age=15552000',
  })
}

function createHttpServer(app: Hono<{ Bindings: HttpBindings }>): Server {
  const answer = getRequestListener((request, env) => app.fetch(request, env))
  return createServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    (incoming, outgoing) => void answer(incoming, outgoing),
  )
}
