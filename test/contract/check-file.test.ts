import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FileCheck, FileSample } from '../../src/contract/check-file.ts'
import { checkFile } from '../../src/contract/check-file.ts'
import { SAMPLE_TAIL_BYTES } from '../../src/contract/container.ts'
import { FILE_KINDS } from '../../src/contract/file-kinds.ts'
import type { TypeRule } from '../../src/contract/rules.ts'
import { acceptedKinds, DEFAULT_MAX_FILE_SIZE_BYTES } from '../../src/contract/rules.ts'
import { sampleOf } from './encrypted-pdfs.ts'

type SupportedRule = Extract<TypeRule, { supported: true }>

const UNKNOWN: SupportedRule = { supported: true, maxFileSizeBytes: null, acceptedMimeTypes: null }

const OFFICE = ['docx', 'xlsx', 'pptx'].flatMap((each) => FILE_KINDS.find(({ name }) => name === each)?.mimeTypes ?? [])

/** The restriction Kombo's documentation shows for `OTHER`: no docx, and ten mebibytes. */
const DOCUMENTED_EXAMPLE: SupportedRule = {
  supported: true,
  maxFileSizeBytes: 10_485_760,
  acceptedMimeTypes: ['application/pdf', 'application/msword'],
}

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n')
const ZIP = Buffer.from('PK\u0003\u0004\u0014\u0000')
const CFB = Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex')

function sample(name: string, head: Uint8Array = PDF, more: Partial<FileSample> = {}): FileSample {
  return { name, sizeBytes: head.length, head, tail: head, ...more }
}

/** One of the real files of test/files/, under another name. */
function renamed(file: string, name: string): FileSample {
  const bytes = readFileSync(new URL(`../files/${file}`, import.meta.url))
  return { name, sizeBytes: bytes.length, ...sampleOf(bytes) }
}

/** A compound file whose directory has these entries, with what stands before and behind it: for 100 kB before it. */
function compoundFile(entries: readonly string[], restBytes = 512, leadBytes = 100_000): Uint8Array {
  const directory = entries.map((name) => Buffer.concat([Buffer.from(name, 'utf16le'), Buffer.alloc(128)], 128))
  return Buffer.concat([CFB, Buffer.alloc(leadBytes, 1), ...directory, Buffer.alloc(restBytes, 1)])
}

function withSize(sizeBytes: number): FileSample {
  return sample('cv.pdf', PDF, { sizeBytes })
}

function checkRtf(acceptedMimeTypes: string[] | null): FileCheck {
  return checkFile(sample('cv.rtf', Buffer.from('{\\rtf1')), 'CV', { ...UNKNOWN, acceptedMimeTypes })
}

function verdict(check: FileCheck): string {
  return check.accepted ? 'accepted' : check.rejection.code
}

describe('checkFile', () => {
  it.each([
    ['an empty file', sample('cv.pdf', Buffer.alloc(0)), 'UPLOAD.FILE_EMPTY'],
    ['a name of blanks', sample(' \t'), 'UPLOAD.FILE_NAME_INVALID'],
    ['no extension', sample('cv'), 'UPLOAD.FILE_KIND_UNKNOWN'],
    ['an extension outside the table', sample('cv.xyz'), 'UPLOAD.FILE_KIND_UNKNOWN'],
    ['an archive', sample('cv.zip', ZIP), 'UPLOAD.FILE_KIND_NOT_ACCEPTED'],
    ['a spreadsheet where nobody asked for one', sample('cv.xlsx', ZIP), 'UPLOAD.FILE_KIND_NOT_ACCEPTED'],
    ['a program called CV', sample('cv.pdf.exe'), 'UPLOAD.FILE_ACTIVE_CONTENT'],
    ['a web page', sample('cv.html', Buffer.from('<html>')), 'UPLOAD.FILE_ACTIVE_CONTENT'],
    ['a drawing with scripts', sample('photo.svg', Buffer.from('<svg>')), 'UPLOAD.FILE_ACTIVE_CONTENT'],
    ['a shortcut', sample('CV.lnk'), 'UPLOAD.FILE_ACTIVE_CONTENT'],
    [
      'what Google Drive keeps for a document',
      sample('CV.gdoc', Buffer.from('{"doc_id":"1"}')),
      'UPLOAD.FILE_ACTIVE_CONTENT',
    ],
    ['a macro document by name', sample('cv.docm', ZIP), 'UPLOAD.FILE_HAS_MACROS'],
    ['a Word document renamed to PDF', sample('cv.pdf', ZIP), 'UPLOAD.FILE_CONTENT_MISMATCH'],
    ['a program renamed to PDF', sample('cv.pdf', Buffer.from('MZ\u0000')), 'UPLOAD.FILE_CONTENT_MISMATCH'],
    ['a web page renamed to text', sample('cv.txt', Buffer.from('<html>')), 'UPLOAD.FILE_CONTENT_MISMATCH'],
    ['a protected Word document', renamed('protected.docx', 'cv.docx'), 'UPLOAD.FILE_PASSWORD_PROTECTED'],
    ['a compound file with nothing in it', sample('cv.docx', CFB), 'UPLOAD.FILE_CONTENT_MISMATCH'],
    ['a PDF', sample('CV.PDF'), 'accepted'],
    ['a Word document', sample('cv.docx', ZIP), 'accepted'],
    ['an old Word document', sample('cv.doc', CFB), 'accepted'],
    ['RTF under the name Word gave it', sample('cv.doc', Buffer.from('{\\rtf1')), 'accepted'],
    ['a note', sample('note.txt', Buffer.from('Dear Sir or Madam')), 'accepted'],
  ])('judges %s', (_, file, expected) => {
    expect(verdict(checkFile(file, 'CV', UNKNOWN))).toBe(expected)
  })

  it.each([
    ['an old Word document', renamed('cv.doc', 'renamed.docx'), 'UPLOAD.FILE_CONTENT_MISMATCH'],
    ['an old Word document as ODT', renamed('cv.doc', 'renamed.odt'), 'UPLOAD.FILE_CONTENT_MISMATCH'],
    ['a protected one', renamed('protected.docx', 'renamed.docx'), 'UPLOAD.FILE_PASSWORD_PROTECTED'],
  ])('tells an old document behind a new name from a protected one: %s', (_, file, expected) => {
    expect(verdict(checkFile(file, 'CV', UNKNOWN))).toBe(expected)
  })

  it.each([
    ['an old Word document', 'docx', ['1Table', 'WordDocument'], 'cfb'],
    ['a document of Excel 97', 'xlsx', ['Workbook'], 'cfb'],
    ['a document of Excel 95', 'xlsx', ['Book'], 'cfb'],
    ['an old presentation', 'pptx', ['PowerPoint Document'], 'cfb'],
    ['an old table, as a text', 'docx', ['Workbook'], 'binary'],
    ['an e-mail of Outlook', 'docx', ['__nameid_version1.0', '__properties_version1.0'], 'binary'],
    ['an e-mail of Outlook, as a table', 'xlsx', ['__nameid_version1.0'], 'binary'],
    ['a protected document', 'docx', ['EncryptionInfo', 'EncryptedPackage'], 'protected'],
    ['a protected document, the other way round', 'xlsx', ['\u0006DataSpaces', 'Version', 'DataSpaceMap'], 'protected'],
  ])('knows a large compound file by the streams in it: %s', (_, extension, streams, expected) => {
    const bytes = compoundFile(['Root Entry', ...streams])
    const file = { name: `cv.${extension}`, sizeBytes: bytes.length, ...sampleOf(bytes) }
    expect(checkFile(file, 'CV', { ...UNKNOWN, acceptedMimeTypes: OFFICE })).toMatchObject({
      rejection:
        expected === 'protected'
          ? { code: 'UPLOAD.FILE_PASSWORD_PROTECTED' }
          : { code: 'UPLOAD.FILE_CONTENT_MISMATCH', found: expected },
    })
  })

  it('finds the streams where the directory comes first, too', () => {
    const bytes = compoundFile(['Root Entry', 'WordDocument'], 100_000, 500)
    const file = { name: 'cv.docx', sizeBytes: bytes.length, ...sampleOf(bytes) }
    expect(checkFile(file, 'CV', UNKNOWN)).toMatchObject({ rejection: { found: 'cfb' } })
  })

  it('finds a stream with which what is seen of the file begins', () => {
    const bytes = compoundFile(['Root Entry', 'WordDocument'], SAMPLE_TAIL_BYTES - 128)
    const file = { name: 'cv.docx', sizeBytes: bytes.length, ...sampleOf(bytes) }
    expect(checkFile(file, 'CV', UNKNOWN)).toMatchObject({ rejection: { found: 'cfb' } })
  })

  it('takes one behind the name of a PDF for what it is, and never for protected', () => {
    const bytes = compoundFile(['Root Entry', 'EncryptedPackage'], 100_000)
    const file = { name: 'cv.pdf', sizeBytes: bytes.length, ...sampleOf(bytes) }
    expect(checkFile(file, 'CV', UNKNOWN)).toMatchObject({
      rejection: { code: 'UPLOAD.FILE_CONTENT_MISMATCH', found: 'cfb' },
    })
  })

  it('takes one for protected where the directory is out of sight', () => {
    const bytes = compoundFile(['Root Entry', 'EncryptedPackage'], 100_000)
    const file = { name: 'cv.docx', sizeBytes: bytes.length, ...sampleOf(bytes) }
    expect(verdict(checkFile(file, 'CV', UNKNOWN))).toBe('UPLOAD.FILE_PASSWORD_PROTECTED')
  })

  it('names the type when it cannot be attached, and whose decision that is', () => {
    const byAts = checkFile(sample('cv.pdf'), 'CV', { supported: false, reason: 'ats' })
    const byGrant = checkFile(sample('cv.pdf'), 'CV', { supported: false, reason: 'grant' })
    expect(byAts).toEqual({ accepted: false, rejection: { code: 'UPLOAD.TYPE_NOT_SUPPORTED', type: 'CV' } })
    expect(byGrant).toEqual({ accepted: false, rejection: { code: 'UPLOAD.TYPE_NOT_GRANTED', type: 'CV' } })
  })

  it("follows Kombo's documented example", () => {
    expect(verdict(checkFile(withSize(10_485_760), 'OTHER', DOCUMENTED_EXAMPLE))).toBe('accepted')
    expect(checkFile(withSize(10_485_761), 'OTHER', DOCUMENTED_EXAMPLE)).toEqual({
      accepted: false,
      rejection: { code: 'UPLOAD.FILE_TOO_LARGE', limitBytes: 10_485_760, sizeBytes: 10_485_761 },
    })
    expect(verdict(checkFile(sample('cv.doc', CFB), 'OTHER', DOCUMENTED_EXAMPLE))).toBe('accepted')
    const docx = checkFile(sample('cv.docx', ZIP), 'OTHER', DOCUMENTED_EXAMPLE)
    expect(docx).toMatchObject({ rejection: { code: 'UPLOAD.FILE_KIND_NOT_ACCEPTED', kind: { name: 'docx' } } })
  })

  it('takes an unknown limit for a careful one, not for none', () => {
    expect(verdict(checkFile(withSize(DEFAULT_MAX_FILE_SIZE_BYTES), 'CV', UNKNOWN))).toBe('accepted')
    expect(verdict(checkFile(withSize(DEFAULT_MAX_FILE_SIZE_BYTES + 1), 'CV', UNKNOWN))).toBe('UPLOAD.FILE_TOO_LARGE')
  })

  it('takes an empty list of MIME types for an unknown one', () => {
    expect(acceptedKinds({ ...UNKNOWN, acceptedMimeTypes: [] })).toEqual(acceptedKinds(UNKNOWN))
  })

  it('finds macros in the list of contents of a document that hides them behind .docx', () => {
    const tail = Buffer.from('PK\u0001\u0002…word/vbaProject.bin…PK\u0005\u0006')
    expect(verdict(checkFile(sample('cv.docx', ZIP, { tail }), 'CV', UNKNOWN))).toBe('UPLOAD.FILE_HAS_MACROS')
    const allowed = checkFile(sample('cv.docx', ZIP, { tail }), 'CV', { ...UNKNOWN, allowedRisks: ['macros'] })
    expect(verdict(allowed)).toBe('accepted')
    const shouting = Buffer.from('PK\u0001\u0002…WORD/VBAPROJECT.BIN…PK\u0005\u0006')
    expect(verdict(checkFile(sample('cv.docx', ZIP, { tail: shouting }), 'CV', UNKNOWN))).toBe('UPLOAD.FILE_HAS_MACROS')
    const begun = Buffer.from('vbaProject.bin…PK\u0005\u0006')
    expect(verdict(checkFile(sample('cv.docx', ZIP, { tail: begun }), 'CV', UNKNOWN))).toBe('UPLOAD.FILE_HAS_MACROS')
  })

  it('finds the encryption of a PDF in its trailer, and nothing in a text that speaks of it', () => {
    const protectedTail = Buffer.from('trailer\n<< /Root 1 0 R /Encrypt 12 0 R >>')
    const speaking = Buffer.from('trailer\n<< /Root 1 0 R >> % see /Encrypt and /EncryptMetadata')
    expect(verdict(checkFile(sample('cv.pdf', PDF, { tail: protectedTail }), 'CV', UNKNOWN))).toBe(
      'UPLOAD.FILE_PASSWORD_PROTECTED',
    )
    expect(verdict(checkFile(sample('cv.pdf', PDF, { tail: speaking }), 'CV', UNKNOWN))).toBe('accepted')
    // A file made for the web has one at its beginning.
    const head = Buffer.concat([PDF, protectedTail])
    expect(verdict(checkFile(sample('cv.pdf', head, { tail: PDF }), 'CV', UNKNOWN))).toBe(
      'UPLOAD.FILE_PASSWORD_PROTECTED',
    )
    const twice = Buffer.from('/Encrypt/Encrypt << /Filter /Standard >>')
    expect(verdict(checkFile(sample('cv.pdf', PDF, { tail: twice }), 'CV', UNKNOWN))).toBe(
      'UPLOAD.FILE_PASSWORD_PROTECTED',
    )
  })

  it.each(['/Encrypt<</Filter/Standard>>', '/Encrypt\r\n12 0 R', '/Encrypt  120  10  R>>'])(
    'finds the encryption of a PDF however its writer sets blanks: %j',
    (entry) => {
      const tail = Buffer.from(`trailer\n<</Root 1 0 R${entry}`)
      expect(verdict(checkFile(sample('cv.pdf', PDF, { tail }), 'CV', UNKNOWN))).toBe('UPLOAD.FILE_PASSWORD_PROTECTED')
    },
  )

  it('looks for neither in files that can have neither', () => {
    const speaking = Buffer.from('A trailer says /Encrypt 12 0 R, and word/vbaProject.bin holds macros.')
    expect(verdict(checkFile(sample('note.txt', speaking), 'CV', UNKNOWN))).toBe('accepted')
    const inPdf = Buffer.from('(word/vbaProject.bin) Tj')
    expect(verdict(checkFile(sample('cv.pdf', PDF, { tail: inPdf }), 'CV', UNKNOWN))).toBe('accepted')
  })

  it.each([
    ['archive', 'cv.zip', ZIP, 'application/zip', 'UPLOAD.FILE_KIND_NOT_ACCEPTED'],
    ['macros', 'cv.docm', ZIP, 'application/vnd.ms-word.document.macroEnabled.12', 'UPLOAD.FILE_HAS_MACROS'],
    ['active-content', 'cv.html', Buffer.from('<!doctype html>'), 'text/html', 'UPLOAD.FILE_ACTIVE_CONTENT'],
  ] as const)(
    'takes a risk only when told to, and only for a kind the ATS lists: %s',
    (risk, name, head, mimeType, expected) => {
      const listed: SupportedRule = { ...UNKNOWN, acceptedMimeTypes: [mimeType] }
      expect(verdict(checkFile(sample(name, head), 'OTHER', listed))).toBe(expected)
      const allowed = { ...listed, allowedRisks: [risk] }
      expect(verdict(checkFile(sample(name, head), 'OTHER', allowed))).toBe('accepted')
      const unlisted = checkFile(sample(name, head), 'OTHER', { ...DOCUMENTED_EXAMPLE, allowedRisks: [risk] })
      expect(verdict(unlisted)).toBe('UPLOAD.FILE_KIND_NOT_ACCEPTED')
    },
  )

  it('takes an installer for no protected document where programs are allowed', () => {
    const rule: SupportedRule = {
      ...UNKNOWN,
      acceptedMimeTypes: ['application/x-msdownload'],
      allowedRisks: ['active-content'],
    }
    expect(verdict(checkFile(sample('setup.msi', CFB, { sizeBytes: 100_000 }), 'OTHER', rule))).toBe('accepted')
  })

  it('declares the canonical MIME type, unless the ATS knows the kind under another name only', () => {
    expect(checkRtf(null)).toMatchObject({ contentType: 'application/rtf' })
    expect(checkRtf(['text/rtf', 'application/rtf'])).toMatchObject({ contentType: 'application/rtf' })
    expect(checkRtf(['Text/RTF'])).toMatchObject({ contentType: 'text/rtf' })
  })

  it('accepts nothing outside what it says is accepted, whatever the file and the rule', () => {
    const mimeTypes = FILE_KINDS.flatMap((kind) => kind.mimeTypes)
    const extensions = FILE_KINDS.flatMap((kind) => kind.extensions)
    const anyRule = fc.record({
      supported: fc.constant(true as const),
      maxFileSizeBytes: fc.option(fc.nat(5000)),
      acceptedMimeTypes: fc.option(fc.subarray(mimeTypes)),
    })
    const anyHead = fc.oneof(fc.constantFrom(PDF, ZIP, CFB), fc.uint8Array({ maxLength: 40 }))
    fc.assert(
      fc.property(fc.constantFrom(...extensions), anyHead, fc.nat(6000), anyRule, (extension, head, size, rule) => {
        const check = checkFile(sample(`x.${extension}`, head, { sizeBytes: size }), 'CV', rule)
        if (!check.accepted) return
        expect(acceptedKinds(rule)).toContain(check.kind)
        expect(size).toBeGreaterThan(0)
        expect(size).toBeLessThanOrEqual(rule.maxFileSizeBytes ?? DEFAULT_MAX_FILE_SIZE_BYTES)
        expect(check.kind.risk).toBeUndefined()
        const listed = rule.acceptedMimeTypes ?? []
        expect(listed.length === 0 || listed.includes(check.contentType)).toBe(true)
      }),
    )
  })
})
