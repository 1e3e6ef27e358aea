import type { Locator } from '@playwright/test'

/** How much of a progress bar a person sees filled from the left, from 0 to 1: by the colours on its middle line. */
export async function filledShare(bar: Locator): Promise<number> {
  const picture = (await bar.screenshot({ animations: 'disabled' })).toString('base64')
  const blank = await bar.page().context().newPage()
  const share = await blank.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const drawing = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
    drawing?.drawImage(bitmap, 0, 0)
    const line = drawing?.getImageData(2, Math.floor(bitmap.height / 2), bitmap.width - 4, 1).data ?? []
    const colours = Array.from({ length: line.length / 4 }, (_, at) => line.slice(at * 4, at * 4 + 3).join())
    const [filled] = colours
    const change = colours.findIndex((colour) => colour !== filled)
    return change < 0 ? 1 : change / colours.length
  }, picture)
  await blank.close()
  return share
}
