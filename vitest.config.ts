import { fileURLToPath } from 'node:url'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { CHROMIUM_ARGS } from './scripts/chromium-args.mjs'

/** Tests named *.browser.test.* run in a real Chromium; the rest of test/upload and test/widget in happy-dom; all others in Node. */
const inBrowser = 'test/**/*.browser.test.{ts,tsx}'

const chromium = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', ...CHROMIUM_ARGS],
    },
  }),
  instances: [{ browser: 'chromium' as const }],
})

export default defineConfig({
  plugins: [react(), tailwindcss()],
  test: {
    // Generous, so that a busy machine decides nothing; what is waited for is a condition everywhere.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          setupFiles: ['test/setup.ts'],
          include: ['test/*.test.ts', 'test/{contract,kombo,server,sandbox,docs}/**/*.test.ts'],
          exclude: [inBrowser],
          // Vitest empties style sheets, and the sandbox serves its own as text.
          css: { include: [/\/src\/sandbox\//] },
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          setupFiles: ['test/setup.ts', 'test/setup-dom.ts'],
          include: ['test/{upload,widget,testing,embed,element}/**/*.test.{ts,tsx}'],
          exclude: [inBrowser],
        },
      },
      {
        extends: true,
        test: {
          name: 'package',
          environment: 'node',
          setupFiles: ['test/setup.ts'],
          include: ['test/package/**/*.test.ts'],
          globalSetup: ['test/package/pack.ts'],
          // They install, bundle and compile.
          testTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'engines',
          environment: 'node',
          setupFiles: ['test/setup.ts'],
          include: ['test/engines/**/*.test.ts'],
        },
      },
      {
        extends: true,
        // All at once: a package found later would be bundled anew beside the others, with a second React.
        optimizeDeps: {
          include: [
            '@tanstack/react-query',
            '@testing-library/react',
            '@testing-library/user-event',
            'axe-core',
            'react',
            'react-dom',
            'react-dom/client',
            'react-dropzone',
            'react/jsx-dev-runtime',
            'valibot',
          ],
        },
        test: {
          name: 'browser',
          setupFiles: ['test/setup.ts', 'test/setup-browser.ts'],
          include: [inBrowser],
          browser: chromium(),
        },
      },
      {
        extends: true,
        plugins: [storybookTest({ configDir: fileURLToPath(new URL('.storybook', import.meta.url)) })],
        test: { name: 'storybook', browser: chromium() },
      },
    ],
  },
})
