/**
 * Does something under a signal that is aborted with the outer one, and after that many milliseconds. Made by hand: of
 * `AbortSignal.any` with `AbortSignal.timeout`, Node 20 lets a garbage collection take the timeout, and the limit with
 * it.
 * @param work is given the signal, and a function that lets the time begin anew.
 * @param late makes the reason of the signal where the time is up. Default: an `AbortError`.
 */
export async function within<Result>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (limited: AbortSignal, beginAnew: () => void) => Promise<Result>,
  late?: () => unknown,
): Promise<Result> {
  const limit = new AbortController()
  const stop = () => limit.abort(signal?.reason)
  if (signal?.aborted === true) stop()
  signal?.addEventListener('abort', stop, { once: true })
  const timer = setTimeout(() => limit.abort(late?.()), milliseconds)
  try {
    return await work(limit.signal, () => void timer.refresh())
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}
