import { describe, expect, it } from 'vitest'
import { CONTENT_TYPE_PATTERN } from '../../src/contract/attachment.ts'
import {
  extensionOf,
  FILE_KINDS,
  kindByName,
  kindsByMimeTypes,
  normaliseMimeType,
} from '../../src/contract/file-kinds.ts'

describe('the table of file kinds', () => {
  it('gives each extension and each name to one kind only', () => {
    const extensions = FILE_KINDS.flatMap((kind) => kind.extensions)
    expect(new Set(extensions).size).toBe(extensions.length)
    expect(new Set(FILE_KINDS.map((kind) => kind.name)).size).toBe(FILE_KINDS.length)
  })

  it('gives each MIME type to one kind only', () => {
    const mimeTypes = FILE_KINDS.flatMap((kind) => kind.mimeTypes)
    expect(new Set(mimeTypes).size).toBe(mimeTypes.length)
  })

  it('writes extensions as extensionOf finds them', () => {
    for (const extension of FILE_KINDS.flatMap((kind) => kind.extensions)) {
      expect(extensionOf(`x.${extension.toUpperCase()}`)).toBe(extension)
    }
  })

  it("names a MIME type that Kombo's pattern admits for every kind that can be sent", () => {
    const sendable = FILE_KINDS.filter((kind) => kind.risk !== 'active-content')
    expect(sendable.filter((kind) => !CONTENT_TYPE_PATTERN.test(kind.mimeTypes[0]))).toEqual([])
  })
})

describe('extensionOf', () => {
  it.each([
    ['cv.pdf', 'pdf'],
    ['CV.PDF', 'pdf'],
    ['archive.tar.gz', 'gz'],
    ['Lebenslauf Müller (final).docx', 'docx'],
    ['cv.pdf ', 'pdf'],
    ['cv.', ''],
    ['cv', ''],
    ['.pdf', ''],
    ['', ''],
  ])('of %j is %j', (name, extension) => {
    expect(extensionOf(name)).toBe(extension)
  })

  it('is not fooled by a right-to-left override that displays "exe.pdf"', () => {
    expect(kindByName('cv\u202Efdp.exe')?.name).toBe('program')
  })
})

describe('MIME types', () => {
  it('lose parameters and case', () => {
    expect(normaliseMimeType(' Text/Plain; charset=utf-8')).toBe('text/plain')
    expect(normaliseMimeType('')).toBe('')
  })

  it('admit kinds by any of their names, in the order of the table', () => {
    const kinds = kindsByMimeTypes(['image/jpg', 'Application/X-PDF', 'application/vnd.acme.unheard-of'])
    expect(kinds.map((kind) => kind.name)).toEqual(['pdf', 'jpeg'])
  })
})
