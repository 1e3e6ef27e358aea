type Category = Intl.LDMLPluralRule

/** Chooses the form that a number takes in one language, and writes the number where the form says `#`. */
export interface Plural<C extends Category> {
  (count: number, forms: Readonly<Record<C | 'other', string>>): string
  /** A number by itself, as the language writes it. */
  number(value: number): string
}

/**
 * Plural forms of one language. The categories are named so that the compiler asks for each of them; a test compares
 * them with what `Intl.PluralRules` knows of the language.
 *
 *     const plural = pluralIn('pl', 'one', 'few', 'many')
 *     plural(3, { one: '# plik', few: '# pliki', many: '# plików', other: '# pliku' })
 */
export function pluralIn<C extends Category>(locale: string, ...named: readonly C[]): Plural<C> {
  const rules = new Intl.PluralRules(locale)
  const numbers = new Intl.NumberFormat(locale)
  const choose = (count: number, forms: Readonly<Record<C | 'other', string>>): string => {
    const category = named.find((each) => each === rules.select(count)) ?? 'other'
    return forms[category].replace('#', numbers.format(count))
  }
  return Object.assign(choose, { number: (value: number) => numbers.format(value) })
}
