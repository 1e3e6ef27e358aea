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

/** Calls back when the page changes its theme or language, until the returned function is called. */
export function watchPage(page: Document, onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(page, { subtree: true, attributes: true, attributeFilter: ['data-theme', 'lang'] })
  return () => observer.disconnect()
}
