import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SAMPLE_HEAD_BYTES, SAMPLE_TAIL_BYTES } from '../../src/contract/container.ts'

/** By the path: in a page made of happy-dom, a URL is none of a file. */
const FOLDER = join(import.meta.dirname, 'encrypted-pdfs')

/** Real PDFs by qpdf, two of each way to lock one, and two in which hashing ends on the edge; `scripts/make-test-files.sh` says how they were made. */
export const ENCRYPTED_PDFS = readdirSync(FOLDER)

export function encryptedPdf(name: string): Buffer {
  return readFileSync(encryptedPdfAt(name))
}

export function encryptedPdfAt(name: string): string {
  return join(FOLDER, name)
}

export interface Sample {
  readonly head: Uint8Array
  readonly tail: Uint8Array
}

/** What both sides look at. */
export function sampleOf(file: Uint8Array): Sample {
  return { head: file.subarray(0, SAMPLE_HEAD_BYTES), tail: file.subarray(-SAMPLE_TAIL_BYTES) }
}
