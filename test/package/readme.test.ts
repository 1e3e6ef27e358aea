import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { ROOT, snippetsOf } from '../docs/snippets.ts'
import { EmptyProject } from './empty-project.ts'

/** Empty where `npm test` has found none, and said so. */
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

const PACKAGES = ['react', 'react-dom', '@tanstack/react-query', 'express'] as const

/** The code of the README, in its order: the page in React, the page without, the server. */
function snippet(language: string): string {
  const [first] = snippetsOf('README.md').filter((each) => each.language === language)
  if (first === undefined) throw new Error(`The README shows no ${language}`)
  return first.code
}

/** What is around the snippet in a reader's own server; the simulated Kombo stands where theirs would. */
const SERVER = `
  import express from 'express'
  import { createSandbox, SANDBOX_APPLICATION_ID } from 'kombo-attachment-upload/sandbox'

  const sandbox = await createSandbox()
  sandbox.setIntegration('workday:HWUTwvyx2wLoSUHphiWVrp28', {})
  process.env['KOMBO_API_KEY'] = sandbox.apiKey
  process.env['KOMBO_API_URL'] = sandbox.apiUrl
  process.env['UPLOAD_TOKEN_SECRET'] = 'what openssl rand -base64 48 prints'
  const app = express()
  ${snippet('ts')}
  app.get('/received', (_request, response) => response.json(sandbox.received.map(({ name, type }) => name + ' ' + type)))
  app.use('/element.js', express.static('node_modules/kombo-attachment-upload/dist/element.js'))
  app.use(express.static('dist'))
  const server = app.listen(0, '127.0.0.1', () => {
    console.log('http://127.0.0.1:' + server.address().port + '?application=' + SANDBOX_APPLICATION_ID)
  })
`

/** What is around the component in a reader's own page. */
const PAGE = `
  import { createRoot } from 'react-dom/client'
  import { Documents } from './documents.tsx'

  const application = new URLSearchParams(location.search).get('application')
  createRoot(document.querySelector('#app')).render(<Documents application={application} />)
`

const HTML = '<!doctype html><html lang="en"><title>Portal</title><div id="app"></div>'

/** The page without React gets its token as a server would write it into the markup. */
const ELEMENT_PAGE = `${HTML}<script type="module">
  const application = new URLSearchParams(location.search).get('application')
  const token = await (await fetch('/applications/' + application + '/upload-token')).text()
  document.querySelector('kombo-attachment-upload').setAttribute('token', token)
</script>${snippet('html').replace(' token="…"', '')}`

describe.skipIf(executablePath === '')('what the README shows, pasted into an empty project,', () => {
  const project = new EmptyProject()
  let server: ChildProcess
  let browser: Browser
  let address = ''

  beforeAll(async () => {
    await project.install(inject('tarball'), ...PACKAGES.map((name) => `${name}@${manifest.devDependencies[name]}`))
    write('index.html', `${HTML}<script type="module" src="/src/main.jsx"></script>`)
    write('public/element.html', ELEMENT_PAGE)
    write('src/main.jsx', PAGE)
    write('src/documents.tsx', snippet('tsx'))
    write('server.mjs', SERVER)
    await build({ root: project.folder, configFile: false, logLevel: 'error' })
    server = spawn(process.execPath, ['server.mjs'], {
      cwd: project.folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_ENV: '' },
    })
    if (server.stdout === null) throw new Error('The server cannot be heard')
    const [line]: unknown[] = await once(createInterface(server.stdout), 'line')
    address = String(line)
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  }, 180_000)

  afterAll(async () => {
    await browser.close()
    server.kill()
    project.remove()
  })

  it.each([
    ['in React', '/', 'cv.pdf'],
    ['in any other page', '/element.html', 'cv.docx'],
  ])('attaches a file %s', async (_where, path, file) => {
    const page = await browser.newPage({ locale: 'en-GB' })
    await page.goto(address.replace('?', `${path}?`))
    await attach(page, file)
    const received = await page.evaluate(async () => (await fetch('/received')).json())
    expect(received).toContain(`${file} CV`)
    await page.close()
  })

  function write(path: string, text: string): void {
    mkdirSync(join(project.folder, path, '..'), { recursive: true })
    writeFileSync(join(project.folder, path), text)
  }
})

async function attach(page: Page, file: string): Promise<void> {
  const choose = page.getByRole('button', { name: 'Choose files' })
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), choose.click()])
  await chooser.setFiles(join(ROOT, 'test/files', file))
  await page.getByRole('button', { name: 'Attach 1 file' }).click()
  await page.locator('[data-part="row"][data-state="done"]').waitFor()
}
