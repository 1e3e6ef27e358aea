import type { Page } from '@playwright/test'

/** Rounding while blending differs from one drawing to the next by a step or two of 255, which nobody sees. */
const INVISIBLE_STEP = 3

/** Whether two PNG pictures show the same, compared colour by colour in a browser. */
export async function isSamePicture(page: Page, one: Buffer, other: Buffer): Promise<boolean> {
  if (one.equals(other)) return true
  const blank = await page.context().newPage()
  const difference = await blank.evaluate(
    async (pictures) => {
      const [first, second] = await Promise.all(
        pictures.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
          const drawing = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
          drawing?.drawImage(bitmap, 0, 0)
          return drawing?.getImageData(0, 0, bitmap.width, bitmap.height)
        }),
      )
      if (first === undefined || second === undefined) return 255
      if (first.width !== second.width || first.height !== second.height) return 255
      return first.data.reduce((largest, value, at) => Math.max(largest, Math.abs(value - (second.data[at] ?? 0))), 0)
    },
    [one.toString('base64'), other.toString('base64')],
  )
  await blank.close()
  return difference <= INVISIBLE_STEP
}
