import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { ATTACH_ONE_FILE, ATTACHED } from './attach-one-file.ts'
import { EmptyProject } from './empty-project.ts'

const project = new EmptyProject()

/** What a portal installs beside the package, in the versions that are in npm's cache after `npm ci`. */
const PEERS = [
  'react',
  'react-dom',
  '@tanstack/react-query',
  '@testing-library/dom',
  '@types/react',
  '@types/react-dom',
  '@types/node',
] as const

const RENDER = `
  import { createElement } from 'react'
  import { renderToString } from 'react-dom/server'
  import { AttachmentUpload } from 'kombo-attachment-upload'
  import { en } from 'kombo-attachment-upload/locales/en'
  import 'kombo-attachment-upload/element'
  import 'kombo-attachment-upload/testing'
  console.log(renderToString(createElement(AttachmentUpload, { endpoint: '/api', target: 'application:1', messages: en })))
`

const LOADED = `
  import 'kombo-attachment-upload/styles.css'
  import 'kombo-attachment-upload/element'
  import 'kombo-attachment-upload/element/locales/de'
`

const TYPED = `
  import 'kombo-attachment-upload/styles.css'
  import { AttachmentUpload, useAttachmentUpload, type Outcome } from 'kombo-attachment-upload'
  import { en } from 'kombo-attachment-upload/locales/en'
  import type { AttachmentUploadElement } from 'kombo-attachment-upload/element'
  import { createAttachmentRoute } from 'kombo-attachment-upload/server'
  import { createSandbox } from 'kombo-attachment-upload/sandbox'
  import { scriptedRoute } from 'kombo-attachment-upload/testing'

  export function Page({ token }: { token: string | undefined }) {
    const tell = (outcome: Outcome) => (outcome.state === 'done' ? outcome.receipt.sha256 : null)
    return <AttachmentUpload endpoint="/api" token={token} messages={{ ...en, chooseFiles: 'Pick' }} onOutcome={tell} />
  }
  export const all = [useAttachmentUpload, createAttachmentRoute, createSandbox, scriptedRoute]
  export const element: AttachmentUploadElement = document.createElement('kombo-attachment-upload')
  element.addEventListener('attachment-uploaded', ({ detail }) => detail.receipt.name.trim())
  // @ts-expect-error An endpoint is needed.
  export const wrong = <AttachmentUpload />
`

describe('installed into an empty project, the package', () => {
  beforeAll(
    () => project.install(inject('tarball'), ...PEERS.map((name) => `${name}@${manifest.devDependencies[name]}`)),
    180_000,
  )
  afterAll(() => project.remove())

  it('attaches a file through its route to its sandbox', async () => {
    expect(JSON.parse(await project.script('attach.mjs', ATTACH_ONE_FILE))).toEqual(ATTACHED)
  })

  it('renders on a server, where the element is imported without harm', async () => {
    expect(await project.script('render.mjs', RENDER)).toContain('data-part="root"')
  })

  it('lets the element be imported on a server where somebody has put a registry of elements, as Lit does', async () => {
    const script =
      "globalThis.customElements = new Map()\nawait import('kombo-attachment-upload/element')\nconsole.log('done')"
    expect(await project.script('registry.mjs', script)).toBe('done\n')
  })

  it.each([
    ['bundler', 'esnext'],
    ['nodenext', 'nodenext'],
  ])('has the types a strict project needs, with module resolution %s', async (moduleResolution, module) => {
    expect(await project.compile('page.tsx', TYPED, { moduleResolution, module, types: ['node'] })).toBe('')
  })

  it('has the types of a project that is written for browsers of 2020', async () => {
    const options = {
      moduleResolution: 'bundler',
      module: 'esnext',
      types: ['node'],
      lib: ['es2020', 'dom', 'dom.iterable'],
    }
    expect(await project.compile('page.tsx', TYPED, options)).toBe('')
  })

  it('has its command', async () => {
    const command = join(project.folder, 'node_modules/.bin/kombo-attachment-upload')
    expect(await project.run(command, ['--help'])).toMatch(/^kombo-attachment-upload: /)
  })

  it('keeps what is imported for what it does, in a bundler that drops unused exports: element, language, style sheet', async () => {
    const outDir = join(project.folder, 'bundled')
    const input = join(project.folder, 'portal.js')
    writeFileSync(input, LOADED)
    await build({
      root: project.folder,
      configFile: false,
      logLevel: 'error',
      build: { outDir, rolldownOptions: { input } },
    })
    const assets = join(outDir, 'assets')
    const bundled = readdirSync(assets).map((name) => [name, readFileSync(join(assets, name), 'utf8')] as const)
    const [script = ''] = bundled.flatMap(([name, text]) => (name.endsWith('.js') ? [text] : []))
    const [styles = ''] = bundled.flatMap(([name, text]) => (name.endsWith('.css') ? [text] : []))
    expect(script).toContain('customElements.define')
    expect(script).toContain('Dateien ausw')
    expect(styles).toContain('[data-kau]')
  })

  it('has its style sheet', async () => {
    const found = await project.script(
      'styles.mjs',
      `console.log(import.meta.resolve('kombo-attachment-upload/styles.css'))`,
    )
    expect(found).toMatch(/dist\/styles\.css\n$/)
  })
})
