import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { BY_PLAYWRIGHT } from '../scripts/chromium-args.mjs'

it('switches off in Chromium what this version of Playwright does, but for Edge and Windows', () => {
  const require = createRequire(createRequire(import.meta.url).resolve('playwright'))
  const core = dirname(require.resolve('playwright-core/package.json'))
  const source = readFileSync(join(core, 'lib/coreBundle.js'), 'utf8')
  const [, list = ''] = /disabledFeatures = \[([\s\S]*?)\]/.exec(source) ?? []
  const names = [...list.replace(/^ *\/\/.*$/gm, '').matchAll(/"(\w+)"/g)].map(([, name = '']) => name)
  expect(names.filter((name) => !/^ms|Win$/.test(name)).sort()).toEqual(BY_PLAYWRIGHT.toSorted())
})
