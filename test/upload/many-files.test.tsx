import { QueryClient } from '@tanstack/react-query'
import { act, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { UploadEngine } from '../../src/upload/engine.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => vi.unstubAllGlobals())

/** Files that say when somebody asks for their size, as the browser asks the disk. */
function filesOnDisk(count: number) {
  const asked = new Set<string>()
  const files = Array.from({ length: count }, (_, index) => {
    const file = new File([`%PDF-${index}`], `cv-${index}.pdf`, { type: 'application/pdf' })
    const { size } = file
    Object.defineProperty(file, 'size', {
      get: () => {
        asked.add(file.name)
        return size
      },
    })
    return file
  })
  return { files, asked }
}

describe('many files at once', () => {
  it('are listed before the browser is asked for their sizes, which follow', async () => {
    const { current } = setUpUpload()
    const { files, asked } = filesOnDisk(300)
    act(() => current().addFiles(files))
    expect(current().uploads).toHaveLength(300)
    expect(current().summary).toMatchObject({ ready: 300, unmeasured: 250 })
    expect(asked.size).toBe(0)

    await waitFor(() => expect(current().summary.unmeasured).toBe(0))
    expect(asked.size).toBe(300)
    await waitFor(() => expect(current().summary.checking).toBe(0))
  })

  it('have the right sizes for a page that asks for them before', () => {
    const { current } = setUpUpload()
    const { files } = filesOnDisk(300)
    act(() => current().addFiles(files))
    // %PDF- and one, two or three digits.
    const totalBytes = 10 * 6 + 90 * 7 + 200 * 8
    expect(current().summary).toMatchObject({ unmeasured: 250, totalBytes, round: { totalBytes: 0, sentBytes: 0 } })
    expect(current().uploads[299]?.sizeBytes).toBe(8)
  })

  it('are not asked for their sizes because documents on the record became known', () => {
    const engine = new UploadEngine({
      target: null,
      client: new QueryClient(),
      options: { endpoint: 'https://portal.example/api' },
    })
    const { files, asked } = filesOnDisk(300)
    engine.actions.addFiles(files)
    engine.setExisting([
      {
        id: '1',
        name: 'cv.pdf',
        type: 'CV',
        contentType: 'application/pdf',
        createdAt: null,
        sha256: null,
        sizeBytes: 7,
      },
    ])
    expect(engine.getSnapshot().uploads).toHaveLength(300)
    expect(asked.size).toBe(0)
  })

  it('can be taken out again while their sizes are read', async () => {
    const { current } = setUpUpload()
    act(() => current().addFiles(filesOnDisk(300).files))
    act(() => current().clear())
    expect(current().uploads).toEqual([])
    await waitFor(() => expect(current().summary.unmeasured).toBe(0))
    act(() => current().addFiles(filesOnDisk(10).files))
    expect(current().summary).toMatchObject({ ready: 10, unmeasured: 0 })
  })
})
