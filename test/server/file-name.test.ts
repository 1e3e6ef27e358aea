import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { storableName } from '../../src/server/receive/file-name.ts'

describe('a storable name', () => {
  it.each([
    ['Lebenslauf Müller (final).pdf', 'Lebenslauf Müller (final).pdf'],
    ['Mu\u0308ller.pdf', 'Müller.pdf'],
    ['Mu\u200B\u0308ller.pdf', 'Müller.pdf'],
    ['سيرة ذاتية.pdf', 'سيرة ذاتية.pdf'],
    ['cv\u202Efdp.exe', 'cvfdp.exe'],
    ['a\u0000b\r\nc.pdf', 'a b c.pdf'],
    ['../../etc/passwd.pdf', '-..-etc-passwd.pdf'],
    ['C:\\Users\\x.pdf', 'C-Users-x.pdf'],
    ['cv  \t final.pdf', 'cv final.pdf'],
    ['.hidden.pdf', 'hidden.pdf'],
    ['cv.pdf. . ', 'cv.pdf'],
    ['CON.pdf', '_CON.pdf'],
    ['com1', '_com1'],
    ['console.pdf', 'console.pdf'],
    ['cv\uD800.pdf', 'cv.pdf'],
    ['Lebens\u00ADlauf\u034F\u180E\u3164.p\u{E0064}df', 'Lebenslauf.pdf'],
    ['نامه\u200Cها.pdf', 'نامه\u200Cها.pdf'],
    ['葛\u{E0100}城 ❤\uFE0F.pdf', '葛\u{E0100}城 ❤\uFE0F.pdf'],
    ['\u3164.pdf', 'pdf'],
    ['  ', ''],
    ['...', ''],
  ])('of %j is %j', (given, expected) => {
    expect(storableName(given)).toBe(expected)
  })

  it('is at most 255 bytes long, with its extension, and cut between characters', () => {
    expect(storableName(`${'ä'.repeat(300)}.docx`)).toBe(`${'ä'.repeat(125)}.docx`)
    expect(storableName(`${'👩‍👩‍👧'.repeat(50)}.pdf`)).toMatch(/^(?:👩‍👩‍👧)+\.pdf$/u)
  })

  it('is cut within a character that is too long by itself', () => {
    const accents = '\u0301'.repeat(200)
    expect(storableName(`x${accents}.pdf`)).toBe(`x${'\u0301'.repeat(125)}.pdf`)
    expect(storableName(`👩${'\u200D👩'.repeat(50)}.pdf`)).toBe(`👩${'\u200D👩'.repeat(35)}.pdf`)
    // Where something stands before it, that is enough.
    expect(storableName(`cv x${accents}.pdf`)).toBe('cv.pdf')
  })

  it('is none of a device when it is cut either', () => {
    expect(storableName(`con x${'\u0301'.repeat(200)}.pdf`)).toBe('_con.pdf')
  })

  it('is none where its extension leaves no room for more', () => {
    expect(storableName(`😀.${'x'.repeat(251)}`)).toBe('')
  })

  it('stays the same when it is made storable again', () => {
    // Marks and hidden characters beside letters, dots, and capitals of which the small ones are longer.
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom(
        'e',
        '\u200B',
        '\u0301',
        '\u2060',
        '.',
        '.pdf',
        '.İ',
        ' ',
        '𝒜'.repeat(70),
        `x${'\u0301'.repeat(200)}`,
        'con',
      ),
    )
    const names = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(names, (name) => {
        const once = storableName(name)
        expect(storableName(once)).toBe(once)
        expect(once).toBe(once.normalize('NFC'))
        expect(Buffer.byteLength(once)).toBeLessThanOrEqual(255)
        expect(once).not.toMatch(/[\p{Cc}\p{Cs}/\\\u202A-\u202E\u2066-\u2069]/u)
      }),
      { numRuns: 2000 },
    )
  })
})
