import type { KomboAddAttachmentResponse } from '../kombo/shapes.ts'
import { errorAnswer, isKomboErrorCode, type Answer } from './answers.ts'
import type { ArmedFault } from './fault-queue.ts'
import { describeFault } from './faults.ts'
import { rateHeaders } from './traffic.ts'

/** How a request ends: answered (at once or later, whole or half), the line cut, or never. */
export type Ending =
  | { readonly answer: Answer; readonly delayMs?: number; readonly isCut?: boolean }
  | 'reset'
  | 'silence'

const DEFAULT_DELAY_MS = 3000

const DEFAULT_WARNINGS = [
  'The document was stored, but its preview could not be created.',
  'The connected system shortened the file name.',
]

const UNAVAILABLE_PAGE =
  '<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n' +
  '<body><center><h1>503 Service Temporarily Unavailable</h1></center></body>\r\n</html>\r\n'

/** Documented answer of both `POST …/attachments`. */
export const ADDED: Answer = {
  status: 200,
  body: { status: 'success', data: {}, warnings: [] } satisfies KomboAddAttachmentResponse,
}

/** Whether the file is in the ATS although the fault struck. */
export function storesFile({ name, options }: ArmedFault): boolean {
  const { stores } = describeFault(name)
  return stores === 'always' || (stores === 'optional' && options.stored === true)
}

/** What a fault makes of a request that would have been answered with `usual`. */
export function endingOf({ name, options }: ArmedFault, usual: Answer, logUrl: string): Ending {
  const { message = 'This error was armed in the sandbox', status } = options
  const error = (
    code: string | null,
    usualStatus?: number,
    headers: Readonly<Record<string, string>> = {},
  ): Ending => ({
    answer: errorAnswer({ code, message, logUrl, headers, status: status ?? usualStatus }),
  })

  if (isKomboErrorCode(name)) {
    if (name === 'PLATFORM.RATE_LIMIT_EXCEEDED') {
      return error(name, undefined, rateHeaders(300, 0, options.resetSeconds ?? 1))
    }
    if (name === 'PLATFORM.CONCURRENCY_LIMIT_EXCEEDED') return error(name, undefined, { 'Concurrency-Remaining': '0' })
    return error(name)
  }
  switch (name) {
    case 'slow':
      return { answer: usual, delayMs: options.delayMs ?? DEFAULT_DELAY_MS }
    case 'warnings':
      return { answer: withWarnings(usual, options.warnings ?? DEFAULT_WARNINGS) }
    case 'no-warnings':
      return { answer: withWarnings(usual, undefined) }
    case 'unknown-code':
      return error(options.code ?? 'PLATFORM.FROM_THE_FUTURE', 500)
    case 'null-code':
      return error(null, 500)
    case 'html-503':
      return { answer: { status: status ?? 503, body: UNAVAILABLE_PAGE, contentType: 'text/html; charset=utf-8' } }
    case 'empty-500':
      return { answer: { status: status ?? 500, body: '' } }
    case 'malformed-json':
      return { answer: { status: status ?? 200, body: '{"status":"success","data":{},"warn' } }
    case 'error-200':
      return { answer: { status: status ?? 200, body: options.body ?? { status: 'error', message } } }
    case 'cut-answer':
      return { answer: usual, isCut: true }
    case 'no-answer':
      return 'silence'
    case 'reset-after-storing':
    case 'reset-before-storing':
    case 'reset-while-receiving':
      return 'reset'
    default:
      return name satisfies never
  }
}

/** JSON leaves a member out whose value is undefined. */
function withWarnings(usual: Answer, messages: readonly string[] | undefined): Answer {
  const warnings = messages?.map((message) => ({ message }))
  return typeof usual.body === 'string' ? usual : { ...usual, body: { ...usual.body, warnings } }
}
