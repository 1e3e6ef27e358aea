import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import '../../src/styles.css'
import { drawThumbnail } from '../../src/widget/rows/draw-thumbnail.ts'
import { sampleFile, sampleUpload } from '../../src/widget/stories/sample-upload.ts'
import { renderView } from './render-view.tsx'

afterEach(cleanup)
afterEach(() => vi.restoreAllMocks())

const READY = { state: 'ready', checking: false } as const

function picture(index: number) {
  return screen.getByRole('listitem', { name: `certificate-${index}.png` }).querySelector('canvas')
}

async function pictureFile(): Promise<File> {
  const canvas = new OffscreenCanvas(40, 30)
  canvas.getContext('2d')?.fillRect(0, 0, 20, 30)
  return new File([await canvas.convertToBlob({ type: 'image/png' })], 'certificate.png', { type: 'image/png' })
}

it('reads the pictures of a long list only where it is looked at', async () => {
  const file = await pictureFile()
  const uploads = Array.from({ length: 100 }, (_, index) =>
    sampleFile({ name: `certificate-${index}.png`, sizeBytes: file.size, type: 'OTHER', file }, READY),
  )
  const read = vi.spyOn(globalThis, 'createImageBitmap')
  renderView(sampleUpload(uploads))
  await screen.findByRole('listitem', { name: 'certificate-99.png' })
  await waitFor(() => expect(picture(0)).toBeVisible())
  expect(picture(99)).not.toBeVisible()
  expect(read.mock.calls.length).toBeLessThan(60)

  picture(99)?.parentElement?.scrollIntoView()
  await waitFor(() => expect(picture(99)).toBeVisible())
  expect(read.mock.calls.length).toBeLessThan(100)
})

it('puts a picture that can be seen through on paper, so that ink is seen in the dark and no ending shines through', async () => {
  const canvas = new OffscreenCanvas(40, 40)
  canvas.getContext('2d')?.fillRect(0, 0, 10, 40)
  const file = new File([await canvas.convertToBlob({ type: 'image/png' })], 'signature.png', { type: 'image/png' })
  const drawn = document.createElement('canvas')
  expect(await drawThumbnail(file, drawn, new AbortController().signal)).toBe(true)
  const colourAt = (x: number) => [...(drawn.getContext('2d')?.getImageData(x, 40, 1, 1).data ?? [])]
  expect([colourAt(2), colourAt(80)]).toEqual([
    [0, 0, 0, 255],
    [255, 255, 255, 255],
  ])
})

it('leaves the sheet with its ending where the browser cannot read the picture, as Chromium an iPhone’s', async () => {
  const read = vi.spyOn(globalThis, 'createImageBitmap')
  const file = new File(['no picture'], 'photo.heic', { type: 'image/heic' })
  renderView(sampleUpload([sampleFile({ name: 'photo.heic', sizeBytes: file.size, type: 'OTHER', file }, READY)]))
  await waitFor(() => expect(read).toHaveBeenCalled())
  await expect(read.mock.results[0]?.value).rejects.toThrow(/decode/)
  const row = screen.getByRole('listitem', { name: 'photo.heic' })
  expect(row.querySelector('canvas')).not.toBeVisible()
  expect(row.querySelector('[data-part="kind"]')).toHaveTextContent('HEIC')
})
