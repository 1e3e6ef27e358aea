import { errorPolicy } from '../contract/error-code.ts'
import type { Upload } from '../upload/upload.ts'
import { isolated } from './file-name.ts'
import type { Messages } from './messages.ts'

/**
 * What is left to do with a file that was meant to be attached and is not, or maybe not, in one line and in the words of its
 * row's own buttons; `null` for any other. A refused file was never accepted, and a cancelled one is given up.
 */
export function whatIsLeft(upload: Upload, messages: Messages): string | null {
  const name = isolated(upload.name)
  const line = (ending: string, remedies: readonly string[]) =>
    `${messages.announce.outcome(name, messages.types[upload.type], ending)}. ${remedies.join(' · ')}`
  if (upload.state === 'failed') {
    const again = errorPolicy(upload.error.code).retry === 'never' ? [] : [messages.retry]
    return line(messages.notAttached, [...again, messages.remove(name)])
  }
  if (upload.state === 'unknown') return line(messages.maybeAttached, [messages.checkAgain, messages.remove(name)])
  return null
}
