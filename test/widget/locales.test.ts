// @vitest-environment node
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ATTACHMENT_TYPES } from '../../src/contract/attachment.ts'
import type { ErrorCode } from '../../src/contract/error-code.ts'
import { ERROR_CODES } from '../../src/contract/error-code.ts'
import { browserError } from '../../src/contract/wire.ts'
import { describeError } from '../../src/widget/words/describe-problem.ts'
import { explain } from '../../src/widget/words/explain.ts'
import { formatFor } from '../../src/widget/words/format.ts'
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
import type { Messages } from '../../src/widget/words/messages.ts'
import type { Reason } from '../../src/widget/words/reasons.ts'

const catalogues = [ar, de, en, es, fr, italian, nl, pl, pt, sv]
const FOLDER = fileURLToPath(new URL('../../src/widget/locales', import.meta.url))

/** Of a file that is maybe attached the row says to check first; a duplicate has a button; who refuses may say anything. */
const WITHOUT_ADVICE: ReadonlySet<string> = new Set([
  'PLATFORM.UNKNOWN_ERROR',
  'PLATFORM.TASK_TIMED_OUT',
  'REMOTE.UNKNOWN_HTTP_ERROR',
  'UPLOAD.DELIVERY_UNKNOWN',
  'UPLOAD.ANSWER_LOST',
  'UPLOAD.CANCELLED_LATE',
  'UPLOAD.FILE_DUPLICATE',
  'UPLOAD.FILE_REFUSED',
  'UPLOAD.VALIDATOR_REFUSED',
])

const FOR_WHAT_IT_IS = [
  'fileEmpty',
  'fileTooLarge',
  'kindNotAccepted',
  'contentMismatch',
  'passwordProtected',
  'hasMacros',
  'activeContent',
  'shortcut',
] as const satisfies readonly Reason[]

const FROM_THE_LIST: Readonly<Record<string, string>> = {
  ar: 'من القائمة',
  de: 'aus der Liste',
  en: 'from the list',
  es: 'de la lista',
  fr: 'de la liste',
  it: 'dall’elenco',
  nl: 'uit de lijst',
  pl: 'z listy',
  pt: 'da lista',
  sv: 'från listan',
}

const ONE_SENTENCE = /^\w+: [^.!?]+\.$/u

it('tests every locale there is', () => {
  expect(catalogues.map(({ locale }) => `${locale}.ts`)).toEqual(readdirSync(FOLDER).toSorted())
})

function namesOf(messages: Messages) {
  return {
    rename: messages.rename('cv.pdf'),
    open: messages.open('cv.pdf'),
    remove: messages.remove('cv.pdf'),
    cancel: messages.cancel('cv.pdf'),
    typeOf: messages.typeOf('cv.pdf'),
  }
}

describe.each(catalogues)('the words in $locale', (messages) => {
  /** A number of each plural category the language has. */
  const numbers = [0, 1, 2, 3, 5, 11, 21, 22, 100, 1_000_000]

  it('say every code: what happened, as a sentence', () => {
    for (const code of ERROR_CODES) {
      for (const kind of ['', 'HEIC']) {
        const [what, advice] = explain(code, messages, { ats: 'Workday', kind, count: 2, size: '6 MB', limit: '5 MB' })
        expect(`${code}: ${what}`).toMatch(/[.:]\s*(?:\S+\.)?$/u)
        expect(`${code}: ${what} ${advice}`).not.toMatch(/undefined|null|NaN|\[object/u)
      }
    }
  })

  it('say every code: what to do, as a sentence, where the row does not say it', () => {
    for (const code of ERROR_CODES) {
      const facts = { ats: 'Workday', name: 'cv.docx', kind: 'DOCX', accepted: 'PDF', said: 'No.', count: 2 }
      const [, advice] = explain(code, messages, { ...facts, size: '6 MB', limit: '5 MB' })
      expect(`${code}: ${advice}`).toMatch(WITHOUT_ADVICE.has(code) ? /: $/u : /: \p{L}.+\p{L}\.$/u)
    }
  })

  it('send a candidate to the company, and never to whoever runs the portal', () => {
    const [, operator] = explain('UPLOAD.INTERNAL', messages)
    const [, company] = messages.noneSupported('Workday', 'candidate')
    expect(company).not.toBe(operator)
    const speech = { messages, format: formatFor(messages.locale), rules: null, view: 'candidate' } as const
    const advised = (codes: readonly ErrorCode[]) =>
      codes.map((code) => describeError(browserError(code, ''), speech)[1])
    const operators = ERROR_CODES.filter((code) => explain(code, messages)[1] === operator)
    expect(new Set(advised(operators))).toEqual(new Set([company]))
    expect(advised(ERROR_CODES)).not.toContain(operator)
  })

  it('do not say “did not take the file” of one that may be there after a code that is newer than ours', () => {
    const speech = { messages, format: formatFor(messages.locale), rules: null, view: 'recruiter' } as const
    const error = { ...browserError('UPLOAD.ATS_REFUSED', ''), wireCode: 'REMOTE.NEWER_THAN_OURS' }
    const [open] = describeError({ ...error, delivery: 'unknown' }, speech)
    expect(open).toBe(describeError(browserError('UPLOAD.DELIVERY_UNKNOWN', ''), speech)[0])
    const [refused] = describeError({ ...error, delivery: 'none' }, speech)
    expect(refused).not.toBe(open)
  })

  it('advise in one sentence about a file that is refused for what it is', () => {
    const facts = { type: '', name: 'cv', ats: 'Workday', size: '6 MB', limit: '5 MB', count: 2, said: '' }
    for (const reason of FOR_WHAT_IT_IS) {
      for (const kind of ['', 'DOCX']) {
        const own = { kind, accepted: 'PDF', of: 'list', view: 'recruiter' } as const
        const [what, advice] = messages.reasons[reason]({ ...facts, ...own })
        expect(`${reason}: ${what}`).toMatch(ONE_SENTENCE)
        expect(`${reason}: ${advice}`).toMatch(ONE_SENTENCE)
      }
    }
  })

  it('leave no number unwritten', () => {
    for (const number of numbers) {
      const counted = [
        messages.attach(number),
        messages.readyCount(number),
        messages.dropToAddCount(number),
        messages.upToFiles(number),
        messages.onRecord(number),
        messages.notAttachedCount(number),
        messages.maybeAttachedCount(number),
        messages.notAddedCount(number),
        messages.skippedCount(number),
        messages.emptyFolders(number),
        messages.announce.added(number),
        messages.announce.removedCount(number),
      ]
      expect(counted.join(' ')).not.toMatch(/#|undefined/u)
    }
    expect(numbers.map((number) => messages.unsent(number, 'Frank Doe')).join(' ')).not.toMatch(/#|undefined/u)
  })

  it('have something to say where whoever refused a file gave no reason', () => {
    for (const code of ['UPLOAD.VALIDATOR_REFUSED', 'UPLOAD.FILE_REFUSED'] as const) {
      expect(explain(code, messages, { said: '' })[0]).not.toBe('')
      expect(explain(code, messages, { said: 'No drafts.' })[0]).toBe('No drafts.')
    }
  })

  it('tell one file from several', () => {
    expect(messages.attach(1)).not.toBe(messages.attach(2))
    expect(messages.attach(2)).not.toBe(messages.attach(5))
    expect(messages.skippedCount(1)).not.toBe(messages.skippedCount(2))
  })

  it('name the file in every button’s name', () => {
    const { rename, open, remove, cancel, typeOf } = namesOf(messages)
    for (const name of [rename, open, remove, cancel, typeOf]) expect(name).toContain('cv.pdf')
  })

  it('say of a file’s cross that it takes the file off the list, and no document off the record', () => {
    const list = FROM_THE_LIST[messages.locale] ?? ''
    expect(messages.remove('cv.pdf')).toContain(list)
    expect(messages.announce.removed('cv.pdf')).toContain(list)
  })

  it('differ from each other where a person must tell them apart', () => {
    expect(new Set(ATTACHMENT_TYPES.map((type) => messages.types[type])).size).toBe(3)
    const outcomes = [
      messages.attached,
      messages.attachedWithNote,
      messages.notAttached,
      messages.notAdded,
      messages.maybeAttached,
      messages.cancelled,
    ]
    expect(new Set(outcomes).size).toBe(outcomes.length)
  })

  it('write sizes, times and lists by the language’s own rules', () => {
    const format = formatFor(messages.locale)
    expect(format.size(412_000).replaceAll(/\s/gu, ' ')).toBe(
      new Intl.NumberFormat(messages.locale, { style: 'unit', unit: 'kilobyte' }).format(412).replaceAll(/\s/gu, ' '),
    )
    expect(format.anyOf(['PDF', 'Word'])).toContain('PDF')
    expect(messages.againIn(format.seconds(12))).toMatch(/12[^.]*\.$/u)
    expect(messages.timeLeft(format.duration(50))).toContain(format.seconds(50))
    expect(messages.timeLeft(format.duration(120)).replaceAll(/\s/gu, ' ')).toContain(
      new Intl.NumberFormat(messages.locale, { style: 'unit', unit: 'minute' }).format(2).replaceAll(/\s/gu, ' '),
    )
  })

  it('keep a number and its unit in one line', () => {
    const format = formatFor(messages.locale)
    const sizes = [1, 900, 412_000, 6_000_000, 5e9].map((bytes) => format.size(bytes))
    const times = [format.seconds(12), format.duration(50), format.duration(120)]
    const written = [...sizes, format.limit(10_485_760), format.excess(10_485_761), ...times]
    expect(written.filter((each) => /[ \t\n]/u.test(each))).toEqual([])
  })
})

describe('plural forms', () => {
  const named = /pluralIn\('(\w+)'((?:, '\w+')*)\)/u

  it.each(readdirSync(FOLDER))('of %s are all those the language has', async (file) => {
    const { readFileSync } = await import('node:fs')
    const [, locale = '', list = ''] = named.exec(readFileSync(`${FOLDER}/${file}`, 'utf8')) ?? []
    const categories = [...list.matchAll(/'(\w+)'/gu)].map(([, category]) => category)
    expect(new Set([...categories, 'other'])).toEqual(
      new Set(new Intl.PluralRules(locale).resolvedOptions().pluralCategories),
    )
  })
})

function inSpanish(language: string): string {
  vi.stubGlobal('navigator', { languages: [language] })
  const format = formatFor('es')
  const written = [format.size(1_500_000), format.sizeWithin(500_000, 1_500_000), format.sizeWithin(12_345e9, 2e13)]
  return [...written, format.percent(0.64)].join(' ').replaceAll(/\s/gu, ' ')
}

describe('sizes', () => {
  const format = formatFor('en')

  it('never promise more than the limit, and read as people know it', () => {
    expect(format.limit(10_485_760)).toBe('10\u00A0MB')
    expect(format.limit(25 * 1024 * 1024)).toBe('25\u00A0MB')
    expect(format.limit(5_990_000)).toBe('5.9\u00A0MB')
    expect(format.limit(2_000_000)).toBe('2\u00A0MB')
  })

  it('are in the next unit where they would be a thousand of one', () => {
    expect([999_499, 999_500, 999_949_999, 999_950_000].map((bytes) => format.size(bytes))).toEqual([
      '999\u00A0kB',
      '1\u00A0MB',
      '999.9\u00A0MB',
      '1\u00A0GB',
    ])
  })

  it('show a file over the limit as larger than it', () => {
    expect(format.excess(10_485_761)).toBe('10.5\u00A0MB')
    expect(format.excess(2_000_001)).toBe('2.1\u00A0MB')
  })

  it('never say everything is sent before it is', () => {
    expect(format.percent(0.999_999)).toBe('99%')
    expect(format.sizeWithin(411_999, 412_000)).toBe('411')
  })

  it('say that everything is sent once it is', () => {
    for (const all of [999, 39_510, 412_000, 4_960_000, 1_549_000_000, 0])
      expect(format.size(all).replace(/\u00A0.+/u, '')).toBe(format.sizeWithin(all, all))
  })

  it('are written as where the reader is, in the digits of the sentences', () => {
    expect(inSpanish('es-ES')).toBe('1,5 MB 0,5 12.345 64 %')
    expect(inSpanish('es-MX')).toBe('1.5 MB 0.5 12,345 64%')
    vi.stubGlobal('navigator', { languages: ['ar-EG'] })
    expect(formatFor('ar').size(1_500_000)).toContain('1.5')
    vi.unstubAllGlobals()
  })
})

describe('days and times', () => {
  const afternoon = new Date(2026, 10, 23, 14, 5).toISOString()
  const inEnglish = (languages: readonly string[]) => {
    vi.stubGlobal('navigator', { languages })
    const format = formatFor('en')
    return `${format.date(afternoon)}, ${format.time(afternoon)}`.replaceAll(/\s/gu, ' ')
  }
  afterEach(() => vi.unstubAllGlobals())

  it('are written as where the reader is, who has said so to the browser', () => {
    expect(inEnglish(['en-US', 'en-GB'])).toBe('Nov 23, 2026, 2:05 PM')
    expect(inEnglish(['de-DE', 'en-GB', 'en-US'])).toBe('23 Nov 2026, 14:05')
  })

  it('are the language’s own where the reader has another one, or the browser says what is none', () => {
    expect(inEnglish(['de-DE'])).toBe('Nov 23, 2026, 2:05 PM')
    const none = ['en-GB@posix', 'en-GB-oed', 'en-us-us', 'en-ab1']
    expect(none.map((each) => inEnglish([each]))).toEqual(none.map(() => 'Nov 23, 2026, 2:05 PM'))
    expect(inEnglish([])).toBe('Nov 23, 2026, 2:05 PM')
  })

  it.each(['en-US', 'en-GB', 'pt-BR', 'de-DE', 'ar-EG', 'bg-BG'])('stay in one line, as in %s', (language) => {
    vi.stubGlobal('navigator', { languages: [language] })
    const format = formatFor(language.slice(0, 2))
    expect(`${format.date(afternoon)}${format.time(afternoon)}`).not.toMatch(/[ \t\n\u2009]/u)
  })

  it('are left out where nobody can read them, instead of breaking the page', () => {
    const format = formatFor('en')
    expect([format.date('soon'), format.time('')]).toEqual(['', ''])
  })

  it('have the digits of all other numbers, and the years of the documents', () => {
    vi.stubGlobal('navigator', { languages: ['ar-SA'] })
    const format = formatFor('ar')
    expect(format.size(2_000_000)).toMatch(/2/u)
    expect(format.date(afternoon)).toMatch(/2026/u)
    expect(format.time(afternoon)).toMatch(/2:05/u)
  })
})
