import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { NO_HOST } from './node-bindings.ts'

/**
 * What Node calls for each request. Of a body that nobody wants, `@hono/node-server` takes in what comes within half a second,
 * then hangs up: a browser that is still sending hears of the refusal so. A proxy may not: Apache httpd and Varnish listen when
 * they have passed everything on, and take a broken line for a failure of the server. For them it is taken in to its end.
 */
export function nodeListener(answer: Parameters<typeof getRequestListener>[0]): RequestListener {
  const listener = (autoCleanupIncoming: boolean) =>
    getRequestListener(answer, { autoCleanupIncoming, hostname: NO_HOST, overrideGlobalObjects: false })
  const brief = listener(true)
  const patient = listener(false)
  return (incoming, outgoing) => {
    const isForwarded = incoming.headers['x-forwarded-for'] !== undefined
    if (isForwarded) outgoing.once('finish', () => incoming.resume())
    void (isForwarded ? patient : brief)(incoming, outgoing)
  }
}
