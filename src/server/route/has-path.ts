import type { Hono } from 'hono'
import { NO_HOST } from './node-bindings.ts'

/**
 * Whether an app answers the path that a request of Node's names, with whatever method.
 * @param url as in `IncomingMessage.url`: a path with its query, or a whole URL where a proxy is asked.
 */
export function hasPath(app: Hono, url = '/'): boolean {
  const whole = url.startsWith('/') ? `http://${NO_HOST}${url}` : url
  if (!URL.canParse(whole)) return false
  // Asked with GET, a path that takes other methods is found as well: it says so itself.
  const [handlers] = app.router.match('GET', app.getPath(new Request(whole)))
  return handlers.length > 0
}
