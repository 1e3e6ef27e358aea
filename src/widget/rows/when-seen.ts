/** How near the part of the page that is looked at, so that nobody sees it happen. */
const NEAR = '200px'

/** Calls back once, when an element comes near what is looked at; at once where the browser cannot tell. */
export function whenSeen(element: Element, then: () => void, signal: AbortSignal): void {
  if (typeof IntersectionObserver !== 'function') return then()
  const onChange = (entries: readonly IntersectionObserverEntry[]) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return
    observer.disconnect()
    then()
  }
  const observer = new IntersectionObserver(onChange, { rootMargin: NEAR })
  observer.observe(element)
  signal.addEventListener('abort', () => observer.disconnect(), { once: true })
}
