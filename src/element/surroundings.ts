/** The nearest element around this one that wears the attribute, through any number of shadow roots. */
export function nearest(element: Element, attribute: string): string | null {
  const wearer = element.closest(`[${attribute}]`)
  if (wearer !== null) return wearer.getAttribute(attribute)
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? nearest(root.host, attribute) : null
}

/** Calls back when the page changes its theme or language, until the returned function is called. */
export function watchPage(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(document, { subtree: true, attributes: true, attributeFilter: ['data-theme', 'lang'] })
  return () => observer.disconnect()
}
