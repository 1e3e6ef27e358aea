import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
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

const BASE = 'http://designers.test/widgets/2026/upload/'

/** Serves the build below a path; whatever else is asked for is listed. */
async function serve(page: Page): Promise<readonly string[]> {
  const missing: string[] = []
  await page.route('http://designers.test/**', async (route) => {
    const { href, pathname } = new URL(route.request().url())
    const file = pathname.slice(new URL(BASE).pathname.length) || 'index.html'
    try {
      if (!href.startsWith(BASE)) throw new Error('outside of the sub-path')
      const body = readFileSync(join(folder, file))
      await route.fulfill({ body, contentType: CONTENT_TYPES[extname(file)] ?? 'application/octet-stream' })
    } catch {
      missing.push(href)
      await route.fulfill({ status: 404 })
    }
  })
  return missing
}

test('the static Storybook works below another path', async ({ page }) => {
  const missing = await serve(page)
  await page.goto(`${BASE}?path=/story/attachmentuploadview--finished`)
  const story = page.frameLocator('#storybook-preview-iframe')
  // All of Storybook comes first, which takes a busy machine half a minute.
  await expect(story.getByRole('region', { name: 'Attachments for Frank Doe' })).toBeVisible({ timeout: 90_000 })
  await expect(story.getByRole('listitem', { name: 'Referenzen.pdf' })).toHaveCSS('display', 'grid')

  await page.goto(`${BASE}?path=/docs/parts-rulesstates--docs`)
  const parts = story.getByRole('tab')
  await expect(parts).toHaveText([/./, 'RulesFailed', 'RulesLoading', 'NothingTaken'], { timeout: 90_000 })
  expect(missing).toEqual([])
})

test('every control in Storybook says what it is for', async ({ page }) => {
  test.setTimeout(180_000)
  await serve(page)
  const { entries }: { entries: Readonly<Record<string, { type: string; id: string }>> } = JSON.parse(
    readFileSync(join(folder, 'index.json'), 'utf8'),
  )
  const silent: string[] = []
  for (const { id } of Object.values(entries).filter(({ type }) => type === 'docs')) {
    await page.goto(`${BASE}iframe.html?viewMode=docs&id=${id}`)
    const table = page.locator('.docblock-argstable').first()
    await expect(table).toBeVisible({ timeout: 90_000 })
    // Of name, description, default and control; a description stands before the type.
    const rows = table.locator('tr:has(td:nth-child(4))')
    const names = await rows.filter({ hasNot: page.locator('td:nth-child(2) > div > span') }).evaluateAll((all) =>
      all
        .map((row) => [...row.children].map((cell) => cell.textContent))
        .filter(([, type, , control]) => control !== '-' || type === 'function')
        .map(([name]) => name),
    )
    silent.push(...names.map((name) => `${id}: ${name}`))
  }
  expect(silent).toEqual([])
})
