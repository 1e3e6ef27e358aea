import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainCharacters, plainName } from '../../src/contract/file-name.ts'

/** What counts as a blank or a dot at either end of a name. */
const isTrimmed = (character: string) => /^[\s.]$/u.test(character)

describe('a plain name', () => {
  it('has neither blanks nor dots at its ends, and keeps all of them within', () => {
    const part = oneof(string({ unit: 'binary', maxLength: 20 }), constantFrom('.', ' ', '. .', '\n', '𝒜', 'e\u0301'))
    assert(
      property(array(part, { maxLength: 8 }), (parts) => {
        const characters = Array.from(plainCharacters(parts.join('')))
        const first = characters.findIndex((each) => !isTrimmed(each))
        const last = characters.findLastIndex((each) => !isTrimmed(each))
        const kept = first === -1 ? '' : characters.slice(first, last + 1).join('')
        // What is a device's name on Windows is marked as none.
        expect([kept, `_${kept}`]).toContain(plainName(parts.join('')))
      }),
      { numRuns: 1000 },
    )
  })

  // With a step for each pair of dots, each of these would take minutes.
  const MANY = 500_000

  it.each([
    ['dots within', `a${'.'.repeat(MANY)}b`, `a${'.'.repeat(MANY)}b`],
    ['dots and blanks within', `a${'. '.repeat(MANY)}b`, `a${'. '.repeat(MANY)}b`],
    ['dots in pieces', '..a'.repeat(MANY), '..a'.repeat(MANY).slice(2)],
    ['letters of two units', '𝒜.'.repeat(MANY), '𝒜.'.repeat(MANY).slice(0, -1)],
    ['dots at the end', `a${'.'.repeat(MANY)}`, 'a'],
    ['dots alone', '.'.repeat(MANY), ''],
  ])('is made of very many %s without trying each against each', (_, name, plain) => {
    expect(plainName(name) === plain).toBe(true)
  })
})
