import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Files that no checker takes for anything but PDFs, each with content of its own.
 * @param {string} folder
 * @param {number} count
 * @param {number} sizeBytes
 */
export async function makeFiles(folder, count, sizeBytes) {
  const into = join(folder, `${count}x${sizeBytes}`)
  await mkdir(into, { recursive: true })
  const header = Buffer.from('%PDF-1.7\n')
  const paths = Array.from({ length: count }, (_, index) => join(into, `document ${index + 1}.pdf`))
  for (const path of paths) await writeFile(path, Buffer.concat([header, randomBytes(sizeBytes - header.length)]))
  return paths
}
