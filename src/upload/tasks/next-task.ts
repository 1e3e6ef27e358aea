/**
 * Lets the page answer first: what follows runs in a task of its own. Not by a timer, which browsers hold back in tabs that
 * nobody sees.
 */
export function nextTask(): Promise<void> {
  // Not in every environment that pages are tested in, whatever its type says.
  const Channel: typeof MessageChannel | undefined = globalThis.MessageChannel
  if (Channel === undefined) return new Promise((resolve) => setTimeout(resolve))
  const { port1, port2 } = new Channel()
  return new Promise((resolve) => {
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
}
