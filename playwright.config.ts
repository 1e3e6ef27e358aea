import { defineConfig } from '@playwright/test'

const named = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
const isRoot = process.getuid?.() === 0

/** End to end: the built page, route and sandbox (`npm run build` first), in a real Chromium. See test/e2e/portal.ts. */
export default defineConfig({
  testDir: 'test/e2e',
  workers: 1,
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    locale: 'en-GB',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(named === '' ? {} : { executablePath: named }),
      args: isRoot ? ['--no-sandbox'] : [],
    },
  },
})
