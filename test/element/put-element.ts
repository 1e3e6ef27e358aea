import { vi } from 'vitest'
import { AttachmentUploadElement } from '../../src/element/attachment-upload-element.tsx'

/* Made of React here, as the component is; that the built one, of Preact, does the same is for test/e2e to say. */
const TAG_NAME = 'kombo-attachment-upload'
if (customElements.get(TAG_NAME) === undefined) customElements.define(TAG_NAME, AttachmentUploadElement)

/** The element on the page, with these properties. */
export function putElement(
  properties: Partial<AttachmentUploadElement>,
  around: Element = document.body,
): AttachmentUploadElement {
  const element = document.createElement(TAG_NAME)
  // The page stays where it is, whatever a test leaves in the list.
  Object.assign(element, { leaveGuard: false, ...properties })
  around.append(element)
  return element
}

/** Resolves when files can be chosen. */
export function shown(element: Element): Promise<void> {
  return vi.waitFor(() => {
    if (element.shadowRoot?.querySelector('[data-focus-home]') == null) throw new Error('It takes no files yet')
  })
}

/** Names of the files in the list. */
export function rowsOf({ uploads }: AttachmentUploadElement): readonly string[] {
  return uploads.map(({ name }) => name)
}

export function pdf(name: string): File {
  return new File([`%PDF-1.7 ${name}`], name, { type: 'application/pdf' })
}
