import { randomBytes, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expect, test as base } from '@playwright/test'
import type { IntegrationSettings, Sandbox } from '../../src/sandbox.ts'
import type { UploadTokenClaims } from '../../src/server.ts'
import { builtSandbox, builtServer, PAGE_FOLDER } from './built.ts'
import { replaceUploadPage } from './host-page.ts'
import { UploadPage } from './upload-page.ts'

/** Application of the sandbox's seed. */
export const APPLICATION = 'application:GRKdd9dibYKKCrmGRSMJf3wu'

/** The built server in front of a sandbox, both in this process and on free ports. */
export interface Portal {
  readonly url: string
  readonly sandbox: Sandbox
  /** A link for the sandbox's application under an integration of its own; claims may change everything. */
  link(options?: LinkOptions): Promise<Link>
}

export interface LinkOptions {
  readonly claims?: Partial<UploadTokenClaims>
  /** How the integration behaves. Default: as the sandbox's own tool does. */
  readonly integration?: IntegrationSettings
  /** Default: the server's own secret. */
  readonly secret?: string
}

export interface Link {
  readonly href: string
  readonly token: string
  readonly integrationId: string
}

export interface WorkerOptions {
  /** Largest file of the server; larger than the ATSs' limits, so that theirs show. */
  readonly serverLimitBytes: number
  /** What the links open: the standalone page, or a page with the custom element in its place. */
  readonly surface: 'page' | 'element'
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
    async ({ serverLimitBytes }, use) => {
      const { createSandbox } = await builtSandbox()
      const { readConfig, signUploadToken, startStandalone } = await builtServer()
      const sandbox = await createSandbox()
      const uploadTokenSecret = randomBytes(48).toString('base64url')
      const read = readConfig({
        PORT: '0',
        KOMBO_API_KEY: sandbox.apiKey,
        KOMBO_API_URL: sandbox.apiUrl,
        UPLOAD_TOKEN_SECRET: uploadTokenSecret,
        MAX_FILE_SIZE_BYTES: String(serverLimitBytes),
        LOG_LEVEL: 'fatal',
        AUDIT_LOG: 'off',
      })
      if (!read.ok) throw new Error(read.problems.join('\n'))
      const kombo = { apiKey: sandbox.apiKey, apiUrl: sandbox.apiUrl }
      const server = await startStandalone({ ...read.config, kombo, uploadTokenSecret }, { pageFolder: PAGE_FOLDER })

      await use({
        url: server.url,
        sandbox,
        async link({ claims = {}, integration = {}, secret = uploadTokenSecret } = {}) {
          // Rules are cached per integration: one of its own keeps each test's rules to itself.
          const integrationId = claims.integrationId ?? `sandbox:${randomUUID()}`
          sandbox.setIntegration(integrationId, integration)
          const token = await signUploadToken(
            { target: APPLICATION, label: 'Frank Doe · Senior Nurse', ...claims, integrationId },
            secret,
          )
          return { href: `${server.url}/#token=${token}`, token, integrationId }
        },
      })
      await sandbox.close()
      await server.stop()
    },
    { scope: 'worker' },
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
