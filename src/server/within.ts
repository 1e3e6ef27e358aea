/**
 * Does something under a signal that is aborted with the outer one, and after that many milliseconds. Made by hand: of
 * `AbortSignal.any` with `AbortSignal.timeout`, Node 20 lets a garbage collection take the timeout, and the limit with
 * it.
 */
export async function within<Result>(
  milliseconds: number,
  signal: AbortSignal,
  work: (limited: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limit = new AbortController()
  const stop = () => limit.abort(signal.reason)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  const timer = setTimeout(stop, milliseconds)
  try {
    return await work(limit.signal)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}
