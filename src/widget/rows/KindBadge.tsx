import { useEffect, useRef, useState } from 'react'
import { extensionOf } from '../../contract/file-kinds.ts'
import type { Upload } from '../../upload/list/upload.ts'
import { drawThumbnail } from './draw-thumbnail.ts'
import { whenSeen } from './when-seen.ts'

/** Larger pictures are not decoded just to be shown at the size of a stamp, in bytes. */
const MAX_PICTURE_BYTES = 20_000_000

/** A sheet with the file's ending, or a small picture of it. The words beside it say everything it shows. */
export function KindBadge({ upload }: { readonly upload: Upload }) {
  const extension = extensionOf(upload.name).toUpperCase().slice(0, 4)
  // Also of kinds that this browser may not read: Safari shows what an iPhone takes, and elsewhere the sheet stays.
  const isPicture =
    upload.kind?.family === 'image' && upload.state !== 'rejected' && upload.sizeBytes <= MAX_PICTURE_BYTES
  return (
    <span data-part="kind" data-family={upload.kind?.family ?? 'other'} className="kau-kind" aria-hidden="true">
      {isPicture && <Thumbnail file={upload.file} />}
      <span>{extension}</span>
    </span>
  )
}

/** Drawn into a canvas: no `blob:` address, so the strictest Content-Security-Policy lets it through. */
function Thumbnail({ file }: { readonly file: File }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [isDrawn, setDrawn] = useState(false)
  useEffect(() => {
    const place = canvas.current
    if (place === null) return undefined
    const stop = new AbortController()
    const draw = () => void drawThumbnail(file, place, stop.signal).then(setDrawn)
    // The canvas has no box before something is drawn on it.
    whenSeen(place.parentElement ?? place, draw, stop.signal)
    return () => stop.abort()
  }, [file])
  return <canvas ref={canvas} className="kau-thumbnail" hidden={!isDrawn} />
}
