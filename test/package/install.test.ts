import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'empty-project-'))

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

/** One file is carried from a route mounted on plain `node:http` to the sandbox, all of it from the package. */
const ATTACH = `
  import { createServer } from 'node:http'
  import { once } from 'node:events'
  import { createAttachmentRoute, signUploadToken } from 'kombo-attachment-upload/server'
  import { createSandbox, SANDBOX_APPLICATION_ID, SANDBOX_INTEGRATION_ID } from 'kombo-attachment-upload/sandbox'

  const sandbox = await createSandbox()
  const tokenSecret = 'a secret of more than thirty-two bytes'
  const route = createAttachmentRoute({ komboApiKey: sandbox.apiKey, komboApiUrl: sandbox.apiUrl, tokenSecret, onError: console.error })
  const server = createServer(route.node).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const target = 'application:' + SANDBOX_APPLICATION_ID
  const token = await signUploadToken({ target, integrationId: SANDBOX_INTEGRATION_ID }, tokenSecret)
  const response = await fetch(
    'http://127.0.0.1:' + server.address().port + '/applications/' + SANDBOX_APPLICATION_ID + '/attachments',
    {
      method: 'POST',
      headers: { Authorization: 'Bearer ' + token, 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
      body: JSON.stringify({
        attachment: {
          name: 'cv.pdf', content_type: 'application/pdf', type: 'CV', data: btoa('%PDF-1.7 packed'),
        },
      }),
    },
  )
  console.log(JSON.stringify({ status: response.status, received: sandbox.received.map(({ name, type }) => ({ name, type })) }))
  server.close()
  await route.close()
  await sandbox.close()
`

const RENDER = `
  import { createElement } from 'react'
  import { renderToString } from 'react-dom/server'
  import { AttachmentUpload } from 'kombo-attachment-upload'
  import { en } from 'kombo-attachment-upload/locales/en'
  import 'kombo-attachment-upload/element'
  import 'kombo-attachment-upload/testing'
  console.log(renderToString(createElement(AttachmentUpload, { endpoint: '/api', target: 'application:1', messages: en })))
`

const TYPED = `
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
  beforeAll(async () => {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'portal', private: true, type: 'module' }))
    const peers = PEERS.map((name) => `${name}@${manifest.devDependencies[name]}`)
    await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', inject('tarball'), ...peers])
  }, 180_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('attaches a file through its route to its sandbox', async () => {
    expect(JSON.parse(await script('attach.mjs', ATTACH))).toEqual({
      status: 200,
      received: [{ name: 'cv.pdf', type: 'CV' }],
    })
  })

  it('renders on a server, where the element is imported without harm', async () => {
    expect(await script('render.mjs', RENDER)).toContain('data-part="root"')
  })

  it.each([
    ['bundler', 'esnext'],
    ['nodenext', 'nodenext'],
  ])(
    'has the types a strict project needs, with module resolution %s',
    async (moduleResolution, module) => {
      const compilerOptions = {
        noEmit: true,
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        skipLibCheck: true,
        target: 'es2022',
        jsx: 'react-jsx',
        types: ['node'],
        module,
        moduleResolution,
      }
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['page.tsx'] }))
      writeFileSync(join(folder, 'page.tsx'), TYPED)
      expect(await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.'])).toBe('')
    },
    60_000,
  )

  it('has its command', async () => {
    expect(await run(join(folder, 'node_modules/.bin/kombo-attachment-upload'), ['--help'])).toMatch(
      /^kombo-attachment-upload: /,
    )
  })

  it('has its style sheet', async () => {
    const found = await script('styles.mjs', `console.log(import.meta.resolve('kombo-attachment-upload/styles.css'))`)
    expect(found).toMatch(/dist\/styles\.css\n$/)
  })
})

function script(name: string, source: string): Promise<string> {
  writeFileSync(join(folder, name), source)
  return run(process.execPath, [name])
}

/** What a program writes. */
async function run(program: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, NODE_ENV: '' }
  const ended = await promisify(execFile)(program, [...args], { cwd: folder, env }).catch((error: unknown) => {
    // The compiler says what it found on its standard output, which the error leaves out.
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : ''
    throw new Error(said, { cause: error })
  })
  return ended.stdout
}
