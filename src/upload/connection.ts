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
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!isOnline()) return
      stop()
      resolve()
    }
    const fail = () => {
      stop()
      reject(signal.reason)
    }
    const unsubscribe = onConnection(look)
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
