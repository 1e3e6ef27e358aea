// @vitest-environment node
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { chooseLanguage, loadMessages, wantedLanguages } from '../../src/embed/reader-language.ts'

const FOLDER = fileURLToPath(new URL('../../src/widget/locales', import.meta.url))
const LOCALES = readdirSync(FOLDER).map((file) => file.replace('.ts', ''))

const wantedByDutch = (search: string) => wantedLanguages({ search }, { languages: ['nl-BE', 'fr'] })

describe('the language of the page', () => {
  it.each(LOCALES)('can be %s', async (locale) => {
    expect(chooseLanguage([locale])).toBe(locale)
    expect((await loadMessages(locale)).locale).toBe(locale)
  })

  it.each([
    [['de-AT'], 'de'],
    [['PT_br'], 'pt'],
    [['ja-JP', 'sv', 'de'], 'sv'],
    [['en-GB', 'de'], 'en'],
    [['ja'], 'en'],
    [['constructor'], 'en'],
    [[], 'en'],
  ])('for a reader of %j is %s', (wanted, language) => {
    expect(chooseLanguage(wanted)).toBe(language)
  })

  it('is the one the address names, and the reader’s own where the page does not speak that', () => {
    expect(chooseLanguage(wantedByDutch('?embed=1&lang=ar'))).toBe('ar')
    expect(chooseLanguage(wantedByDutch('?lang=ja'))).toBe('nl')
    expect(chooseLanguage(wantedByDutch('?lang='))).toBe('nl')
    expect(chooseLanguage(wantedByDutch(''))).toBe('nl')
  })
})
