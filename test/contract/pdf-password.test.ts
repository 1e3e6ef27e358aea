import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tryEmptyPassword, type PdfPassword } from '../../src/contract/pdf-password.ts'
import { ENCRYPTED_PDFS, encryptedPdf, sampleOf } from './encrypted-pdfs.ts'

const { subtle } = globalThis.crypto
const ask = (file: Uint8Array, crypto: typeof subtle | undefined = subtle) => tryEmptyPassword(sampleOf(file), crypto)
const text = (file: Buffer) => file.toString('latin1')
const changed = (name: string, from: string | RegExp, to: string) =>
  Buffer.from(text(encryptedPdf(name)).replaceAll(from, to), 'latin1')

const FILLING = Buffer.alloc(300_000, '% nothing\n')

const other = (named: string) => `${named} 0 obj\n<< /Filter /Other >>\nendobj\n`

/** The same file, in which one byte of the hash that `/U` holds is another. */
function misprinted(name: string, at: number): Buffer {
  const user = /(?<=\/U <)[\da-f]+/u.exec(text(encryptedPdf(name)))?.[0] ?? ''
  const digit = user.charAt(2 * at) === '0' ? '1' : '0'
  return changed(name, user, `${user.slice(0, 2 * at)}${digit}${user.slice(2 * at + 1)}`)
}

/** The same file with so much in its middle that its ends are far apart. */
function stretched(file: Buffer, at: number): Buffer {
  return Buffer.concat([file.subarray(0, at), FILLING, file.subarray(at)])
}

describe('the empty password', () => {
  it.each(ENCRYPTED_PDFS)('tells what %s does', async (name) => {
    expect(await ask(encryptedPdf(name))).toBe(name.endsWith('-opens.pdf') ? 'opens' : 'locked')
  })

  it.each(ENCRYPTED_PDFS)('needs no more of a large file than its ends: %s', async (name) => {
    const file = encryptedPdf(name)
    const wanted = await ask(file)
    const isInFront = name.includes('linearized')
    const at = isInFront ? text(file).indexOf('/Pages', text(file).indexOf('/Standard')) : text(file).indexOf('endobj')
    expect(await ask(stretched(file, at))).toBe(wanted)
  })

  it('knows old revisions without WebCrypto, and says of new ones that it does not', async () => {
    const answers = await Promise.all(
      ENCRYPTED_PDFS.map(async (name) => [name, await tryEmptyPassword(sampleOf(encryptedPdf(name)), undefined)]),
    )
    const wanted = ENCRYPTED_PDFS.map((name): [string, PdfPassword] => [
      name,
      /^r[56]/.test(name) ? 'no-crypto' : name.endsWith('-opens.pdf') ? 'opens' : 'locked',
    ])
    expect(answers).toEqual(wanted)
  })

  it('has to give every byte of the hash, and of old ones none of the padding', async () => {
    for (const [name, last] of [
      ['r2-opens.pdf', 31],
      ['r3-opens.pdf', 15],
      ['r5-opens.pdf', 31],
      ['r6-opens.pdf', 31],
    ] as const) {
      expect(await ask(misprinted(name, 1))).toBe('locked')
      expect(await ask(misprinted(name, last))).toBe('locked')
    }
    expect(await ask(misprinted('r3-opens.pdf', 16))).toBe('opens')
  })

  it('is that of the file, whatever else the dictionary says beside its revision', async () => {
    expect(await ask(changed('r2-opens.pdf', '/Length 40', '/Length 128'))).toBe('opens')
    expect(await ask(changed('r3-opens.pdf', '/V 2', '/V 2 /EncryptMetadata false'))).toBe('opens')
    expect(await ask(changed('r4-opens.pdf', '/V 4', '/V 4 /EncryptMetadata false'))).toBe('locked')
    expect(await ask(changed('r3-opens.pdf', '/ID', '/Id'))).toBe('locked')
  })

  it('is told with any blanks between the words, and with an object of another generation', async () => {
    const file = changed('r3-opens.pdf', '/Encrypt 4 0 R', '/Encrypt\r\n4\t\n12  R')
    const renumbered = text(file).replace('4 0 obj', '4 \f12\r\nobj').replace('/ID [', '/ID\n[ \n')
    expect(await ask(Buffer.from(renumbered, 'latin1'))).toBe('opens')
  })

  it('counts permissions written without a sign as the same number', async () => {
    expect(await ask(changed('r3-opens.pdf', '/P -2056', `/P ${2 ** 32 - 2056}`))).toBe('opens')
    expect(await ask(changed('r3-opens.pdf', '/P -2056', '/P -2060'))).toBe('locked')
  })

  it('takes the length of a key in bits or in bytes, and for the usual one when it is not there', async () => {
    for (const name of ['r3-opens.pdf', 'r4-opens.pdf']) {
      expect(await ask(changed(name, '/Length 128', '/Length 16'))).toBe('opens')
      expect(await ask(changed(name, '/Length 128', '/Length 40'))).toBe('locked')
    }
    expect(await ask(changed('r4-opens.pdf', '/Length 128', ''))).toBe('opens')
    expect(await ask(changed('r3-opens.pdf', '/Length 128', ''))).toBe('locked')
  })

  it('takes the dictionary also where it stands in the trailer itself', async () => {
    const whole = text(encryptedPdf('r3-opens.pdf'))
    const dictionary = /<< \/Filter \/Standard.*? >>(?=\s*endobj)/s.exec(whole)?.[0] ?? ''
    expect(dictionary).not.toBe('')
    const file = changed('r3-opens.pdf', /\/Encrypt \d+ 0 R/g, `/Encrypt ${dictionary}`)
    expect(await ask(file)).toBe('opens')
  })

  it('looks at the newest of all that bear the number, and at no other number that ends alike', async () => {
    const number = /\/Encrypt (\d+) 0 R/.exec(text(encryptedPdf('r3-opens.pdf')))?.[1] ?? ''
    const file = changed('r3-opens.pdf', /^trailer|^1 0 obj/gm, `${other(`1${number}`)}$&`)
    expect(await ask(file)).toBe('opens')
    expect(await ask(Buffer.concat([Buffer.from(other(number)), file]))).toBe('opens')
    expect(await ask(Buffer.concat([file, Buffer.from(other(number))]))).toBe('unclear')
  })

  it.each([
    ['another method than a password', changed('r6-opens.pdf', '/Standard', '/Adobe.PubSec')],
    ['a revision nobody knows', changed('r6-opens.pdf', '/R 6', '/R 7')],
    ['a revision from before there were any', changed('r3-opens.pdf', '/R 3', '/R 1')],
    ['half a hash of the owner', changed('r3-opens.pdf', '/O <', '/O <00> /X <')],
    ['half a hash of old', changed('r3-opens.pdf', '/U <', '/U <00> /X <')],
    ['keys longer than any', changed('r3-opens.pdf', '/Length 128', '/Length 256')],
    ['keys of no length', changed('r3-opens.pdf', '/Length 128', '/Length 0')],
    ['keys of endless length', changed('r3-opens.pdf', '/Length 128', '/Length 999999999')],
    ['keys of half a byte', changed('r3-opens.pdf', '/Length 128', '/Length 124')],
    ['no permissions', changed('r3-opens.pdf', '/P -2056', '/P (none)')],
    ['no hash', changed('r6-opens.pdf', '/U <', '/U <00> /X <')],
    ['a dictionary that is not there', changed('r6-opens.pdf', /\/Encrypt \d+/g, '/Encrypt 4711')],
    ['a dictionary far from both ends', stretched(encryptedPdf('r6-opens.pdf'), -300)],
    ['no encryption', Buffer.from('%PDF-1.4\ntrailer << /Root 1 0 R >>')],
    ['nothing', Buffer.alloc(0)],
  ])('cannot tell of %s', async (_, file) => {
    expect(await ask(file)).toBe('unclear')
  })
})

describe('a file made to cause trouble', () => {
  const anyPdf = fc.constantFrom(...ENCRYPTED_PDFS).map((name) => encryptedPdf(name))
  const answers: readonly PdfPassword[] = ['opens', 'locked', 'unclear']

  it('gets an answer when any of its bytes are others', async () => {
    const changes = fc.array(
      fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.uint8Array({ maxLength: 9 })),
      {
        minLength: 1,
        maxLength: 8,
      },
    )
    await fc.assert(
      fc.asyncProperty(anyPdf, changes, async (file, all) => {
        const copy = new Uint8Array(file)
        for (const [place, bytes] of all) copy.set(bytes.subarray(0, 1), Math.floor(place * copy.length))
        expect(answers).toContain(await ask(copy))
      }),
    )
  })

  it('gets an answer when pieces of it are missing, or stand twice', async () => {
    const place = fc.double({ min: 0, max: 1, noNaN: true })
    await fc.assert(
      fc.asyncProperty(anyPdf, place, place, async (file, one, other) => {
        const [to, from] = [Math.floor(one * file.length), Math.floor(other * file.length)]
        expect(answers).toContain(await ask(Buffer.concat([file.subarray(0, to), file.subarray(from)])))
      }),
    )
  })

  it('gets an answer when it is made of what such files are made of', async () => {
    const part = fc.oneof(
      fc.constantFrom(
        '/Encrypt ',
        '5 0 R',
        '5 0 obj',
        '<<',
        '>>',
        '/Filter/Standard',
        '/R ',
        '3 ',
        '6 ',
        '/O',
        '/U',
        '(',
      ),
      fc.constantFrom(
        ')',
        '<',
        '>',
        '[',
        ']',
        '\\',
        '/ID[',
        '/P -1',
        '/Length ',
        '99999999999',
        '%',
        '\n',
        '\0',
        '\u00ff',
      ),
      fc.string({ maxLength: 5 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 200 }), async (parts) => {
        expect(answers).toContain(await ask(Buffer.from(parts.join(''), 'latin1')))
      }),
    )
  })

  // Each fills all that is looked at. Were one of them read again from each of its bytes, it would take minutes.
  it.each([
    '/Encrypt ',
    '/Encrypt 1',
    '/Encrypt 1 0 R 1 0 obj<<',
    '(',
    '<',
    '<<',
    '\\',
    ' ',
    '1',
    '1 ',
    '1 0 ',
    '/ID[<',
    '%',
  ])('gets an answer when it says nothing but %j', async (part) => {
    const body = part.repeat(Math.ceil(70_000 / part.length))
    for (const start of ['', '/Encrypt 1 0 R 1 0 obj ', '/Encrypt <<', '/Encrypt 1 0 R 1 0 obj << /R 3 /O (']) {
      expect(await ask(Buffer.from(`${start}${body}`))).toBe('unclear')
      expect(await ask(Buffer.from(`${body}${start}`))).toBe('unclear')
    }
  })
})
