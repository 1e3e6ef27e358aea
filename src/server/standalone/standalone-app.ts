import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { bearerAuth } from 'hono/bearer-auth'
import { HTTPException } from 'hono/http-exception'
import type { ApiShellParts } from './api-shell.ts'
import { apiShell } from './api-shell.ts'
import type { ServerConfig } from './config.ts'
import type { ReadinessCheck } from './readiness.ts'
import { failureResponse } from '../answers/request-failure.ts'
import { RouteError } from '../answers/route-error.ts'
import { noSuchPath, type AttachmentRoute } from '../route/route.ts'
import { uploadPage } from './upload-page.ts'

/** Path below which the standalone server answers the widget. */
export const API_PATH = '/api'

export interface StandaloneAppParts extends ApiShellParts {
  readonly config: ServerConfig
  readonly pageFolder: string
  readonly readiness: ReadinessCheck
  readonly route: AttachmentRoute
}

/** What the standalone server answers: health, metrics, the route, the page. */
export function standaloneApp(parts: StandaloneAppParts): Hono<{ Bindings: HttpBindings }> {
  const { config, isStopping, log, metrics, readiness, route } = parts
  const app = new Hono<{ Bindings: HttpBindings }>()

  app.onError((error, { req }) => {
    // Hono's own way to refuse somebody, who is told so; nothing has failed.
    if (error instanceof HTTPException && error.status < 500) return error.getResponse()
    log.failure('request failed', error)
    return failureResponse(req.raw, new RouteError('UPLOAD.INTERNAL', 'Something went wrong in this server'))
  })
  app.use(async (context, next) => {
    await next()
    // A connection that stays open for more would keep the server from stopping.
    if (isStopping()) context.res.headers.set('Connection', 'close')
  })

  app.get('/healthz', (context) => context.json({ status: 'ok' }))
  app.get('/readyz', async (context) => {
    if (isStopping()) return context.json({ status: 'stopping' }, 503)
    const { ready, checks } = await readiness.now()
    return context.json({ status: ready ? 'ready' : 'not ready', checks }, ready ? 200 : 503)
  })
  if (config.metricsToken !== null) app.use('/metrics', bearerAuth({ token: config.metricsToken }))
  app.get('/metrics', async (context) =>
    context.text(await metrics.text(), 200, { 'Content-Type': metrics.contentType }),
  )

  app.use(`${API_PATH}/*`, apiShell(parts))
  app.route(API_PATH, route.app)
  app.all(`${API_PATH}/*`, noSuchPath)

  app.route('/', uploadPage(parts.pageFolder, config.allowedOrigins))
  return app
}
