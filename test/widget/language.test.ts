// @vitest-environment node
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { explain } from '../../src/widget/words/explain.ts'
import { ar } from '../../src/widget/locales/ar.ts'
import { de } from '../../src/widget/locales/de.ts'
import { en } from '../../src/widget/locales/en.ts'
import { es } from '../../src/widget/locales/es.ts'
import { fr } from '../../src/widget/locales/fr.ts'
import { it as italian } from '../../src/widget/locales/it.ts'
import { nl } from '../../src/widget/locales/nl.ts'
import { pl } from '../../src/widget/locales/pl.ts'
import { pt } from '../../src/widget/locales/pt.ts'
import { sv } from '../../src/widget/locales/sv.ts'
import { OUTCOME_WORDS, everything, explanations, statements } from './every-sentence.ts'

/* What a second reading of the words looked for, as far as a machine can go on looking for it. */

const ALL = [ar, de, en, es, fr, italian, nl, pl, pt, sv]

it('reads every language there is', () => {
  const folder = fileURLToPath(new URL('../../src/widget/locales', import.meta.url))
  expect(ALL.map(({ locale }) => `${locale}.ts`)).toEqual(readdirSync(folder).toSorted())
})

/** How somebody is addressed in each language, by the words of the other way; Arabic and English have one way. */
const OTHER_ADDRESS: Readonly<Record<string, RegExp>> = {
  de: /\b(?:du|dir|dich|deine?[nmrs]?)\b/iu,
  es: /(?<!\p{L})(?:tú|tu|tus|te|ti|vosotros|vuestr\p{L}+)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:tu|toi|tes|ton|ta)(?!\p{L})/iu,
  it: /(?<!\p{L})(?:tu|tuo|tua|tuoi|ti|voi|vostr\p{L})(?!\p{L})/iu,
  nl: /\b(?:je|jij|jou|jouw|jullie)\b/iu,
  pl: /(?<!\p{L})(?:pan|pani|panu|państw\p{L}+)(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:tu|teu|tua|teus|tuas|vós|o senhor|a senhora)(?!\p{L})/iu,
  sv: /\b(?:ni|er|ert|era)\b/iu,
}

/** Where a language draws preposition and article, or noun and name, together. */
const NOT_DRAWN_TOGETHER: Readonly<Record<string, RegExp>> = {
  de: /\b(?:zu|von|in|bei|mit) das\b/iu,
  es: /(?<!\p{L})(?:de|a) el(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:de|à) le(?!\p{L})/iu,
  it: /(?<!\p{L})(?:di|a|da|in|su) il(?!\p{L})/iu,
  pl: /(?<!\p{L})system\p{L}+ system(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:de|em|por|a) o sistema/iu,
}

/** Words that lay it at somebody's door. */
const BLAME =
  /\b(?:you (?:must|failed|forgot)|your (?:fault|mistake|error)|wrong|illegal|invalid|error|fehler|falsch|ungültig|erreur|faute|incorrect|errore|sbagliat\p{L}+|fout|foutief|erro|errado|błąd|błędn\p{L}+|fel|felaktig)\b/iu

describe.each(ALL)('the words in $locale', (messages) => {
  it('begin every sentence as a sentence, whether the system has a name or not', () => {
    for (const ats of [messages.theAts, '\u2068d.vinci\u2069']) {
      const sentences = [...explanations(messages, ats).flat(), ...statements(messages, ats)].filter(Boolean)
      const small = sentences.filter((sentence) => /^[^\p{L}\u2068\d]*\p{Ll}/u.test(sentence))
      expect(small).toEqual([])
    }
  })

  it('decline what stands for the system while it has no name', () => {
    const pattern = NOT_DRAWN_TOGETHER[messages.locale]
    const undeclined = everything(messages).filter((text) => pattern?.test(text) === true)
    expect(undeclined).toEqual([])
  })

  it('address everybody in one way', () => {
    const pattern = OTHER_ADDRESS[messages.locale]
    expect(everything(messages, 'Workday').filter((text) => pattern?.test(text) === true)).toEqual([])
  })

  it('blame nobody', () => {
    expect(everything(messages, 'Workday').filter((text) => BLAME.test(text))).toEqual([])
  })

  it('are set with the language’s own marks, and nothing doubled or left over', () => {
    const odd = /[A-Za-zÀ-ÿ]'|'[A-Za-zÀ-ÿ]|"|\s\s|[\s-][.,]|\.\.|\.,|^\s|\s$|\{|\}/u
    expect(everything(messages, 'Workday').filter((text) => text !== '' && odd.test(text))).toEqual([])
  })
})

describe('the words in English', () => {
  it.each(['a PDF', 'a DOCX', 'an ODT', 'an RTF', 'an XLSX', 'a JPG', 'an EML', 'a HEIC'])(
    'take the article an ending is spoken with: %s',
    (words) => {
      const [, kind = ''] = words.split(' ')
      const [what] = explain('UPLOAD.FILE_CONTENT_MISMATCH', en, { kind })
      expect(what).toBe(`This is not really ${words} file.`)
    },
  )
})

describe('the words in French', () => {
  it('keep what stands apart from a word on the word’s line', () => {
    const breakable = /[ ](?=[:;?!»])|«[ ]|[^\s\u00A0\u202F](?=[;?!»])|[^\s\u00A0\u202F](?=:(?!\w))/u
    expect(everything(fr, 'Workday').filter((text) => breakable.test(text))).toEqual([])
  })

  it('draw “de” and a vowel together', () => {
    expect(fr.says('\u2068Ashby\u2069')).toBe('Message d’\u2068Ashby\u2069\u00A0:')
    expect(fr.says('\u2068Workday\u2069')).toBe('Message de \u2068Workday\u2069\u00A0:')
    expect(fr.says(fr.theAts)).toBe('Message du système de recrutement\u00A0:')
  })
})

/** What is said of six files that were not added. */
const SIX_NOT_ADDED: Readonly<Record<string, string>> = {
  ar: '6 ملفات: لم تُضف',
  de: '6 Dateien: Nicht hinzugefügt',
  en: '6 files: Not added',
  es: '6 archivos: No añadidos',
  fr: '6 fichiers\u00A0: Non ajoutés',
  it: '6 file: Non aggiunti',
  nl: '6 bestanden: Niet toegevoegd',
  pl: '6 plików: Nie dodano',
  pt: '6 arquivos: Não adicionados',
  sv: '6 filer: Inte tillagda',
}

/** Whose participles agree with what they are said of. */
const INFLECTED = [ar, es, fr, italian, pt, sv]

describe('the outcome of several files', () => {
  it.each(ALL)('agrees with their number in $locale', (messages) => {
    expect(messages.announce.many(6, messages.notAdded, 'notAdded')).toBe(SIX_NOT_ADDED[messages.locale])
  })

  it.each(INFLECTED)('is another word than that of one in $locale, whichever it is', (messages) => {
    const many = OUTCOME_WORDS.map((word) => messages.announce.many(6, messages[word], word))
    expect(new Set(many).size).toBe(OUTCOME_WORDS.length)
    expect(many.filter((words, index) => words.endsWith(` ${messages[OUTCOME_WORDS[index] ?? 'attached']}`))).toEqual(
      [],
    )
  })

  it.each(ALL)('is said as it is in $locale where it is a whole sentence', (messages) => {
    expect(messages.announce.many(6, messages.noProgress[0], null)).toContain(messages.noProgress[0])
  })
})

describe('an ellipsis', () => {
  it('stands apart in German and Swedish, without breaking the line, and close to its word elsewhere', () => {
    for (const messages of ALL) {
      const isApart = messages.locale === 'de' || messages.locale === 'sv'
      for (const text of [messages.loading, messages.checking]) {
        expect(text).toMatch(isApart ? /\S\u00A0…$/u : /\p{L}…$/u)
      }
    }
  })
})
