/**
 * Keeps the words of a page current that the reader's browser translates. Browsers put a `<font>` in the place of a text, and
 * Preact goes on writing into the text that is there no longer: what a file has come to would never be seen. Once something
 * new is written into such a text, it takes its place again, and the browser translates it in its turn.
 */
export function keepTranslatedTextCurrent(place: Element): void {
  const translations = new WeakMap<Node, ChildNode>()
  const observer = new MutationObserver((records) => {
    for (const { target, type, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      if (type === 'characterData') {
        translations.get(target)?.replaceWith(target)
        translations.delete(target)
        continue
      }
      const font = [...addedNodes, previousSibling, nextSibling].find((each) => each instanceof HTMLFontElement)
      for (const text of removedNodes) {
        if (font === undefined || !(text instanceof Text)) continue
        translations.set(text, font)
        observer.observe(text, { characterData: true })
      }
    }
  })
  observer.observe(place, { childList: true, subtree: true })
}
