import type { Delivery } from '../../contract/error-code.ts'
import type { KomboCode } from './kombo-code.ts'
import { isKomboCode } from './kombo-code.ts'
import type { KomboReply } from './kombo-reply.ts'
import { RouteError } from '../answers/route-error.ts'

/** Anything but a delivery. */
export type FailedReply = Exclude<KomboReply, { kind: 'delivered' }>

/**
 * What a failed try means.
 *
 * - `refused`: not delivered, and the same request would fail again.
 * - `repeat`: not delivered for certain; the same request may succeed later.
 * - `repeat-unproven`: Kombo clears it for repeating, but cannot prove that the ATS kept nothing.
 * - `open`: maybe delivered. Only a document on the record settles it soon: one that is not there may be under way still,
 *   and nobody knows how late an ATS shows what it has kept.
 */
export type Verdict = 'refused' | 'repeat' | 'repeat-unproven' | 'open'

/**
 * Codes that are not plain refusals. Cleared for repeating by Kombo's FAQ (docs.kombo.dev/guides/errors) are the two
 * limits, which are checked before anything is executed, and the two `REMOTE` ones, of which only a rate limit proves
 * that the tool did nothing.
 */
const SPECIAL: Readonly<Partial<Record<KomboCode, Verdict>>> = {
  'PLATFORM.RATE_LIMIT_EXCEEDED': 'repeat',
  'PLATFORM.CONCURRENCY_LIMIT_EXCEEDED': 'repeat',
  'REMOTE.RATE_LIMIT_EXCEEDED': 'repeat',
  'REMOTE.SERVICE_UNAVAILABLE': 'repeat-unproven',
  'PLATFORM.UNKNOWN_ERROR': 'open',
  'REMOTE.UNKNOWN_HTTP_ERROR': 'open',
  'PLATFORM.TASK_TIMED_OUT': 'open',
}

/** Judges by the code; by the status only where there is none, as Kombo asks ("Important changes", March 2026). */
export function verdictOf(reply: FailedReply): Verdict {
  // Without the last byte Kombo has no complete request: the announced length was not reached.
  if (reply.kind === 'no-answer') return reply.sentAll ? 'open' : 'repeat'
  if (reply.kind === 'unreadable' || reply.code === null) return byStatus(reply.status, reply.sentAll)
  // A code newer than our table: nobody can say what it leaves behind.
  return isKomboCode(reply.code) ? (SPECIAL[reply.code] ?? 'refused') : 'open'
}

function byStatus(status: number, sentAll: boolean): Verdict {
  if (status === 429) return 'repeat'
  if (status >= 400 && status < 500) return 'refused'
  // A status of success before everything has left: whoever gives it does not wait for the last byte as Kombo does, and may
  // pass the file on all the same.
  if (!sentAll && status >= 300) return 'repeat'
  return status === 503 ? 'repeat-unproven' : 'open'
}

/**
 * A failed try as the error the caller gets, when it is the last word.
 * @param delivery what is known by now. Default: what the reply alone says.
 */
export function replyError(reply: FailedReply, delivery: Delivery = deliveryOf(verdictOf(reply))): RouteError {
  if (reply.kind !== 'error') {
    if (delivery === 'unknown') {
      return new RouteError(
        'UPLOAD.DELIVERY_UNKNOWN',
        reply.sentAll
          ? 'Everything was sent, but no answer says whether it was kept'
          : 'An answer came before everything was sent, and nothing says whether it was kept',
      )
    }
    return verdictOf(reply) === 'refused'
      ? new RouteError('UPLOAD.ATS_REFUSED', 'Kombo refused the attachment and gave no reason')
      : new RouteError('UPLOAD.ATS_UNREACHABLE', 'Kombo could not be reached')
  }
  const { code, title, logUrl } = reply
  const message = reply.message ?? 'Kombo gave no reason'
  const known = code !== null && isKomboCode(code) ? code : 'UPLOAD.ATS_REFUSED'
  return new RouteError(known, message, { title, logUrl, delivery, isKombos: true, wireCode: code })
}

function deliveryOf(verdict: Verdict): Delivery {
  return verdict === 'refused' || verdict === 'repeat' ? 'none' : 'unknown'
}
