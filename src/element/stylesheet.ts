import styles from './element.css?inline'

let sheet: CSSStyleSheet | null = null

/** One stylesheet for all elements of a page. Constructed, not written into the page: a strict CSP lets it through. */
export function elementStyles(): CSSStyleSheet {
  if (sheet === null) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(styles)
  }
  return sheet
}
