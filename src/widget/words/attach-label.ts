import type { Summary } from '../../upload/engine/attachment-upload.ts'
import type { Messages } from './messages.ts'

/** What the button says that attaches what is ready. No number while some of it may still be refused. */
export function attachLabel(
  { ready, asked, checking }: Pick<Summary, 'ready' | 'asked' | 'checking'>,
  messages: Messages,
) {
  return checking > asked ? messages.attachFiles : messages.attach(ready - asked)
}
