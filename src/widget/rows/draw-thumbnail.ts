/** Longest side that is decoded, in pixels: twice the badge's size for dense screens. */
const EDGE = 88

/** Draws a small, centred piece of a picture. @returns whether there is something to see. */
export async function drawThumbnail(file: File, canvas: HTMLCanvasElement, signal: AbortSignal): Promise<boolean> {
  if (typeof createImageBitmap !== 'function') return false
  let picture: ImageBitmap
  try {
    picture = await createImageBitmap(file, { resizeWidth: EDGE, resizeQuality: 'medium' })
  } catch {
    // Not a picture this browser can read. The sheet with its ending stays, and the check says what is wrong with it.
    return false
  }
  const context = signal.aborted ? null : canvas.getContext('2d')
  if (context !== null) {
    const side = Math.min(picture.width, picture.height)
    canvas.width = side
    canvas.height = side
    // Paper: ink on nothing would be unseen in the dark, and the ending shine through.
    context.fillStyle = '#fff'
    context.fillRect(0, 0, side, side)
    context.drawImage(picture, (side - picture.width) / 2, (side - picture.height) / 2)
  }
  picture.close()
  return context !== null
}
