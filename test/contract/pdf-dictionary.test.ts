import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dictionaryAt, stringAt } from '../../src/contract/pdf-dictionary.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)
const letters = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const octal = (byte: number) => `\\${byte.toString(8).padStart(3, '0')}`
const read = (text: string) => Object.fromEntries(dictionaryAt(text, 0) ?? [['none', true]])

describe('a dictionary of a PDF', () => {
  it('is read with its numbers, names, words and strings', () => {
    expect(read('<</Filter/Standard/P -3904 /EncryptMetadata false/O(ab)/U<616>>>')).toEqual({
      Filter: 'Standard',
      P: -3904,
      EncryptMetadata: 'false',
      O: letters('ab'),
      U: letters('a`'),
    })
  })

  it('leaves out what stands in another within it, and what only points elsewhere', () => {
    expect(read('<< /CF << /StdCF << /Length 16 >> >> /Length 128 /A [ /Length 1 ] /Root 1 0 R /R 4 >>')).toEqual({
      Length: 128,
      Root: 1,
      R: 4,
    })
  })

  it('finds nothing within a string, which may spell anything by chance', () => {
    expect(read('<</O(x/P 7/R 9>>)/R 3/U<2f5020>/P -4>>')).toEqual({
      O: letters('x/P 7/R 9>>'),
      R: 3,
      U: letters('/P '),
      P: -4,
    })
  })

  it('takes for a number what is nothing else', () => {
    expect(read('<</A 3x/B x3/C +3/D -3/E 12345678901>>')).toEqual({ A: '3x', B: 'x3', C: 3, D: -3, E: '12345678901' })
  })

  it('goes on behind comments and over any blanks', () => {
    expect(read('\r\n<<%/R 2\r/R\0\t\f3%>>\n>>')).toEqual({ R: 3 })
  })

  it.each([
    '',
    'null',
    '1 0 R',
    '<<',
    '<< /R 3',
    '<< /O (',
    '<< /O <zz> >>',
    '[ << /R 3 >> ]',
    '>> << /R 3 >>',
    '1 << /R 3 >>',
  ])('is none at: %s', (text) => {
    expect(dictionaryAt(text, 0)).toBeNull()
  })

  it('is none when it is longer than any that is meant', () => {
    expect(dictionaryAt(`<< /R 3 ${' '.repeat(5000)} >>`, 0)).toBeNull()
  })
})

describe('a string of a PDF', () => {
  it.each([
    ['brackets in pairs', '(a(b)c)', letters('a(b)c')],
    ['brackets behind backslashes', String.raw`(a\)\(b\\)`, letters(String.raw`a)(b\ `.trim())],
    ['letters behind backslashes', String.raw`(\n\r\t\b\f\x)`, letters('\n\r\t\b\fx')],
    ['octal digits, of which too large ones lose their top', String.raw`(\0\53\0533\777)`, bytes(0, 43, 43, 51, 255)],
    ['lines that go on', '(a\\\nb\\\rc\\\r\nd)', letters('abcd')],
    ['bytes of any kind, as they are', '(\0\r\n\x80\xff)', bytes(0, 13, 10, 128, 255)],
    ['hexadecimal digits with blanks', '<0 1 fF\n2>', bytes(1, 255, 32)],
    ['nothing', '()', bytes()],
  ])('holds %s', (_, text, expected) => {
    expect(stringAt(text, 0)).toEqual(expected)
  })

  it.each(['', '(a', '(a\\', '<a', '/a', '12'])('is none at: %s', (text) => {
    expect(stringAt(text, 0)).toBeNull()
  })

  it('comes out as it went in, whatever its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 130 }), (content) => {
        expect(stringAt(`(${Array.from(content, octal).join('')})`, 0)).toEqual(content)
        expect(stringAt(`<${Buffer.from(content).toString('hex')}>`, 0)).toEqual(content)
      }),
    )
  })
})
