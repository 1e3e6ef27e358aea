/** Longest name, in bytes of UTF-8: what common file systems store. */
export const MAX_NAME_BYTES = 255

/** Control characters, line and paragraph separators. */
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu

/**
 * What nobody sees: halves of characters; marks that turn the direction of text, so that `cv\u202Efdp.exe` is shown as
 * `cvexe.pdf`; soft hyphens, fillers and the like, by which two names differ that look the same. Kept are joiners and
 * variants, without which some languages are misspelled and emoji fall apart.
 */
const HIDDEN = /(?![\p{VS}\p{Join_C}])[\p{DI}\p{Cs}]/gu

/** Path separators, and what Windows does not allow in a name. */
const FORBIDDEN = /[\\/:*?"<>|]+/gu

/** Names of devices on Windows, with or without an extension. */
const RESERVED = /^(?=(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(?:\.|$))/iu

/** The characters of a name as every system can store them: one line, no path, nothing hidden, composed (NFC). */
export function plainCharacters(name: string): string {
  return (
    name
      .replace(CONTROL, ' ')
      .replace(HIDDEN, '')
      // Composed last: what is hidden may have stood within a character.
      .normalize('NFC')
      .replace(FORBIDDEN, '-')
      .replace(/\s+/gu, ' ')
  )
}

/**
 * A name every system can store, but for its length. The same function runs in the browser, so that a person sees the
 * name the document gets, and on the route.
 * @returns an empty string when nothing usable is left.
 */
export function plainName(name: string): string {
  const characters = plainCharacters(name)
  // Windows drops dots and spaces at the end; a dot at the beginning hides a file elsewhere. From the end step by step: an
  // expression looks for the end from every dot, which takes minutes where there are very many.
  let end = characters.length
  while (end > 0 && ' .'.includes(characters.charAt(end - 1))) end -= 1
  return characters
    .slice(0, end)
    .replace(/^[ .]+/, '')
    .replace(RESERVED, '_')
}
