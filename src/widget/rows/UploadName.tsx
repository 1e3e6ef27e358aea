import { useRef, useState } from 'react'
import type { Upload } from '../../upload/list/upload.ts'
import { canRename } from '../words/can-describe.ts'
import { shownName, splitExtension, splitLong } from '../words/file-name.ts'
import { pencilIcon } from '../base/icons.tsx'
import { canOpen, learnEncoding, openFile } from './open-file.ts'
import { isOfInputMethod, useNameField } from './use-name-field.ts'
import { useWidget } from '../base/widget-context.ts'

/** The file's name; unless it is on its way it can be changed, and a file a browser shows safely can be looked at. */
export function UploadName({ upload }: { readonly upload: Upload }) {
  const { messages, access } = useWidget()
  const [isEditing, setEditing] = useState(false)
  const pencil = useRef<HTMLButtonElement>(null)
  const name = shownName(upload.name)
  const isRenamable = canRename(upload, access)
  // On its way the name cannot be changed. After a failure the field must not come back by itself, and take the keyboard with it.
  if (isEditing && !isRenamable) setEditing(false)

  if (isEditing && isRenamable) {
    const close = (returnFocus: boolean) => {
      setEditing(false)
      // The pencil is drawn again in the same frame; it can be focused once that has happened.
      if (returnFocus) queueMicrotask(() => pencil.current?.focus())
    }
    return <NameField upload={upload} onClose={close} />
  }
  return (
    <div data-part="name" className="kau-name">
      {canOpen(upload) ? (
        <button
          type="button"
          className="kau-name-button"
          title={name}
          aria-label={messages.open(name)}
          onPointerEnter={() => void learnEncoding(upload)}
          onFocus={() => void learnEncoding(upload)}
          onClick={() => openFile(upload)}
        >
          <ShownName name={name} />
        </button>
      ) : (
        <ShownName name={name} title={name} />
      )}
      {isRenamable && (
        <button
          ref={pencil}
          type="button"
          className="kau-icon-button kau-pencil"
          title={messages.rename(name)}
          onClick={() => setEditing(true)}
        >
          {pencilIcon}
        </button>
      )}
    </div>
  )
}

/** Cut in the middle where there is no room. One text all the same, to search, to copy and to read aloud. */
function ShownName({ name, title }: { readonly name: string; readonly title?: string }) {
  const [start, end] = splitLong(name)
  return (
    <bdi title={title} translate="no" className={end === '' && !name.includes(' ') ? 'kau-name-whole' : undefined}>
      {end === '' ? (
        start
      ) : (
        <>
          <span className="kau-name-start">{start}</span>
          <span>{end}</span>
        </>
      )}
    </bdi>
  )
}

interface NameFieldProps {
  readonly upload: Upload
  readonly onClose: (returnFocus: boolean) => void
}

/** Enter keeps the new name, Escape the old one; leaving the field keeps the new one. The extension stands beside it. */
function NameField({ upload, onClose }: NameFieldProps) {
  const { messages, latest } = useWidget()
  const [stem, extension] = splitExtension(upload.name)
  const [draft, setDraft] = useState(stem)
  const isOver = useRef(false)

  const finish = (keepsNew: boolean, returnFocus: boolean) => {
    if (isOver.current) return
    isOver.current = true
    const wanted = draft.trim()
    if (keepsNew && wanted !== '' && wanted !== stem) latest.current.rename(upload.id, wanted + extension)
    onClose(returnFocus)
  }
  // Another name takes back what a file was refused or failed for, and moves all that stands below.
  const field = useNameField(() => finish(true, false), upload.state !== 'ready')
  return (
    // Not a form: the widget may stand in one of the page's own, and HTML knows none within another.
    <div data-part="name" className="kau-name">
      <input
        className="kau-field"
        aria-label={messages.newName(shownName(upload.name))}
        dir="auto"
        value={draft}
        maxLength={240}
        {...field}
        onChange={({ currentTarget: { value } }) => setDraft(value)}
        enterKeyHint="done"
        onKeyDown={(event) => {
          const { key, nativeEvent } = event
          if (isOfInputMethod(nativeEvent) || !(key === 'Enter' || key === 'Escape')) return
          // Else a form around the widget would be sent, and a dialog, the page's or the browser's own, would close.
          event.stopPropagation()
          event.preventDefault()
          // The very press that opened the field must not close it when it is held.
          if (!event.repeat) finish(key === 'Enter', true)
        }}
      />
      <bdi className="kau:text-soft">{shownName(extension)}</bdi>
    </div>
  )
}
