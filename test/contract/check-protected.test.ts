import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import type { FileCheck, FileSample } from '../../src/contract/check-file.ts'
import { checkProtected } from '../../src/contract/check-protected.ts'
import type { TypeRule } from '../../src/contract/rules.ts'
import { encryptedPdf, sampleOf } from './encrypted-pdfs.ts'

const RULE: TypeRule = { supported: true, maxFileSizeBytes: 10_000, acceptedMimeTypes: null }
const PROTECTED = readFileSync(new URL('../files/protected.docx', import.meta.url))

function fileOf(name: string, content: Buffer): FileSample {
  return { name, sizeBytes: content.length, ...sampleOf(content) }
}

async function judge(file: FileSample, opens: boolean, rule = RULE) {
  const asked = vi.fn<() => Promise<boolean>>(() => Promise.resolve(opens))
  const check = await checkProtected(file, 'CV', rule, asked)
  return { verdict: verdict(check), asked: asked.mock.calls.length }
}

function verdict(check: FileCheck): string {
  return check.accepted ? check.contentType : check.rejection.code
}

const encrypted = fileOf('cv.pdf', encryptedPdf('r6-opens.pdf'))

describe('an encrypted PDF', () => {
  it('is taken when it opens without a password, and refused when it does not', async () => {
    expect(await judge(encrypted, true)).toEqual({ verdict: 'application/pdf', asked: 1 })
    expect(await judge(encrypted, false)).toEqual({ verdict: 'UPLOAD.FILE_PASSWORD_PROTECTED', asked: 1 })
  })

  it('meets every other check as well', async () => {
    const judged = (name: string, rule: TypeRule = RULE) => judge({ ...encrypted, name }, true, rule)
    expect(await judged('cv.docx')).toEqual({ verdict: 'UPLOAD.FILE_CONTENT_MISMATCH', asked: 1 })
    expect(await judged('cv.exe')).toEqual({ verdict: 'UPLOAD.FILE_ACTIVE_CONTENT', asked: 0 })
    expect(await judged('cv.pdf', { ...RULE, maxFileSizeBytes: 100 })).toEqual({
      verdict: 'UPLOAD.FILE_TOO_LARGE',
      asked: 0,
    })
    expect(await judged('cv.pdf', { ...RULE, acceptedMimeTypes: ['image/png'] })).toEqual({
      verdict: 'UPLOAD.FILE_KIND_NOT_ACCEPTED',
      asked: 0,
    })
  })
})

describe('any other file', () => {
  it.each([
    ['a PDF', 'cv.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n'), 'application/pdf'],
    ['a protected Word document', 'cv.docx', PROTECTED, 'UPLOAD.FILE_PASSWORD_PROTECTED'],
    ['an empty file', 'cv.pdf', Buffer.alloc(0), 'UPLOAD.FILE_EMPTY'],
  ])('is judged without the question: %s', async (_, name, content, expected) => {
    expect(await judge(fileOf(name, content), true)).toEqual({ verdict: expected, asked: 0 })
  })
})
