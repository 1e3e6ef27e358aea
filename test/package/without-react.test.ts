import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ATTACH_ONE_FILE, ATTACHED } from './attach-one-file.ts'
import { EmptyProject } from './empty-project.ts'

const project = new EmptyProject()

/** A page that has the element only, and nothing of React, not even its types. */
const ELEMENT_TYPED = `
  import type { AttachmentUploadElement } from 'kombo-attachment-upload/element'

  const element: AttachmentUploadElement = document.createElement('kombo-attachment-upload')
  element.theme = 'dark'
  element.getToken = async (signal) => (await fetch('/token', { signal })).text()
  element.addEventListener('attachment-uploaded', ({ detail }) => detail.receipt.name.trim())
  element.addEventListener('attachments-settled', ({ detail }) => detail.outcomes.map(({ state }) => state))
  document.addEventListener('attachments-settled', ({ detail }) => detail.outcomes.map(({ state }) => state))
  window.addEventListener('attachments-changed', ({ detail }) => detail.map(({ state }) => state))
  new ShadowRoot().addEventListener('attachment-failed', ({ detail }) => detail.error.code)
  // @ts-expect-error There is no such theme.
  element.theme = 'plaid'
  // @ts-expect-error A receipt comes with what is attached.
  element.addEventListener('attachment-uploaded', ({ detail }) => detail.nothing)
`

/* A server that mounts the route, and a page with the element: neither has React, and neither gets it. */
describe('installed by itself, the package', () => {
  beforeAll(() => project.install(inject('tarball')), 180_000)
  afterAll(() => project.remove())

  it('brings nothing of React with it', () => {
    const installed = readdirSync(join(project.folder, 'node_modules'))
    expect(installed).toContain('kombo-attachment-upload')
    expect(installed.filter((name) => /react|@tanstack|@types/.test(name))).toEqual([])
  })

  it('attaches a file through its route to its sandbox', async () => {
    expect(JSON.parse(await project.script('attach.mjs', ATTACH_ONE_FILE))).toEqual(ATTACHED)
  })

  it('can be required by a server of CommonJS modules', async () => {
    const source = `const { createAttachmentRoute } = require('kombo-attachment-upload/server')
      console.log(typeof createAttachmentRoute)`
    expect(await project.script('server.cjs', source)).toBe('function\n')
  })

  it.each([
    ['bundler', 'esnext'],
    ['nodenext', 'nodenext'],
  ])(
    'has the types of the element, which need no others, with module resolution %s',
    async (moduleResolution, module) => {
      const options = { moduleResolution, module, types: [] }
      expect(await project.compile('page.ts', ELEMENT_TYPED, options)).toBe('')
    },
  )

  it('says what is missing where the component is imported all the same', async () => {
    await expect(project.script('component.mjs', `import 'kombo-attachment-upload'`)).rejects.toThrow(
      /Cannot find package '(?:react|@tanstack\/react-query)' imported from .*kombo-attachment-upload/,
    )
  })
})
