// Over 200 lines: the one place where the parts of the route are put together and every failure becomes an answer.
import { setMaxListeners } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { ErrorReply } from 'redis'
import type { Grant } from '../../contract/grant.ts'
import { parseTargetId, type Target } from '../../contract/target.ts'
import { IDEMPOTENCY_REPLAYED_HEADER } from '../../contract/body-layout.ts'
import { attach, type Attached, type AttachParts } from './attach.ts'
import { authoriseBy } from '../access/authorise.ts'
import { checkedLimits } from './checked-limits.ts'
import { checkOptions } from './checked-options.ts'
import { answerJson, unlessAnswered } from './direct-answer.ts'
import { countedUnder } from '../stores/counted-files.ts'
import { errorResponse } from '../answers/error-response.ts'
import { existingAttachments } from './existing.ts'
import { Gate } from '../stores/gate.ts'
import { hasPath } from './has-path.ts'
import { komboApiUrl } from './kombo-api-url.ts'
import { KomboClient } from '../calls/kombo-client.ts'
import { createMemoryStore } from '../stores/memory-store.ts'
import { incomingOf, mendRawHeaders, ownedBindings } from './node-bindings.ts'
import { nodeListener } from './node-listener.ts'
import { receiptBody } from '../answers/receipt-body.ts'
import { RecordDigests } from '../delivery/record-digests.ts'
import { longestBody } from '../receive/request-body.ts'
import { failureOf, failureResponse } from '../answers/request-failure.ts'
import { notSaid, RestrictionsSource } from '../calls/restrictions.ts'
import { Room } from '../receive/room.ts'
import { RouteError, serverStopping, toRouteError } from '../answers/route-error.ts'
import type { AttachmentRouteOptions } from './route-options.ts'
import { rulesBody, rulesFor, type FileRules } from './rules-for.ts'
import { SentFiles } from '../delivery/sent-files.ts'
import { SpoolFailure } from '../receive/spool-failure.ts'
import type { UploadEvent } from '../answers/upload-event.ts'
import { UploadTrace } from '../answers/upload-trace.ts'

export interface AttachmentRoute {
  /** For everything that speaks `Request` and `Response`: Next.js route handlers, Hono's `mount`, Bun, tests. */
  readonly fetch: (request: Request) => Promise<Response>
  /**
   * For `node:http`, Express (`app.use('/api', route.node)`) and Fastify (`reply.hijack()` first). Where the path is none of the
   * route's, `next` is called and the request left untouched; without `next` the answer is `UPLOAD.NOT_FOUND`.
   */
  readonly node: (incoming: IncomingMessage, outgoing: ServerResponse, next?: () => void) => void
  /** For Hono: `app.route('/api', route.app)`. */
  readonly app: Hono
  /** Slots of integrations this instance uses now, over all of them. */
  readonly slotsInUse: number
  /** Lets go of connections and timers. Requests under way are cut off. */
  close(): Promise<void>
}

/**
 * The backend route between the widget and Kombo. It holds the API key, checks every file anew, and never keeps one.
 * @throws RangeError when the API key is empty or not one that a header can carry, `komboApiUrl` is neither a region nor a
 * URL, a token secret is missing or too short, `authorize` is given beside one, another option is of the wrong kind, or a limit
 * is no number in its range: sizes are whole and at least 1, times at least 1 ms (`settledMs` and `readBackDelaysMs` 0) and at
 * most 2,147,483,647. The message names the option.
 * @example
 * const route = createAttachmentRoute({ komboApiKey, tokenSecret })
 * app.use('/api', route.node)
 */
export function createAttachmentRoute(options: AttachmentRouteOptions): AttachmentRoute {
  checkOptions(options)
  const limits = checkedLimits(options.limits)
  const kombo = new KomboClient({
    apiKey: options.komboApiKey,
    apiUrl: komboApiUrl(options.komboApiUrl),
    answerTimeoutMs: limits.answerMs,
  })
  const restrictions = new RestrictionsSource(kombo)
  const serverRules = { maxFileSizeBytes: limits.maxFileSizeBytes, allowedRisks: options.allowedRisks ?? [] }

  async function rulesOf(grant: Grant) {
    const known = await restrictions.of(grant.integrationId, grant.target.kind)
    const rules = rulesFor(grant, known ?? null, serverRules)
    const counted = countedUnder(grant)
    if (counted === null) return rules
    // A store that cannot be asked keeps files from being sent, and says so then; the rules are true without it.
    const filesUsed = await store.countedFiles(counted.id).catch(() => null)
    return filesUsed === null ? rules : { ...rules, filesUsed }
  }

  /** For a file that is on its way anyway: what is wrong with the integration, its own answer says best. */
  async function rulesForFile(grant: Grant): Promise<FileRules> {
    const known = await restrictions.of(grant.integrationId, grant.target.kind).catch(toRouteError)
    if (known instanceof RouteError) return { rules: rulesFor(grant, null, serverRules), unknown: known }
    return { rules: rulesFor(grant, known ?? null, serverRules), unknown: known === undefined ? notSaid() : null }
  }

  const authorise = authoriseBy(options)
  const store = options.store ?? createMemoryStore()
  const closing = new AbortController()
  setMaxListeners(0, closing.signal)
  const gate = new Gate(store.slots)
  const digests = new RecordDigests(kombo, limits.maxFileSizeBytes)
  const parts: AttachParts = {
    kombo,
    gate,
    limits,
    store,
    options,
    sent: new SentFiles(),
    room: new Room(limits.totalBytes, longestBody(limits.maxFileSizeBytes)),
    rulesOf: rulesForFile,
    signal: closing.signal,
  }

  /** The host's own code: whatever it does, the outcome stands. */
  async function tell(event: UploadEvent): Promise<void> {
    try {
      await options.onUpload?.(event)
    } catch (error) {
      await report(error)
    }
  }

  /** A listener for failures that fails itself is nobody's to tell of but the process, and ends neither it nor a request. */
  async function report(error: unknown): Promise<void> {
    try {
      await options.onError?.(error)
    } catch (failure) {
      const name = failure instanceof Error ? failure.name : typeof failure
      process.emitWarning(`onError of the attachment route has failed itself (${name})`)
    }
  }

  /** Tells of each file once: whatever becomes of the answer, the outcome is what it is. */
  async function attachAndTell(context: Context, grant: Grant): Promise<Attached> {
    const trace = new UploadTrace(grant)
    try {
      const attached = await attach(context.req.raw, incomingOf(context.env), grant, trace, parts)
      void tell(trace.delivered(attached.receipt, attached.isReplayed))
      return attached
    } catch (error) {
      void tell(trace.failed(failureOf(context.req.raw, error)))
      throw error
    }
  }

  /** Runs a handler for an authorised caller; every failure becomes a response here and nowhere else. */
  function handle(answer: (context: Context, grant: Grant) => Promise<Response>) {
    return async (context: Context): Promise<Response> => {
      let grant: Grant | undefined
      try {
        grant = await authorise(context.req.raw, targetOf(context))
        return await answer(context, grant)
      } catch (error) {
        const known = failureOf(context.req.raw, error)
        if (known.code === 'UPLOAD.INTERNAL' || isOperators(known.cause)) void report(error)
        return errorResponse(known, grant?.view)
      }
    }
  }

  const app = options.basePath === undefined ? new Hono() : new Hono().basePath(options.basePath)
  const path = '/:kind{applications|candidates}/:id/attachments'

  app.get(
    `${path}/rules`,
    handle(async (_, grant) => Response.json(rulesBody(await rulesOf(grant)), { headers: NO_STORE })),
  )
  app.post(
    path,
    handle(async (context, grant) => {
      const { receipt, isReplayed } = await attachAndTell(context, grant)
      const headers = isReplayed ? { ...NO_STORE, [IDEMPOTENCY_REPLAYED_HEADER]: 'true' } : NO_STORE
      return answerJson(context, receiptBody(receipt, grant.view), headers)
    }),
  )
  app.get(
    path,
    handle(async (_, grant) =>
      Response.json(await existingAttachments(grant, { ...parts, digests }), { headers: NO_STORE }),
    ),
  )
  app.all(`${path}/rules`, (context) => methodNotAllowed(context, 'GET'))
  app.all(path, (context) => methodNotAllowed(context, 'GET, POST'))
  app.notFound(noSuchPath)

  const listener = nodeListener(async (request, env) =>
    unlessAnswered(env.outgoing, await app.fetch(request, ownedBindings(env))),
  )
  return {
    app,
    // What a host hands over beside the request is not looked at: the request may be another one than came from Node.
    fetch: async (request) => app.fetch(request),
    node(incoming, outgoing, next) {
      if (next !== undefined && !hasPath(app, incoming.url)) return next()
      mendRawHeaders(incoming)
      listener(incoming, outgoing)
    },
    get slotsInUse() {
      return gate.slotsInUse
    },
    async close() {
      closing.abort(serverStopping())
      await kombo.close()
    },
  }
}

/** What the caller is told to wait for, and what may not get better by itself: a full disk, a Redis that refuses. */
function isOperators(cause: unknown): boolean {
  return cause instanceof SpoolFailure || cause instanceof ErrorReply
}

const NO_STORE = { 'Cache-Control': 'no-store' }

/** The answer where nothing else answers. */
export function noSuchPath({ req }: Context): Response {
  return failureResponse(req.raw, new RouteError('UPLOAD.NOT_FOUND', 'There is no such path'))
}

function methodNotAllowed({ req }: Context, allowed: string): Response {
  const response = failureResponse(req.raw, new RouteError('UPLOAD.METHOD_NOT_ALLOWED', `This path takes ${allowed}`))
  response.headers.set('Allow', allowed)
  return response
}

function targetOf(context: Context): Target {
  const id = parseTargetId(context.req.param('id') ?? '')
  if (id === null) throw new RouteError('UPLOAD.NOT_FOUND', 'The path names no record')
  return { kind: context.req.param('kind') === 'candidates' ? 'candidate' : 'application', id }
}
