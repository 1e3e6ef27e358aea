import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { PROJECT } from './built.ts'
import type { GivenFile } from './upload-page.ts'

/** Path of one of the real files of test/files/. */
export function fileAt(name: string): string {
  return `${PROJECT}/test/files/${name}`
}

export function contentOf(name: string): Buffer {
  return readFileSync(fileAt(name))
}

export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** One of the real files. */
export function real(name: string): GivenFile {
  return renamed(name, name)
}

/** A real file's content under another name. */
export function renamed(original: string, name: string): GivenFile {
  return { name, mimeType: '', buffer: contentOf(original) }
}

/** A PDF's first line and then as many bytes as asked for, none of which repeat within a megabyte. */
export function pdfOf(name: string, sizeBytes: number): GivenFile {
  const buffer = Buffer.alloc(sizeBytes)
  for (let at = 0; at + 4 <= sizeBytes; at += 4) buffer.writeUInt32LE((at * 2_654_435_761) >>> 0, at)
  buffer.write('%PDF-1.7\n')
  return { name, mimeType: 'application/pdf', buffer }
}
