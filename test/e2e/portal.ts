import type { Page } from '@playwright/test'
import { expect, test as base } from '@playwright/test'
import type { Sandbox } from '../../src/sandbox.ts'
import { replaceUploadPage } from './host-page.ts'
import { buildPageWithReact } from './page-with-react.ts'
import type { Portal } from './running-portal.ts'
import { startPortal } from './running-portal.ts'
import { UploadPage } from './upload-page.ts'

export { APPLICATION } from './running-portal.ts'
export type { Link, LinkOptions, Portal } from './running-portal.ts'

export interface WorkerOptions {
  /** Largest file of the server; larger than the ATSs' limits, so that theirs show. */
  readonly serverLimitBytes: number
  /**
   * What the links open: the standalone page as it is published, the same with React itself in it, as a page has it that uses
   * the component, or a page with the custom element.
   */
  readonly surface: 'page' | 'react' | 'element'
}

interface WorkerFixtures extends WorkerOptions {
  readonly portal: Portal
}

interface TestFixtures {
  readonly sandbox: Sandbox
  readonly upload: UploadPage
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  surface: ['page', { option: true, scope: 'worker' }],
  serverLimitBytes: [64 * 1024 * 1024, { option: true, scope: 'worker' }],

  portal: [
    async ({ serverLimitBytes, surface }, use) => {
      const built = surface === 'react' ? await buildPageWithReact() : null
      const portal = await startPortal(serverLimitBytes, built?.folder)
      await use(portal)
      await portal.close()
      await built?.remove()
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  sandbox: async ({ portal }, use) => {
    portal.sandbox.reset()
    await use(portal.sandbox)
  },

  upload: async ({ page, portal, surface, sandbox: _reset }, use) => {
    if (surface === 'element') await replaceUploadPage(page)
    const complaints = watch(page)
    await use(new UploadPage(page, portal))
    expect(complaints).toEqual([])
  },
})

/**
 * Everything a page should never do, as it happens: throw, complain in the console (of a broken content security policy,
 * of React), or speak to anybody but this machine. That a request was refused is not a complaint.
 */
function watch(page: Page): readonly string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text())
  })
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') complaints.push(`asked ${request.url()}`)
  })
  return complaints
}

export { expect }
