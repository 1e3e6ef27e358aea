import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ENCRYPTED_PDFS, encryptedPdf } from '../contract/encrypted-pdfs.ts'
import { setUpUpload } from './set-up-upload.tsx'

const fileOf = (name: string, bytes: Buffer) => new File([new Uint8Array(bytes)], name)
const encrypted = (name: string) => fileOf(name, encryptedPdf(name))
const real = (name: string) => fileOf(name, readFileSync(join(import.meta.dirname, '../files', name)))

afterEach(() => vi.unstubAllGlobals())

const PROTECTED = { state: 'rejected', problem: { code: 'UPLOAD.FILE_PASSWORD_PROTECTED' } }

describe('a PDF that restricts printing and opens without a password', () => {
  it.each(ENCRYPTED_PDFS)('is ready, and one that asks for it is refused: %s', async (name) => {
    const { add, file } = setUpUpload()
    await add(encrypted(name))
    expect(file(name)).toMatchObject(name.endsWith('-opens.pdf') ? { state: 'ready' } : PROTECTED)
  })

  it('is told from one that asks for a password beside it, at any size', async () => {
    const { add, file } = setUpUpload()
    await add(real('restricted.pdf'), real('protected.pdf'), real('protected.docx'))
    expect(file('restricted.pdf').state).toBe('ready')
    expect(file('protected.pdf')).toMatchObject(PROTECTED)
    expect(file('protected.docx')).toMatchObject(PROTECTED)
  })

  it('is refused all the same where it is too large', async () => {
    const rule = { supported: true, max_file_size_bytes: 500, accepted_mime_types: null } as const
    const { add, file } = setUpUpload({}, { types: { CV: rule, COVER_LETTER: rule, OTHER: rule } })
    await add(encrypted('r6-opens.pdf'))
    expect(file('r6-opens.pdf')).toMatchObject({ problem: { code: 'UPLOAD.FILE_TOO_LARGE' } })
  })
})

describe('a page that cannot tell', () => {
  it('leaves it to the route what newer PDFs do, where it has no WebCrypto', async () => {
    const secure = crypto
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => secure.getRandomValues(bytes) })
    const { add, file } = setUpUpload()
    await add(encrypted('r6-asks.pdf'), encrypted('r3-asks.pdf'), encrypted('r3-opens.pdf'))
    expect(file('r6-asks.pdf').state).toBe('ready')
    expect(file('r3-asks.pdf')).toMatchObject(PROTECTED)
    expect(file('r3-opens.pdf').state).toBe('ready')
  })

  it('keeps a PDF out whose encryption it does not understand', async () => {
    const { add, file } = setUpUpload()
    await add(fileOf('cv.pdf', Buffer.from('%PDF-1.4\ntrailer << /Encrypt 5 0 R >>')))
    expect(file('cv.pdf')).toMatchObject(PROTECTED)
  })
})
