/**
 * Forms of a catalogue's own words for the connected system, for the places of its sentences. A name stands as it is; the
 * words that stand for it while it is not known are inflected, and begin a sentence with a capital.
 *
 *     const form = formsOf('das Bewerbersystem')
 *     const toAts = form('zum Bewerbersystem', (name) => `zu ${name}`)
 *
 * @param theAts the words as they are in `Messages.theAts`.
 */
export function formsOf(theAts: string) {
  return (unnamed: string, named: (name: string) => string = (name) => name) =>
    (ats: string): string =>
      ats === theAts ? unnamed : named(ats)
}
