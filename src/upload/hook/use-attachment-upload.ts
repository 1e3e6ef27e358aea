import { useMemo } from 'react'
import type { AttachmentUploadOptions } from './attachment-upload-options.ts'
import type { AttachmentUpload } from '../engine/attachment-upload.ts'
import { propGetters } from './prop-getters.ts'
import type { PropGetters } from './prop-getters.ts'
import { useUpload } from './use-upload.ts'

/**
 * The whole engine of the widget, for user interfaces of your own.
 *
 *     const upload = useAttachmentUpload({ endpoint: '/api', token })
 *     <label>Documents <input {...upload.getFileInputProps()} /></label>
 *     {upload.uploads.map((each) => (
 *       <li key={each.id} {...upload.getRowProps(each)}>
 *         {each.name} <progress {...upload.getProgressProps(each)} />
 *       </li>
 *     ))}
 *     <button type="button" onClick={upload.start}>Upload</button>
 *
 * Files under way go on when the component goes away: they were sent on the person's word, and their outcomes are
 * still told to `onOutcome` and `onSettled`.
 */
export function useAttachmentUpload(options: AttachmentUploadOptions): AttachmentUpload & PropGetters {
  const upload = useUpload(options)
  const { rules, addFiles, setType } = upload
  const getters = useMemo(() => propGetters({ rules, addFiles, setType }), [rules, addFiles, setType])
  return useMemo(() => ({ ...upload, ...getters }), [upload, getters])
}
