import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { PROJECT } from './built.ts'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

/** Longest time for the static build, in milliseconds. */
const BUILD_WITHIN_MS = 60_000

const folder = mkdtempSync(join(tmpdir(), 'storybook-'))

test.beforeAll(async () => {
  test.setTimeout(BUILD_WITHIN_MS)
  await promisify(execFile)(
    join(PROJECT, 'node_modules/.bin/storybook'),
    ['build', '--output-dir', folder, '--quiet', '--disable-telemetry'],
    { cwd: PROJECT },
  )
})

test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the static Storybook works below another path', async ({ page }) => {
  const base = 'http://designers.test/widgets/2026/upload/'
  const missing: string[] = []
  await page.route('http://designers.test/**', async (route) => {
    const { href, pathname } = new URL(route.request().url())
    const file = pathname.slice(new URL(base).pathname.length) || 'index.html'
    try {
      if (!href.startsWith(base)) throw new Error('outside of the sub-path')
      const body = readFileSync(join(folder, file))
      await route.fulfill({ body, contentType: CONTENT_TYPES[extname(file)] ?? 'application/octet-stream' })
    } catch {
      missing.push(href)
      await route.fulfill({ status: 404 })
    }
  })
  await page.goto(`${base}?path=/story/attachmentuploadview--finished`)
  const story = page.frameLocator('#storybook-preview-iframe')
  // All of Storybook comes first, which takes a busy machine half a minute.
  await expect(story.getByRole('region', { name: 'Attachments for Frank Doe' })).toBeVisible({ timeout: 90_000 })
  await expect(story.getByRole('listitem', { name: 'Referenzen.pdf' })).toHaveCSS('display', 'grid')

  await page.goto(`${base}?path=/docs/parts-rulesstates--docs`)
  const parts = story.getByRole('tab')
  await expect(parts).toHaveText([/./, 'RulesFailed', 'RulesLoading', 'NothingTaken'], { timeout: 90_000 })
  expect(missing).toEqual([])
})
