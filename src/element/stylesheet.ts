import styles from './element.css?inline'

const sheets = new WeakMap<Document, CSSStyleSheet>()

/**
 * One stylesheet for all elements of a page, made in its window: a shadow root takes none of another page's. Constructed,
 * not written into the page: a strict CSP lets it through. None where nothing is drawn: a page in no window, and in older
 * versions of jsdom, whose sheets cannot be filled.
 */
export function elementStyles(page: Document): CSSStyleSheet[] {
  const made = sheets.get(page)
  if (made !== undefined) return [made]
  if (page.defaultView === null) return []
  const sheet = new page.defaultView.CSSStyleSheet()
  if (!('replaceSync' in sheet)) return []
  sheet.replaceSync(styles)
  sheets.set(page, sheet)
  return [sheet]
}
