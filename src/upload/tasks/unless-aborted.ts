/**
 * What something that is begun comes to; rejects with the signal's reason when it is aborted before.
 * @param begin returns what ends it. That is called once, however it comes out.
 */
export function unlessAborted<T>(
  signal: AbortSignal,
  begin: (resolve: (value: T) => void, reject: (reason: unknown) => void) => () => void,
): Promise<T> {
  let end: (() => void) | undefined
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(signal.reason)
    const finish = begin(resolve, reject)
    end = () => {
      signal.removeEventListener('abort', stop)
      finish()
    }
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
  }).finally(() => end?.())
}

/** Resolves after that many milliseconds; rejects with the signal's reason when it is aborted before. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return unlessAborted(signal, (resolve) => {
    const timer = setTimeout(resolve, ms)
    return () => clearTimeout(timer)
  })
}

/** What a promise comes to; rejects when that takes more milliseconds, and with the signal's reason when it is aborted before. */
export function within<T>(ms: number, promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return unlessAborted(signal, (resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer in time')), ms)
    promise.then(resolve, reject)
    return () => clearTimeout(timer)
  })
}
