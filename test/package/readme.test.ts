import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { CHROMIUM_ARGS } from '../../scripts/chromium-args.mjs'
import { freePort } from '../../scripts/free-port.mjs'
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

/** How the README uses the component it shows. */
const [USE = ''] = /<Documents application="\w+" \/>/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? []

/** What is around the component in a reader's own page. Everything else stands in the README, and is pasted as it stands. */
const PAGE = `
  import { createRoot } from 'react-dom/client'
  import { Documents } from './documents.tsx'

  createRoot(document.querySelector('#app')).render(${USE})
`

const HTML = '<!doctype html><html lang="en"><title>Portal</title><div id="app"></div>'

describe.skipIf(executablePath === '')('what the README shows, pasted into an empty project,', () => {
  const project = new EmptyProject()
  let server: ChildProcess
  let browser: Browser
  let address = ''
  let received = ''

  beforeAll(async () => {
    await project.install(inject('tarball'), ...PACKAGES.map((name) => `${name}@${manifest.devDependencies[name]}`))
    write('index.html', `${HTML}<script type="module" src="/src/main.jsx"></script>`)
    write('public/element.html', `${HTML}${snippet('html')}`)
    write('src/main.jsx', PAGE)
    write('src/documents.tsx', snippet('tsx'))
    write('server.mjs', snippet('ts'))
    await build({ root: project.folder, configFile: false, logLevel: 'error' })
    const port = String(await freePort())
    address = `http://127.0.0.1:${port}`
    server = spawn(process.execPath, ['server.mjs'], {
      cwd: project.folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_ENV: '', PORT: port, UPLOAD_TOKEN_SECRET: randomBytes(48).toString('base64') },
    })
    if (server.stdout === null) throw new Error('The server cannot be heard')
    const [line]: unknown[] = await once(createInterface(server.stdout), 'line')
    received = /^What the ATS got: (\S+)$/.exec(String(line))?.[1] ?? ''
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', ...CHROMIUM_ARGS] })
  })

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
    await page.goto(`${address}${path}`)
    await attach(page, file)
    await page.goto(received)
    await expect.poll(() => page.locator('body').innerText()).toContain(file)
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
