// @vitest-environment node
import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'
import { AttachmentUpload, AttachmentUploadView } from '../../src/index.ts'
import { scenes } from '../../src/widget/stories/sample-scenes.ts'

it('renders every state on a server, where there is no document', () => {
  expect(typeof document).toBe('undefined')
  for (const make of Object.values(scenes)) {
    expect(renderToString(<AttachmentUploadView upload={make()} />)).toContain('data-kau')
  }
})

it('renders the widget with its hook on a server, waiting for the rules', () => {
  const html = renderToString(<AttachmentUpload endpoint="/api" target="application:9QGNv3B98kL3hyELE1qsZ86s" />)
  expect(html).toContain('data-part="loading"')
})
