import { screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { sampleFile, sampleUpload } from '../../src/widget/sample-upload.ts'
import { renderView } from './render-view.tsx'

const LATIN_1 = new Uint8Array([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72])
/** Two bytes for each letter, so that one of them stands across the end of what is looked at. */
const LONG = `a${'ü'.repeat(40_000)}`

function textFile(content: string | Uint8Array<ArrayBuffer>) {
  const file = new File([content], 'cv.txt', { type: 'text/html' })
  return sampleFile({ name: 'cv.txt', sizeBytes: file.size, file }, { state: 'ready', checking: false })
}

afterEach(() => vi.restoreAllMocks())

describe('a text that is opened', () => {
  it.each([
    ['UTF-8', 'Müller', 'text/plain;charset=utf-8'],
    ['UTF-8, and long', LONG, 'text/plain;charset=utf-8'],
    ['nothing but ASCII', 'Mueller', 'text/plain;charset=utf-8'],
    ['anything else', LATIN_1, 'text/plain'],
  ])('is shown as what it is: %s', async (_encoding, content, type) => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null)
    const address = vi.spyOn(URL, 'createObjectURL')
    const { user } = renderView(sampleUpload([textFile(content)]))
    await waitFor(async () => {
      await user.click(screen.getByRole('button', { name: 'Open cv.txt' }))
      expect(address.mock.lastCall?.[0]).toMatchObject({ type })
    })
    expect(open).toHaveBeenLastCalledWith(expect.stringMatching(/^blob:/u), '_blank', 'noopener,noreferrer')
  })
})

describe('a refused file', () => {
  const pdf = { name: 'cv.pdf', sizeBytes: 9 } as const

  it('can be opened where it is there already, to compare the two', () => {
    const problem = { code: 'UPLOAD.FILE_DUPLICATE', of: 'list', name: 'CV.pdf' } as const
    renderView(sampleUpload([sampleFile(pdf, { state: 'rejected', problem })]))
    expect(screen.getByRole('button', { name: 'Open cv.pdf' })).toBeVisible()
  })

  it('cannot where its content is in doubt', () => {
    renderView(sampleUpload([sampleFile(pdf, { state: 'rejected', problem: { code: 'UPLOAD.FILE_EMPTY' } })]))
    expect(screen.queryByRole('button', { name: 'Open cv.pdf' })).toBeNull()
  })
})
