import type { AttachmentUpload } from '../../../src/upload/engine/attachment-upload.ts'
import { scenes } from '../../../src/widget/stories/sample-scenes.ts'

/** Where something is about to happen that no state of the engine holds: test/e2e/gallery-moments.ts makes it happen. */
export interface Moment {
  readonly name: string
  readonly upload: AttachmentUpload
  readonly dropAnywhere: boolean
}

function moment(name: string, scene: string, dropAnywhere = false): Moment {
  const make = scenes[scene]
  if (make === undefined) throw new Error(`no scene ${scene}`)
  return { name, upload: make(), dropAnywhere }
}

export const moments: readonly Moment[] = [
  moment('files-over-the-widget', 'empty'),
  moment('files-over-the-page', 'ready', true),
  moment('folder-left-something-out', 'ready'),
  moment('record-unfolded', 'mixed'),
  moment('being-renamed', 'ready'),
]
