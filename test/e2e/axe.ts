import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type * as Axe from 'axe-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

declare global {
  interface Window {
    readonly axe: typeof Axe
  }
}

/** What axe objects to on the page as it is now, a line each. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    // Off unless asked for: the size of targets, which WCAG 2.2 has brought.
    const rules = { 'target-size': { enabled: true } }
    const found = await window.axe.run(document, { resultTypes: ['violations'], rules })
    return found.violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}`))
  })
}
