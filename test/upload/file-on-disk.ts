/** A file as a picker gives it, backed by the browser's own disk, and how to take it away. */
export async function fileOnDisk(content: string, name = 'photo.jpg') {
  const folder = await navigator.storage.getDirectory()
  const handle = await folder.getFileHandle(name, { create: true })
  const writable = await handle.createWritable()
  await writable.write(content)
  await writable.close()
  return { file: await handle.getFile(), takeAway: () => folder.removeEntry(name) }
}
