import { en } from '../widget/locales/en.ts'
import type { Messages } from '../widget/words/messages.ts'

/** The languages besides English. Each is a piece of its own, fetched only for those who read it. */
const OTHERS: Readonly<Record<string, () => Promise<Messages>>> = {
  ar: async () => (await import('../widget/locales/ar.ts')).ar,
  de: async () => (await import('../widget/locales/de.ts')).de,
  es: async () => (await import('../widget/locales/es.ts')).es,
  fr: async () => (await import('../widget/locales/fr.ts')).fr,
  it: async () => (await import('../widget/locales/it.ts')).it,
  nl: async () => (await import('../widget/locales/nl.ts')).nl,
  pl: async () => (await import('../widget/locales/pl.ts')).pl,
  pt: async () => (await import('../widget/locales/pt.ts')).pt,
  sv: async () => (await import('../widget/locales/sv.ts')).sv,
}

/** What `?lang=` names, then what the reader's browser asks for, best first. BCP 47 tags. */
export function wantedLanguages(
  { search }: Pick<Location, 'search'>,
  { languages }: Pick<Navigator, 'languages'>,
): readonly string[] {
  const named = new URLSearchParams(search).get('lang')
  return named === null ? languages : [named, ...languages]
}

/** The first wanted language that the page speaks (`de` for `de-AT`); English where it speaks none of them. */
export function chooseLanguage(wanted: readonly string[]): string {
  const languages = wanted.map((tag) => tag.toLowerCase().split(/[-_]/)[0] ?? '')
  return languages.find((each) => each === en.locale || Object.hasOwn(OTHERS, each)) ?? en.locale
}

/** The words of a language. English, which is here anyway, when they cannot be fetched: the page works in it too. */
export async function loadMessages(language: string): Promise<Messages> {
  const load = Object.hasOwn(OTHERS, language) ? OTHERS[language] : undefined
  if (load === undefined) return en
  try {
    return await load()
  } catch (error) {
    reportError(error)
    return en
  }
}
