/** Hands an error of the page's own code to the page's own error handling; it is never ours to act on. */
export function reportHostError(error: unknown): void {
  if (typeof globalThis.reportError === 'function') globalThis.reportError(error)
  else console.error(error)
}

/** Calls a callback of the page. Whatever it does, or its promise does later, changes nothing here. */
export function callHost<A extends readonly unknown[]>(
  callback: ((...args: A) => unknown) | undefined,
  ...args: A
): void {
  if (callback === undefined) return
  try {
    const result = callback(...args)
    if (result instanceof Promise) result.catch(reportHostError)
  } catch (error) {
    reportHostError(error)
  }
}
