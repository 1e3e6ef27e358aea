import { kindByName } from '../../src/contract/file-kinds.ts'
import { browserError } from '../../src/contract/wire.ts'
import type { Receipt } from '../../src/contract/wire.ts'
import { UploadEngine } from '../../src/upload/engine/engine.ts'
import type { Upload, UploadId, UploadState } from '../../src/upload/list/upload.ts'
import { QueryClient } from '@tanstack/react-query'
import { pdf } from './scripted-route.ts'

const RECEIPT: Receipt = {
  name: 'cv.pdf',
  type: 'CV',
  contentType: 'application/pdf',
  sizeBytes: 9,
  sha256: 'aa',
  deliveredAt: '2026-11-23T21:00:00Z',
  warnings: [],
}

/** A fresh identity, minted where all of them are. */
export function mintId(): UploadId {
  const engine = new UploadEngine({
    target: null,
    client: new QueryClient(),
    options: { endpoint: '' },
  })
  engine.actions.addFiles([pdf()])
  const [upload] = engine.getSnapshot().uploads
  if (upload === undefined) throw new Error('no upload')
  return upload.id
}

/** An upload as it stands in that state. */
export function inState(state: UploadState, name = 'cv.pdf'): Upload {
  const base = {
    id: mintId(),
    file: pdf(name),
    name,
    type: 'CV' as const,
    typeIsGuessed: true,
    typeInName: 'CV' as const,
    sizeBytes: 9,
    kind: kindByName(name),
  }
  const error = browserError('UPLOAD.NETWORK', '')
  switch (state) {
    case 'ready':
      return { ...base, state, checking: false }
    case 'rejected':
      return { ...base, state, problem: { code: 'UPLOAD.FILE_UNREADABLE' } }
    case 'reading':
      return { ...base, state, readBytes: 4 }
    case 'sending':
      return { ...base, state, sentBytes: 4 }
    case 'waiting':
      return { ...base, state, error, attempt: 1, until: null }
    case 'done':
      return { ...base, state, receipt: RECEIPT }
    case 'failed':
    case 'unknown':
      return { ...base, state, error }
    case 'queued':
    case 'accepting':
    case 'cancelled':
      break
  }
  return { ...base, state }
}
