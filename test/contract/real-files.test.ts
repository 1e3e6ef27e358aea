import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkProtected } from '../../src/contract/check-protected.ts'
import { containerOf } from '../../src/contract/container.ts'
import { tryEmptyPassword } from '../../src/contract/pdf-password.ts'
import { sampleOf } from './encrypted-pdfs.ts'

const FILES = fileURLToPath(new URL('../files', import.meta.url))

/** What each of the real files of test/files/ is, and what becomes of it under rules nobody has narrowed. */
const EXPECTED: Readonly<Record<string, readonly [container: string, verdict: string]>> = {
  'certificate.gif': ['gif', 'image/gif'],
  'certificate.jpg': ['jpeg', 'image/jpeg'],
  'certificate.png': ['png', 'image/png'],
  'cv.doc': ['cfb', 'application/msword'],
  'cv.docx': ['zip', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  'cv.odt': ['zip', 'application/vnd.oasis.opendocument.text'],
  'cv.pdf': ['pdf', 'application/pdf'],
  'cv.rtf': ['rtf', 'application/rtf'],
  'cv.txt': ['text', 'text/plain'],
  'macros-renamed.docx': ['zip', 'UPLOAD.FILE_HAS_MACROS'],
  'macros.docm': ['zip', 'UPLOAD.FILE_HAS_MACROS'],
  'photo.heic': ['heif', 'UPLOAD.FILE_KIND_NOT_ACCEPTED'],
  'program-inside.pdf': ['executable', 'UPLOAD.FILE_CONTENT_MISMATCH'],
  'protected.docx': ['cfb', 'UPLOAD.FILE_PASSWORD_PROTECTED'],
  'protected.pdf': ['pdf', 'UPLOAD.FILE_PASSWORD_PROTECTED'],
  'restricted.pdf': ['pdf', 'application/pdf'],
  'word-inside.pdf': ['zip', 'UPLOAD.FILE_CONTENT_MISMATCH'],
}

describe('the real files', () => {
  it('are all known to this test', () => {
    expect(readdirSync(FILES).sort()).toEqual(Object.keys(EXPECTED).sort())
  })

  it.each(Object.entries(EXPECTED))('%s is told by its bytes and judged', async (name, [container, verdict]) => {
    const bytes = readFileSync(`${FILES}/${name}`)
    const sample = sampleOf(bytes)
    const check = await checkProtected(
      { name, sizeBytes: bytes.length, ...sample },
      'CV',
      { supported: true, maxFileSizeBytes: null, acceptedMimeTypes: null },
      async (file) => (await tryEmptyPassword(file, crypto.subtle)) === 'opens',
    )
    expect(containerOf(sample.head)).toBe(container)
    expect(check.accepted ? check.contentType : check.rejection.code).toBe(verdict)
  })
})
