import { ATTACHMENT_TYPES, isAttachmentType, type AttachmentType } from '../contract/attachment.ts'
import { IDEMPOTENCY_KEY_HEADER } from '../contract/body-layout.ts'
import { attachmentsPath, formatSubject, parseSubject, rulesPath, type Target } from '../contract/target.ts'
import type { AttachmentsResponse, RulesResponse } from '../contract/wire.ts'
import type { BlobOrBytes } from '../upload/bytes/blob-or-bytes.ts'
import { sizeOf } from '../upload/bytes/blob-or-bytes.ts'
import { bytesOf } from '../upload/bytes/content.ts'
import type { Answer, Send } from '../upload/send/send.ts'
import { OpenRequest, type HeldRequest } from './held-request.ts'
import { refusedAnswer, type ScriptedFile, type ScriptedOutcome } from './route-answers.ts'
import { unsignedToken } from './unsigned-token.ts'
import type { WireAttachment, WireTypeRule } from './wire-words.ts'

export interface ScriptedRouteOptions {
  /** The record, as `application:<id>` or `candidate:<id>`. Default: `application:GRKdd9dibYKKCrmGRSMJf3wu`. */
  readonly target?: string
  /** Whose record it is. Default: `Frank Doe · Senior Nurse, Berlin`. */
  readonly label?: string | null
  /** Name of the connected system. Default: `Workday`. */
  readonly ats?: string
  /** What is accepted, by type, in the words of the wire. Default: everything, with limits that are not known. */
  readonly types?: Partial<Record<AttachmentType, WireTypeRule>>
  /** Most files the token allows; `null` for any number. Default: `null`. */
  readonly maxFiles?: number | null
  /** Documents on the record; without them reading is not granted. */
  readonly existing?: readonly WireAttachment[]
  /** Who looks on. Default: `recruiter`. */
  readonly view?: 'recruiter' | 'candidate'
  /** Time each request takes, in milliseconds, spread over its progress. Default: 0. */
  readonly latencyMs?: number
}

/** The upload route as the widget sees it, without a server: for component tests and stories. */
export interface ScriptedRoute {
  /** Spread these on `<AttachmentUpload>` or hand them to `useAttachmentUpload`. */
  readonly props: { readonly endpoint: string; readonly token: string; readonly send: Send; readonly fetch: AskFor }
  /** Files that reached the ATS, in their order. One that was sent twice under one key is here once. */
  readonly attached: readonly ScriptedFile[]
  /** Every file that was sent, also those refused. */
  readonly sent: readonly ScriptedFile[]
  /** Says how the next request that attaches a file ends; called again, the one after it. Otherwise it is attached. */
  next(...outcomes: readonly ScriptedOutcome[]): void
  /** Resolves with the next request that attaches a file, which then waits for the test. */
  hold(): Promise<HeldRequest>
  /** Says how the next request for the rules ends. Otherwise they are given. */
  nextRules(outcome: Exclude<ScriptedOutcome, { outcome: 'attached' }>): void
}

type AskFor = (url: string, init: RequestInit) => Promise<Response>

/** No such host can exist (RFC 6761), so that nothing leaves the page if something is missing. */
const ENDPOINT = 'https://route.invalid/api'

const ANYTHING = { supported: true, max_file_size_bytes: null, accepted_mime_types: null } as const

/** Steps in which progress is reported while a request takes its time. */
const STEPS = 20

/**
 * A route that attaches everything until it is told otherwise.
 * @example
 * const route = scriptedRoute()
 * route.next({ outcome: 'refused', code: 'INTEGRATION.ACTION_DISABLED' })
 * render(<AttachmentUpload {...route.props} />)
 */
export function scriptedRoute(options: ScriptedRouteOptions = {}): ScriptedRoute {
  const target = parseSubject(options.target ?? 'application:GRKdd9dibYKKCrmGRSMJf3wu')
  if (target === null) throw new TypeError('target is application:<id> or candidate:<id>')
  const script: (ScriptedOutcome | ((request: HeldRequest) => void))[] = []
  const rulesScript: Exclude<ScriptedOutcome, { outcome: 'attached' }>[] = []
  const delivered = new Map<string, Answer>()
  const attached: ScriptedFile[] = []
  const sent: ScriptedFile[] = []

  const send: Send = async (request, sending) => {
    const file = await fileOf(await textOf(request.body), request.headers[IDEMPOTENCY_KEY_HEADER] ?? null)
    sent.push(file)
    const key = file.idempotencyKey ?? ''
    const open = new OpenRequest(file, sizeOf(request.body), sending, (answer) => {
      if (!delivered.has(key)) attached.push(file)
      if (key !== '') delivered.set(key, answer)
    })
    const step = script.shift()
    if (typeof step === 'function') step(open)
    else void play(open, step ?? delivered.get(key), options.latencyMs ?? 0)
    return open.answered
  }

  const ask: AskFor = async (url) => {
    if (url === ENDPOINT + rulesPath(target)) {
      const outcome = rulesScript.shift()
      return outcome === undefined ? Response.json(rulesBody(target, options)) : responseOf(outcome)
    }
    const { existing } = options
    if (url !== ENDPOINT + attachmentsPath(target)) return responseOf({ outcome: 'refused', code: 'UPLOAD.NOT_FOUND' })
    if (existing === undefined) return responseOf({ outcome: 'refused', code: 'UPLOAD.READ_NOT_GRANTED' })
    const body: AttachmentsResponse = { status: 'success', data: { attachments: [...existing] }, warnings: [] }
    return Response.json(body)
  }

  const claims = { sub: formatSubject(target), view: options.view ?? 'recruiter' }
  return {
    props: { endpoint: ENDPOINT, token: unsignedToken(claims), send, fetch: ask },
    attached,
    sent,
    next: (...outcomes) => void script.push(...outcomes),
    hold: () => new Promise((resolve) => script.push(resolve)),
    nextRules: (outcome) => void rulesScript.push(outcome),
  }
}

/** Lets a request run by itself to its end: scripted, remembered under its key, or attached. */
async function play(open: OpenRequest, end: ScriptedOutcome | Answer | undefined, latencyMs: number): Promise<void> {
  const steps = latencyMs > 0 ? STEPS : 1
  for (let step = 1; step < steps && !open.signal.aborted; step += 1) {
    open.progress(step / STEPS)
    await new Promise((resolve) => setTimeout(resolve, latencyMs / STEPS))
  }
  if (end === undefined) return open.answer({ outcome: 'attached' })
  return open.answer('outcome' in end ? end : { outcome: 'raw', ...end })
}

function rulesBody(target: Target, options: ScriptedRouteOptions): RulesResponse {
  const { label = 'Frank Doe · Senior Nurse, Berlin', ats = 'Workday', types = {}, maxFiles = null } = options
  const { CV = ANYTHING, COVER_LETTER = ANYTHING, OTHER = ANYTHING } = types
  return {
    status: 'success',
    data: {
      target: { kind: target.kind, id: target.id, label, ats },
      types: { CV, COVER_LETTER, OTHER },
      max_files: maxFiles,
      can_read: options.existing !== undefined,
      source: 'ats',
    },
    warnings: [],
  }
}

function responseOf(outcome: Exclude<ScriptedOutcome, { outcome: 'attached' }>): Response {
  if (outcome.outcome === 'broken') throw new TypeError('Failed to fetch')
  const { status, text } = outcome.outcome === 'raw' ? outcome : refusedAnswer(outcome)
  return new Response(text, { status, headers: { 'Content-Type': 'application/json' } })
}

async function textOf(body: BlobOrBytes): Promise<string> {
  return new TextDecoder().decode(body instanceof Blob ? await bytesOf(body) : body)
}

/** Reads the body as the route would. A body that is not as agreed is a mistake of the widget's: the test should fail. */
async function fileOf(text: string, idempotencyKey: string | null): Promise<ScriptedFile> {
  const body: unknown = JSON.parse(text)
  const attachment = member(body, 'attachment')
  const [name, type] = [member(attachment, 'name'), member(attachment, 'type')]
  const [contentType, data] = [member(attachment, 'content_type'), member(attachment, 'data')]
  if (typeof name !== 'string' || typeof contentType !== 'string' || typeof data !== 'string') {
    throw new TypeError('The body is not as the route reads it')
  }
  if (!isAttachmentType(type)) throw new TypeError(`The type is none of ${ATTACHMENT_TYPES.join(', ')}`)
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0))
  return { name, type, contentType, bytes, idempotencyKey }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined
}
