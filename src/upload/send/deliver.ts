import type { AttachmentDescription } from '../../contract/attachment.ts'
import { IDEMPOTENCY_KEY_HEADER, IDEMPOTENCY_REPLAY_ONLY_HEADER } from '../../contract/body-layout.ts'
import type { Receipt, UploadError } from '../../contract/wire.ts'
import { browserError, parseReceipt } from '../../contract/wire.ts'
import type { BlobOrBytes } from '../bytes/blob-or-bytes.ts'
import { sizeOf } from '../bytes/blob-or-bytes.ts'
import { isOnline, untilOnline } from './connection.ts'
import { giveBack } from '../bytes/give-back.ts'
import { reportHostError } from '../tasks/host-callback.ts'
import { interpretAnswer } from './interpret-answer.ts'
import type { Reply } from './interpret-answer.ts'
import { isTokenRefused } from '../token/no-token.ts'
import { FileUnreadable, readBody } from '../bytes/read-slices.ts'
import type { Ending, Progress } from '../list/reduce.ts'
import { waitBeforeRetry } from './retry-policy.ts'
import { askWithToken, authorization, RouteFailure } from './route-client.ts'
import type { Send } from './send.ts'
import { sendByXhr } from './send.ts'
import type { TokenSource } from '../token/token.ts'
import { wait } from '../tasks/unless-aborted.ts'

/** What it takes to deliver one file. */
export interface Delivery {
  readonly url: string
  readonly content: BlobOrBytes
  readonly attachment: AttachmentDescription
  readonly idempotencyKey: string
  /** Only ask what became of an earlier delivery under this key. */
  readonly isCheckAgain: boolean
}

export interface DeliveryPorts {
  readonly send: Send
  readonly tokens: TokenSource
  readonly signal: AbortSignal
  readonly report: (progress: Progress) => void
  /** Called with the token of each attempt, before anything of it leaves. */
  readonly onSend: (token: string | null) => void
}

/** One delivery as it runs. */
interface Run extends Delivery, DeliveryPorts {
  /** Whether all of it is on its way, and no answer has come yet. */
  allSent: boolean
}

/** Error codes that mean nothing while there is no network: the page needs one as well to supply a token. */
const NEEDS_NETWORK: readonly string[] = ['UPLOAD.NETWORK', 'UPLOAD.TOKEN_UNAVAILABLE']

/**
 * Delivers one file: reads it once, sends it, and sends it again by itself where the policy clears that, always under
 * the same idempotency key. Never rejects: whatever happens is an ending. What should not happen, the page is told as well.
 */
export async function deliver(delivery: Delivery, ports: DeliveryPorts): Promise<Ending> {
  const run: Run = { ...delivery, ...ports, allSent: false }
  try {
    return await readAndSend(run)
  } catch (error) {
    if (run.signal.aborted) {
      // All of it was on its way: the route goes on without us, so "cancelled" could be a lie. Only a question was not.
      return run.allSent && !run.isCheckAgain
        ? { state: 'unknown', error: browserError('UPLOAD.CANCELLED_LATE', 'cancelled after everything was sent') }
        : { state: 'cancelled' }
    }
    if (error instanceof FileUnreadable) return failed(browserError('UPLOAD.FILE_UNREADABLE', 'cannot be read'))
    reportHostError(error)
    return BROKEN
  }
}

async function readAndSend(run: Run): Promise<Ending> {
  const { content, attachment, signal, report, send } = run
  const onProgress = (readBytes: number) => report({ state: 'reading', readBytes })
  onProgress(0)
  const body = await readBody(content, attachment, { signal, onProgress })
  try {
    return await repeat(run, body)
  } finally {
    // Copied when it was sent. A page's own `send` may hold on to it.
    if (send === sendByXhr && !(body instanceof Blob)) giveBack(body)
  }
}

async function repeat(run: Run, body: BlobOrBytes): Promise<Ending> {
  const { signal, report } = run
  for (let attempt = 1; ;) {
    const reply = await sendOnce(run, body)
    if ('value' in reply) return { state: 'done', receipt: reply.value }
    const { error } = reply
    if (error.delivery === 'unknown') return { state: 'unknown', error }

    if (NEEDS_NETWORK.includes(error.code) && !isOnline()) {
      // Not an attempt: nothing was tried that could have worked.
      const offline = browserError('UPLOAD.OFFLINE', 'the browser is offline')
      report({ state: 'waiting', error: offline, attempt, until: null })
      await untilOnline(signal)
      continue
    }
    const waitMs = waitBeforeRetry(error, attempt, Math.random())
    if (waitMs === null) return failed(error)
    report({ state: 'waiting', error, attempt, until: Date.now() + waitMs })
    await wait(waitMs, signal)
    attempt += 1
  }
}

/** One attempt; a second one at once when the token was refused and another is to be had. */
async function sendOnce(run: Run, body: BlobOrBytes): Promise<Reply<Receipt>> {
  const { tokens, signal, report, content } = run
  const ask = async (token: string | null) => {
    const reply = await post(run, body, token)
    // What had left was answered, and nothing is on its way until it is sent again.
    run.allSent = false
    if (isRefused(reply)) report({ state: 'reading', readBytes: sizeOf(content) })
    return reply
  }
  try {
    return await askWithToken(tokens, signal, ask, isRefused)
  } catch (error) {
    if (error instanceof RouteFailure) return { error: error.error }
    throw error
  }
}

function isRefused(reply: Reply<Receipt>): boolean {
  return 'error' in reply && isTokenRefused(reply.error)
}

async function post(run: Run, body: BlobOrBytes, token: string | null): Promise<Reply<Receipt>> {
  const { url, idempotencyKey, isCheckAgain, content, send, signal, report, onSend } = run
  onSend(token)
  report({ state: 'sending', sentBytes: 0 })
  try {
    const answer = await send(
      {
        url,
        headers: {
          'Content-Type': 'application/json',
          [IDEMPOTENCY_KEY_HEADER]: idempotencyKey,
          ...(isCheckAgain ? { [IDEMPOTENCY_REPLAY_ONLY_HEADER]: 'true' } : {}),
          ...authorization(token),
        },
        body,
      },
      {
        signal,
        onProgress: (sent, total) => {
          run.allSent ||= sent >= total
          if (run.allSent) report({ state: 'accepting' })
          // A page may send more than the body, and count that.
          else report({ state: 'sending', sentBytes: Math.floor(Math.min(sent / sizeOf(body), 1) * sizeOf(content)) })
        },
      },
    )
    return interpretAnswer(answer, parseReceipt)
  } catch (error) {
    if (signal.aborted) throw error
    // Whatever went wrong: once everything has left, only the record can tell.
    const allSent = run.allSent || allSentBefore(error)
    if (allSent === null) {
      // Our own knows of every broken connection what had left; whatever else it throws comes before the first byte.
      if (send === sendByXhr) throw error
      reportHostError(error)
    }
    return allSent === false
      ? { error: browserError('UPLOAD.NETWORK', 'the connection ended before everything was sent') }
      : { error: browserError('UPLOAD.ANSWER_LOST', 'the answer was lost') }
  }
}

/** `null` where the error does not say: a `send` of the page may throw anything. */
function allSentBefore(error: unknown): boolean | null {
  return error instanceof Error && 'allSent' in error && typeof error.allSent === 'boolean' ? error.allSent : null
}

/** How a delivery ends that could not be made for reasons nobody foresaw. */
export const BROKEN: Ending = failed(browserError('UPLOAD.INTERNAL', 'the browser could not send this file'))

function failed(error: UploadError): Ending {
  return { state: 'failed', error }
}
