/** Something to send: in the page's memory, or kept by the browser outside of it. */
export type BlobOrBytes = Blob | Uint8Array<ArrayBuffer>

/** Its size, in bytes. */
export function sizeOf(content: BlobOrBytes): number {
  return content instanceof Blob ? content.size : content.byteLength
}

/** In pieces of this size a browser copies bytes within memory that it has already; larger ones get new memory each time. */
const PIECE_BYTES = 512 * 1024

/** The same bytes, cut for the parts of a `Blob`. Nothing is copied before the blob is made. */
export function inPieces(bytes: Uint8Array<ArrayBuffer>): readonly Uint8Array<ArrayBuffer>[] {
  return Array.from({ length: Math.ceil(bytes.length / PIECE_BYTES) }, (_, index) =>
    bytes.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES),
  )
}
