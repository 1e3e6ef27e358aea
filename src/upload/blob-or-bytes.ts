/** Something to send: in the page's memory, or kept by the browser outside of it. */
export type BlobOrBytes = Blob | Uint8Array<ArrayBuffer>

/** Its size, in bytes. */
export function sizeOf(content: BlobOrBytes): number {
  return content instanceof Blob ? content.size : content.byteLength
}
