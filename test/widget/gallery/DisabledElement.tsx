import { createElement, useState } from 'react'
import { AttachmentUploadElement } from '../../../src/element/attachment-upload-element.tsx'
import { scriptedRoute } from '../../../src/testing/scripted-route.ts'
import { CATALOGUES } from '../../../src/widget/stories/story-frame.tsx'

const TAG_NAME = 'kombo-attachment-upload'

customElements.define(TAG_NAME, AttachmentUploadElement)
for (const messages of CATALOGUES) AttachmentUploadElement.addMessages(messages)

const FILES: readonly (readonly [name: string, text: string])[] = [
  ['Lebenslauf.pdf', '%PDF-1.7'],
  ['Zeugnis.pdf', 'not a PDF'],
]

export interface DisabledElementProps {
  readonly locale: string
  readonly size: 'regular' | 'compact'
}

function fillAndDisable(element: AttachmentUploadElement | null): void {
  element?.addFiles(FILES.map(([name, text]) => new File([text], name, { type: 'application/pdf' })))
  element?.toggleAttribute('disabled', true)
}

/** The custom element as part of a form that is being submitted: it was given files, and then disabled. */
export function DisabledElement({ locale, size }: DisabledElementProps) {
  const [route] = useState(() => scriptedRoute())
  return createElement(TAG_NAME, { ...route.props, locale, size, leaveGuard: false, ref: fillAndDisable })
}
