import type { Messages } from '../widget/words/messages.ts'
import { en } from '../widget/locales/en.ts'

const catalogues = new Map<string, Messages>([[en.locale, en]])
const listeners = new Set<() => void>()

/** Makes a language known to every element of the page. The script of another version may lack words. */
export function addCatalogue(messages: Messages): void {
  catalogues.set(messages.locale.toLowerCase(), { ...en, ...messages })
  for (const listener of listeners) listener()
}

/** Calls back when a language arrives, until the returned function is called. */
export function watchCatalogues(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The words for a BCP 47 tag, or for its language alone (`de` for `de-AT`); English where neither is known. */
export function catalogueFor(tag: string): Messages {
  const wanted = tag.toLowerCase()
  return catalogues.get(wanted) ?? catalogues.get(wanted.split('-')[0] ?? '') ?? en
}
