/** Whether the browser believes it has a network, and who wants to know. */
export interface Connection {
  readonly isOnline: () => boolean
  /** @returns a function that ends the subscription. */
  readonly subscribe: (listener: () => void) => () => void
}

/** What `navigator.onLine` says. It is trusted only to decide when to try again, never to refuse a first try. */
export const browserConnection: Connection = {
  isOnline: () => typeof navigator === 'undefined' || navigator.onLine,
  subscribe(listener) {
    if (typeof window === 'undefined') return () => {}
    window.addEventListener('online', listener)
    window.addEventListener('offline', listener)
    return () => {
      window.removeEventListener('online', listener)
      window.removeEventListener('offline', listener)
    }
  },
}

/** Resolves once the browser is online; rejects with the signal's reason when it is aborted before. */
export function untilOnline(connection: Connection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!connection.isOnline()) return
      stop()
      resolve()
    }
    const fail = () => {
      stop()
      reject(signal.reason)
    }
    const unsubscribe = connection.subscribe(look)
    const stop = () => {
      unsubscribe()
      signal.removeEventListener('abort', fail)
    }
    signal.addEventListener('abort', fail)
    if (signal.aborted) fail()
    else look()
  })
}

/** Resolves after that many milliseconds; rejects with the signal's reason when it is aborted before. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', fail)
      resolve()
    }, ms)
    signal.addEventListener('abort', fail, { once: true })
    if (signal.aborted) fail()
  })
}
