import { describe, expect, it, vi } from 'vitest'
import { encryptedPdf } from '../contract/encrypted-pdfs.ts'
import { setUpUpload } from './set-up-upload.tsx'

// As a browser answers without network, or after a deployment that took the old name away.
vi.mock('../../src/contract/pdf-password.ts', () => {
  throw new TypeError('Failed to fetch dynamically imported module')
})

describe('where what looks for a password cannot be fetched', () => {
  it.each(['r3-opens.pdf', 'r3-asks.pdf', 'r6-opens.pdf', 'r6-asks.pdf'])(
    'the route is left to judge %s',
    async (name) => {
      const { add, file } = setUpUpload()
      await add(new File([new Uint8Array(encryptedPdf(name))], name))
      expect(file(name).state).toBe('ready')
    },
  )
})
