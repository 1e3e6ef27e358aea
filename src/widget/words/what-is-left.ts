import type { Upload } from '../../upload/list/upload.ts'
import type { Access } from './can-send-again.ts'
import { canSendAgain } from './can-send-again.ts'
import { isolated } from './file-name.ts'
import type { Messages } from './messages.ts'

/**
 * What is left to do with a file that was meant to be attached and is not, or maybe not, in one line and in the words of its
 * row's own buttons; `null` for any other. A refused file was never accepted, and a cancelled one is given up.
 */
export function whatIsLeft(upload: Upload, messages: Messages, access: Access): string | null {
  const name = isolated(upload.name)
  const line = (ending: string, again: string) => {
    const remedies = [...(canSendAgain(upload, access) ? [again] : []), messages.remove(name)]
    return `${messages.announce.outcome(name, messages.types[upload.type], ending)}. ${remedies.join(' · ')}`
  }
  if (upload.state === 'failed') return line(messages.notAttached, messages.retry)
  if (upload.state === 'unknown') return line(messages.maybeAttached, messages.checkAgain)
  return null
}
