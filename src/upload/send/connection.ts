import { unlessAborted } from '../tasks/unless-aborted.ts'

/** Whether the browser says it has a network. Trusted only to decide when to try again, never to refuse a first try. */
export function isOnline(): boolean {
  return typeof navigator === 'undefined' || navigator.onLine
}

/** Calls back whenever that changes, until the returned function is called. */
export function onConnection(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** Resolves once the browser is online; rejects with the signal's reason when it is aborted before. */
export function untilOnline(signal: AbortSignal): Promise<void> {
  return unlessAborted(signal, (resolve) => {
    const look = () => {
      if (isOnline()) resolve()
    }
    look()
    return onConnection(look)
  })
}
