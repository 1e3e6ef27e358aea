import { IncomingMessage, ServerResponse } from 'node:http'

/** Name of the binding that says the message is ours alone: no middleware of a Hono app around the route has a say in it. */
const IS_OURS = 'isMessageOurs'

/** Stands in a request's URL where the request names no host, as HTTP/1.0 allows; nothing depends on it. */
export const NO_HOST = 'localhost'

/** Bindings for a request that came straight from Node. */
export function ownedBindings<Bindings extends object>(bindings: Bindings): Bindings & { readonly [IS_OURS]: true } {
  return { ...bindings, [IS_OURS]: true }
}

/**
 * Adapters that imitate Node's message for AWS Lambda give raw headers that are numbers (`serverless-express`) or none at
 * all (`serverless-http`): they are made of its other headers then.
 */
export function mendRawHeaders(incoming: IncomingMessage): void {
  const { rawHeaders, headers } = incoming
  if (rawHeaders.length > 0 && rawHeaders.every((each) => typeof each === 'string')) return
  incoming.rawHeaders = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [name, String(value)],
  )
}

/**
 * Node's own message, which `@hono/node-server` hands over beside the request; `null` where there is none, or where the
 * request's own stream has to be read because it has taken the message over. Such a stream reads ahead as soon as it is
 * made, so it has begun by the time somebody is authorised.
 */
export function incomingOf(env: unknown): IncomingMessage | null {
  if (!isObject(env) || !(env['incoming'] instanceof IncomingMessage)) return null
  const { incoming } = env
  const isUntouched = incoming.readableFlowing === null && !incoming.readableDidRead
  return IS_OURS in env || isUntouched ? incoming : null
}

/** What the answer is written to, where nobody else has a say in it. */
export function ownOutgoing(env: unknown): ServerResponse | null {
  if (!isObject(env) || !(IS_OURS in env)) return null
  return env['outgoing'] instanceof ServerResponse ? env['outgoing'] : null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
