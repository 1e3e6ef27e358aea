import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test as base } from '@playwright/test'
import { PROJECT } from './built.ts'

const ORIGIN = 'http://gallery.test'

/** An afternoon that never passes, so that countdowns and dates are the same in every picture. */
export const NOW = new Date('2026-03-04T14:30:00Z')

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

export interface GalleryQuery {
  readonly lang?: string
  /** `auto`: what the reader's system asks for. Default: light. */
  readonly theme?: 'light' | 'dark' | 'auto'
  readonly size?: 'regular' | 'compact'
  /** One scene by its name. Default: all of them. */
  readonly only?: string
  /**
   * `refusals`: every other reason why a file is not attached. `notices`: what else can stand in the way. `moments`: the
   * stages of what only a hand brings about. The last two need gallery-moments.ts. Default: every state.
   */
  readonly of?: 'refusals' | 'notices' | 'moments'
}

/** The page of test/widget/gallery: the React component in every state, without an engine behind it. */
export interface Gallery {
  /** Opens the page and waits until it is drawn. Answers with the names of the scenes on it. */
  open(query: GalleryQuery): Promise<readonly string[]>
}

export const test = base.extend<{ readonly gallery: Gallery }, { readonly galleryFolder: string }>({
  galleryFolder: [
    async ({ browserName: _any }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'gallery-'))
      const args = ['build', 'test/widget/gallery', '--config', 'vite.config.ts', '--outDir', folder, '--emptyOutDir']
      // In a process of its own: Vite sets NODE_ENV for the whole of it.
      await promisify(execFile)(join(PROJECT, 'node_modules/.bin/vite'), args, { cwd: PROJECT })
      await use(folder)
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  gallery: async ({ page, galleryFolder }, use) => {
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await page.route(`${ORIGIN}/**`, (route) => {
      const path = new URL(route.request().url()).pathname
      const file = path === '/' ? '/index.html' : path
      if (file === '/favicon.ico') return route.fulfill({ status: 204 })
      const contentType = CONTENT_TYPES[extname(file)] ?? 'application/octet-stream'
      return route.fulfill({ body: readFileSync(join(galleryFolder, file)), contentType })
    })
    await page.clock.setFixedTime(NOW)
    await use({
      async open(query) {
        await page.goto(`${ORIGIN}/?${new URLSearchParams(Object.entries(query)).toString()}`)
        const all = page.locator('[data-scene]')
        await expect(all.first()).toBeVisible()
        return all.evaluateAll((scenes) => scenes.map((scene) => scene.getAttribute('data-scene') ?? ''))
      },
    })
    expect(complaints).toEqual([])
  },
})

export { expect }
