import type { OutcomeEvent } from '../widget/outcome-events.ts'

/** Every message of either side carries this as `source`: a page hears messages of other scripts as well. */
export const MESSAGE_SOURCE = 'kombo-attachment-upload'

/** What the page in the frame tells the portal around it. */
export type PageMessage =
  /** It listens, and takes a token from now on. */
  | { readonly type: 'ready' }
  /** Height its content needs, in CSS pixels. */
  | { readonly type: 'height'; readonly height: number }
  /** It has no token, or the one it has is about to end; answer with `token` and this `id`. */
  | { readonly type: 'token-needed'; readonly id: string }
  | OutcomeEvent

/** What the portal tells the page in the frame. */
export type PortalMessage =
  /** Asks for `ready`, the height and whatever was missed; for portals that start to listen late. */
  | { readonly type: 'hello' }
  /** With the `id` of a `token-needed`, it is the answer to that: it turns the page to no record that has been left since. */
  | { readonly type: 'token'; readonly token: string; readonly id: string | null }

/** @returns `null` for whatever is not the portal's, which is no error: other scripts send messages too. */
export function parsePortalMessage(data: unknown): PortalMessage | null {
  if (typeof data !== 'object' || data === null) return null
  if (!('source' in data) || data.source !== MESSAGE_SOURCE || !('type' in data)) return null
  if (data.type === 'hello') return { type: 'hello' }
  if (data.type !== 'token' || !('token' in data) || typeof data.token !== 'string') return null
  return { type: 'token', token: data.token, id: 'id' in data && typeof data.id === 'string' ? data.id : null }
}
