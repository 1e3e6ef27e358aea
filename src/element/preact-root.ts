import { render } from 'preact'
import type { ComponentChild } from 'preact'

/**
 * Stands in the element's file, and the page's, for `createRoot` of React (scripts/in-place-of-react.mjs).
 *
 * It keeps words current that the reader's browser translates. Browsers put a `<font>` in the place of a text, and Preact goes
 * on writing into the text that is there no longer: what a file has come to would never be seen. Once something new is written
 * into such a text, it takes its place again, and the browser translates it in its turn. React looks at the document again.
 */
export function createRoot(place: Element | ShadowRoot) {
  const translations = new WeakMap<Node, ChildNode>()
  const observer = new MutationObserver((records) => {
    for (const { target, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      // Where it was written into.
      translations.get(target)?.replaceWith(target)
      const font = [...addedNodes, previousSibling, nextSibling].find((each) => each instanceof HTMLFontElement)
      for (const text of removedNodes) {
        if (font === undefined || !(text instanceof Text)) continue
        translations.set(text, font)
        observer.observe(text, { characterData: true })
      }
    }
  })
  observer.observe(place, { childList: true, subtree: true })
  return {
    render(children: ComponentChild) {
      render(children, place)
    },
    unmount() {
      observer.disconnect()
      render(null, place)
    },
  }
}
