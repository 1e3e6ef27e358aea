/** A picture of a person, or ink on nothing: drawn here, so that it is the same everywhere. */
export async function drawnPicture(
  name: string,
  width: number,
  height: number,
  paper: 'blue' | 'transparent' = 'blue',
): Promise<File> {
  const canvas = new OffscreenCanvas(width, height)
  const drawing = canvas.getContext('2d')
  if (drawing === null) throw new Error('this browser draws nothing')
  if (paper === 'blue') {
    drawing.fillStyle = '#8fb3d9'
    drawing.fillRect(0, 0, width, height)
  }
  drawing.fillStyle = '#1d2b45'
  drawing.fillRect(width * 0.4, height * 0.2, width * 0.2, height * 0.3)
  drawing.fillRect(width * 0.3, height * 0.6, width * 0.4, height * 0.1)
  const type = name.endsWith('.png') ? 'image/png' : 'image/jpeg'
  return new File([await canvas.convertToBlob({ type })], name, { type })
}
