import { randomBytes, randomUUID } from 'node:crypto'
import type { IntegrationSettings, Sandbox } from '../../src/sandbox.ts'
import type { UploadTokenClaims } from '../../src/server.ts'
import { builtSandbox, builtServer, PAGE_FOLDER } from './built.ts'

/** Application of the sandbox's seed. */
export const APPLICATION = 'application:GRKdd9dibYKKCrmGRSMJf3wu'

/** The built server in front of a sandbox, both in this process and on free ports. */
export interface Portal {
  readonly url: string
  readonly sandbox: Sandbox
  /** A link for the sandbox's application under an integration of its own; claims may change everything. */
  link(options?: LinkOptions): Promise<Link>
  close(): Promise<void>
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

/**
 * @param serverLimitBytes largest file of the server.
 * @param pageFolder of the built page that it serves. Default: what is published.
 */
export async function startPortal(serverLimitBytes: number, pageFolder: string = PAGE_FOLDER): Promise<Portal> {
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
  const server = await startStandalone({ ...read.config, kombo, uploadTokenSecret }, { pageFolder })

  return {
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
    async close() {
      await sandbox.close()
      await server.stop()
    },
  }
}
