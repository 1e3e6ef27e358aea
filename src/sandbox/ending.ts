import type { KomboAddAttachmentResponse } from '../kombo/shapes.ts'
import { errorAnswer, type Answer } from './answers.ts'
import type { ArmedFault } from './fault-queue.ts'
import { describeFault, isCodeFault } from './faults.ts'
import { rateHeaders } from './traffic.ts'

/** How a request ends: answered, answered in part, the line cut, or never. */
export type Ending =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly delayMs?: number }
  | { readonly kind: 'cut-answer'; readonly answer: Answer }
  | { readonly kind: 'reset' }
  | { readonly kind: 'silence' }

const DEFAULT_DELAY_MS = 3000

const DEFAULT_WARNINGS = [
  'The document was stored, but its preview could not be created.',
  'The connected system shortened the file name.',
]

const UNAVAILABLE_PAGE =
  '<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n' +
  '<body><center><h1>503 Service Temporarily Unavailable</h1></center></body>\r\n</html>\r\n'

/** Documented success body of both `POST …/attachments`. */
export function addedAnswer(warnings: readonly string[] = []): Answer {
  const body: KomboAddAttachmentResponse = {
    status: 'success',
    data: {},
    warnings: warnings.map((message) => ({ message })),
  }
  return { status: 200, body }
}

/** Whether the file is in the ATS although the fault struck. */
export function storesFile({ name, options }: ArmedFault): boolean {
  const { stores } = describeFault(name)
  return stores === 'always' || (stores === 'optional' && options.stored === true)
}

/** What a fault makes of a request that would have been answered with `usual`. */
export function endingOf({ name, options }: ArmedFault, usual: Answer, logUrl: string): Ending {
  const { message = 'This error was armed in the sandbox', status } = options
  const error = (code: string | null, usualStatus?: number, headers: Readonly<Record<string, string>> = {}): Ending =>
    answer(errorAnswer({ code, message, logUrl, headers, status: status ?? usualStatus }))

  if (isCodeFault(name)) {
    if (name === 'PLATFORM.RATE_LIMIT_EXCEEDED') {
      return error(name, undefined, rateHeaders(300, 0, options.resetSeconds ?? 1))
    }
    if (name === 'PLATFORM.CONCURRENCY_LIMIT_EXCEEDED') return error(name, undefined, { 'Concurrency-Remaining': '0' })
    return error(name)
  }
  switch (name) {
    case 'slow':
      return { kind: 'answer', answer: usual, delayMs: options.delayMs ?? DEFAULT_DELAY_MS }
    case 'warnings':
      return answer(withMember(usual, 'warnings', toWarnings(options.warnings ?? DEFAULT_WARNINGS)))
    case 'no-warnings':
      return answer(withMember(usual, 'warnings', undefined))
    case 'unknown-code':
      return error(options.code ?? 'PLATFORM.FROM_THE_FUTURE', 500)
    case 'null-code':
      return error(null, 500)
    case 'html-503':
      return answer({ status: status ?? 503, body: UNAVAILABLE_PAGE, contentType: 'text/html; charset=utf-8' })
    case 'empty-500':
      return answer({ status: status ?? 500, body: '' })
    case 'malformed-json':
      return answer({ status: status ?? 200, body: '{"status":"success","data":{},"warn' })
    case 'error-200':
      return answer({ status: status ?? 200, body: options.body ?? { status: 'error', message } })
    case 'cut-answer':
      return { kind: 'cut-answer', answer: usual }
    case 'no-answer':
      return { kind: 'silence' }
    case 'reset-after-storing':
    case 'reset-before-storing':
    case 'reset-while-receiving':
      return { kind: 'reset' }
    default:
      return name satisfies never
  }
}

function answer(of: Answer): Ending {
  return { kind: 'answer', answer: of }
}

function toWarnings(messages: readonly string[]): readonly { readonly message: string }[] {
  return messages.map((message) => ({ message }))
}

/** JSON leaves a member out whose value is undefined. */
function withMember(usual: Answer, key: string, value: unknown): Answer {
  return typeof usual.body === 'string' ? usual : { ...usual, body: { ...usual.body, [key]: value } }
}
