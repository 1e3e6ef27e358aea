import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extensionOf } from '../../src/contract/file-kinds.ts'
import { MAX_NAME_BYTES, plainName } from '../../src/contract/file-name.ts'
import { storableName } from '../../src/server/receive/file-name.ts'
import { nameOfChosen, renamed } from '../../src/upload/list/clean-name.ts'

describe('a cleaned name', () => {
  it.each([
    ['takes out what hides the real extension', 'cv\u202Efdp.exe', 'cvfdp.exe'],
    ['takes out invisible characters', 'c\u200Bv\u00AD\u2060\uFEFF.pdf', 'cv.pdf'],
    ['makes one line of several', 'cv\r\nfinal.pdf', 'cv final.pdf'],
    ['leaves no path', '..\\..\\etc/passwd', '-..-etc-passwd'],
    ['composes what macOS takes apart', 'Mu\u0308ller.pdf', 'Müller.pdf'],
    ['composes what something hidden stood within', 'Mu\u200B\u0308ller.pdf', 'Müller.pdf'],
    ['is none of a device', 'con.pdf', '_con.pdf'],
    ['keeps other scripts', 'سيرة ذاتية.pdf', 'سيرة ذاتية.pdf'],
    ['keeps emoji made of joined parts', '👩\u200D⚕️ cv.pdf', '👩\u200D⚕️ cv.pdf'],
  ])('%s', (_fact, given, cleaned) => {
    expect(plainName(given)).toBe(cleaned)
  })
})

describe('renaming', () => {
  it.each([
    ['keeps the extension', 'scan0001.pdf', 'Frank Doe', 'Frank Doe.pdf'],
    ['does not double it', 'scan0001.pdf', 'Frank Doe.PDF', 'Frank Doe.pdf'],
    ['does not let another one in its place', 'scan0001.pdf', 'Frank.exe', 'Frank.exe.pdf'],
    ['keeps its own spelling of it', 'SCAN.PDF', 'cv', 'cv.PDF'],
    ['leaves the name when nothing is given', 'scan.pdf', '  ', 'scan.pdf'],
    ['leaves the name when only the extension is given', 'scan.pdf', '.pdf', 'scan.pdf'],
    ['works without an extension', 'README', 'notes', 'notes'],
  ])('%s', (_fact, old, wanted, result) => {
    expect(renamed(old, wanted)).toBe(result)
  })

  it('never changes the extension, never grows too long, and is settled at once', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 400 }), (wanted) => {
        const name = renamed('scan.pdf', wanted)
        expect(extensionOf(name)).toBe('pdf')
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(MAX_NAME_BYTES)
        expect(renamed('scan.pdf', name)).toBe(name)
      }),
    )
  })
})

it('cuts a long name between characters', () => {
  const name = renamed('scan.pdf', 'x'.repeat(250) + '👩👩👩')
  expect(name).toBe(`${'x'.repeat(250)}.pdf`)
  expect(renamed('scan.pdf', 'x'.repeat(247) + '👩👩👩')).toBe(`${'x'.repeat(247)}👩.pdf`)
})

describe('the name of a chosen file', () => {
  const part = oneof(
    string({ unit: 'binary', maxLength: 100 }),
    constantFrom('e', '\u200B', '\u0301', '\u00AD', '.', '.pdf', '.İ', ' ', 'CON', '職務経歴書'.repeat(20)),
    constantFrom(`x${'\u0301'.repeat(200)}`),
  )

  it('is cut within a character that is too long by itself, as on the route', () => {
    const chosen = `x${'\u0301'.repeat(200)}.pdf`
    expect(nameOfChosen(chosen)).toBe(`x${'\u0301'.repeat(125)}.pdf`)
    expect(storableName(chosen)).toBe(nameOfChosen(chosen))
  })

  it('is the one the route gives the document, so that nobody is told of another', () => {
    assert(
      property(array(part, { maxLength: 6 }), (parts) => {
        const name = nameOfChosen(`${parts.join('')}.pdf`)
        expect(storableName(name)).toBe(name)
      }),
      { numRuns: 2000 },
    )
  })
})
