import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ENCRYPTED_PDFS, encryptedPdf } from '../contract/encrypted-pdfs.ts'
import { bodyOf, errorOf, post, startRig, type Rig } from './harness.ts'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.close())
beforeEach(() => rig.sandbox.reset())

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex')
const received = () => rig.sandbox.received.map((each) => each.sha256)
const real = (name: string) => readFile(new URL(`../files/${name}`, import.meta.url))

const REFUSED = { code: 'UPLOAD.FILE_PASSWORD_PROTECTED', delivery: 'none' }

describe('a PDF that restricts what may be done with it', () => {
  it.each(ENCRYPTED_PDFS.filter((name) => name.endsWith('-opens.pdf')))(
    'is delivered byte for byte when it opens without a password: %s',
    async (name) => {
      const content = encryptedPdf(name)
      expect((await post(rig.url, bodyOf(content))).status).toBe(200)
      expect(received()).toEqual([sha256(content)])
    },
  )

  it('is delivered also when it has the size of real ones', async () => {
    const content = await real('restricted.pdf')
    expect((await post(rig.url, bodyOf(content))).status).toBe(200)
    expect(received()).toEqual([sha256(content)])
  })
})

describe('a PDF that asks for a password', () => {
  it.each(ENCRYPTED_PDFS.filter((name) => name.endsWith('-asks.pdf')))('reaches nobody: %s', async (name) => {
    const posted = await post(rig.url, bodyOf(encryptedPdf(name)))
    expect(posted.status).toBe(422)
    expect(errorOf(posted)).toMatchObject(REFUSED)
    expect(received()).toEqual([])
  })

  it('is no risk that a server may take', async () => {
    const bold = await startRig({ allowedRisks: ['macros', 'archive', 'active-content'] })
    const posted = await post(bold.url, bodyOf(await real('protected.pdf')))
    await bold.close()
    expect(errorOf(posted)).toMatchObject(REFUSED)
  })
})
