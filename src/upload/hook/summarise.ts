import type { Bytes, Summary } from '../engine/attachment-upload.ts'
import type { Upload, UploadId, UploadState } from '../list/upload.ts'
import { isSettled, isUnderWay } from '../list/upload.ts'

/**
 * Adds up the list. Progress is weighted by bytes: one large file counts for more than three small ones. A file that ended
 * keeps its place in it, however it ended: else the whole would shrink, and the bar run backwards, whenever one fails.
 * @param round the files that are sent together. Default: all.
 * @param wanted the files that are sent as soon as they have passed the checks. Default: none.
 * @param unmeasured files whose size nobody has asked for yet. Default: none.
 */
export function summarise(
  uploads: readonly Upload[],
  round?: ReadonlySet<UploadId>,
  wanted?: ReadonlySet<UploadId>,
  unmeasured = 0,
): Summary {
  const counted = uploads.filter((upload) => upload.state !== 'rejected' && upload.state !== 'cancelled')
  const all = bytesOf(counted)
  const inState = (state: UploadState) => count(uploads, (upload) => upload.state === state)
  return {
    ready: inState('ready'),
    checking: count(uploads, (upload) => upload.state === 'ready' && upload.checking),
    asked: count(uploads, ({ state, id }) => state === 'ready' && wanted?.has(id) === true),
    rejected: inState('rejected'),
    underWay: count(uploads, isUnderWay),
    done: inState('done'),
    withWarnings: count(uploads, (upload) => upload.state === 'done' && upload.receipt.warnings.length > 0),
    failed: inState('failed'),
    unknown: inState('unknown'),
    cancelled: inState('cancelled'),
    unmeasured,
    get totalBytes() {
      return all.totalBytes
    },
    get sentBytes() {
      return all.sentBytes
    },
    round: bytesOf(round === undefined ? counted : counted.filter(({ id }) => round.has(id))),
  }
}

/** Added up when they are asked for: until then nobody waits for the sizes of files. */
function bytesOf(uploads: readonly Upload[]): Bytes {
  return {
    get totalBytes() {
      return sum(uploads, (upload) => upload.sizeBytes)
    },
    get sentBytes() {
      return sum(uploads, sentBytes)
    },
  }
}

function sentBytes(upload: Upload): number {
  if (upload.state === 'sending') return upload.sentBytes
  return upload.state === 'accepting' || isSettled(upload) ? upload.sizeBytes : 0
}

function count(uploads: readonly Upload[], fits: (upload: Upload) => boolean): number {
  return uploads.filter(fits).length
}

function sum(uploads: readonly Upload[], bytes: (upload: Upload) => number): number {
  return uploads.reduce((total, upload) => total + bytes(upload), 0)
}
