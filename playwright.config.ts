import { defineConfig } from '@playwright/test'
import { CHROMIUM_ARGS } from './scripts/chromium-args.mjs'
import type { WorkerOptions } from './test/e2e/portal.ts'

const named = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
const isRoot = process.getuid?.() === 0

/** What holds wherever the widget is: all but what the standalone page does around it. */
const ANYWHERE = {
  testMatch: /(?:accessibility|attach|complaints|conditions|links|list|outcomes|refused-files|working)\.spec\.ts$/,
  grepInvert: /@page/,
}

/** End to end: the built page, route and sandbox (`npm run build` first), in a real Chromium. See test/e2e/portal.ts. */
export default defineConfig<object, WorkerOptions>({
  testDir: 'test/e2e',
  // Each has a route and a sandbox of its own. More than two would make each other wait on a machine with two processors.
  workers: 2,
  // Generous, so that a busy machine decides nothing; what is waited for is a condition everywhere.
  timeout: 180_000,
  expect: {
    timeout: 30_000,
    toHaveScreenshot: { pathTemplate: 'test/widget/gallery/pictures/{arg}{ext}' },
  },
  projects: [
    { name: 'page' },
    // The same tests once more, with React itself in the page, and with the custom element in its place.
    { name: 'react', ...ANYWHERE, use: { surface: 'react' } },
    { name: 'element', ...ANYWHERE, use: { surface: 'element' } },
  ],
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    locale: 'en-GB',
    // A trace (--trace on) makes everything a third slower: for a test that has failed, not for all of them.
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(named === '' ? {} : { executablePath: named }),
      args: [...(isRoot ? ['--no-sandbox'] : []), ...CHROMIUM_ARGS],
    },
  },
})
