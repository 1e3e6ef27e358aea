/** The nearest element around this one that wears the attribute, through any number of shadow roots. */
export function nearest(element: Element, attribute: string): string | null {
  const wearer = element.closest(`[${attribute}]`)
  if (wearer !== null) return wearer.getAttribute(attribute)
  const root = element.getRootNode()
  return isShadow(root) ? nearest(root.host, attribute) : null
}

/** Also of another window, whose `ShadowRoot` is another class. */
function isShadow(root: Node): root is ShadowRoot {
  return 'host' in root
}

/** Calls back when a theme or language around the element changes, until the returned function is called. */
export function watchAround(element: Element, onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  const watch = (root: Node): void => {
    observer.observe(root, { subtree: true, attributes: true, attributeFilter: ['data-theme', 'lang'] })
    // What happens in the document around a shadow root is told there, and what happens in the root is not.
    if (isShadow(root)) watch(root.host.getRootNode())
  }
  watch(element.getRootNode())
  return () => observer.disconnect()
}
