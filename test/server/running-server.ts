import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bodyHead, BODY_TAIL } from '../../src/contract/body-layout.ts'
import type { AttachmentDescription } from '../../src/contract/attachment.ts'
import type { Sandbox } from '../../src/sandbox.ts'
import { createSandbox, SANDBOX_APPLICATION_ID, SANDBOX_INTEGRATION_ID } from '../../src/sandbox.ts'
import type { StandaloneConfig } from '../../src/server/standalone/standalone.ts'
import { startStandalone } from '../../src/server/standalone/standalone.ts'
import type { UploadEvent } from '../../src/server/answers/upload-event.ts'
import type { UploadTokenClaims } from '../../src/server/access/upload-token.ts'
import { signUploadToken } from '../../src/server/access/upload-token.ts'

export const SECRET = 'a secret of thirty-two bytes, or more'

/** Path of the seed application's attachments on the standalone server. */
export const ATTACHMENTS = `/api/applications/${SANDBOX_APPLICATION_ID}/attachments`

/** The standalone server in front of a sandbox, with what it logs. */
export interface RunningServer {
  readonly url: string
  readonly sandbox: Sandbox
  /** Everything logged so far. */
  readonly logged: string
  /** Log lines with this message, parsed. */
  lines(message: string): readonly Record<string, unknown>[]
  token(claims?: Partial<UploadTokenClaims>): Promise<string>
  get(path: string, headers?: Record<string, string>): Promise<Response>
  attach(
    token: string,
    file: Uint8Array,
    description?: Partial<AttachmentDescription>,
    more?: { readonly headers?: Record<string, string>; readonly signal?: AbortSignal },
  ): Promise<Response>
  close(): Promise<void>
}

export async function startServer(
  config: Partial<StandaloneConfig> = {},
  sandboxed?: Sandbox,
  onUpload?: (event: UploadEvent) => void,
): Promise<RunningServer> {
  const sandbox = sandboxed ?? (await createSandbox())
  const pageFolder = await mkdtemp(join(tmpdir(), 'page-'))
  await writeFile(join(pageFolder, 'index.html'), '<!doctype html><title>Upload</title>')
  let logged = ''
  const server = await startStandalone(
    {
      port: 0,
      host: '127.0.0.1',
      kombo: { apiKey: sandbox.apiKey, apiUrl: sandbox.apiUrl },
      uploadTokenSecret: SECRET,
      uploadTokenSecretPrevious: null,
      allowedOrigins: [],
      redisUrl: null,
      maxFileSizeBytes: 25 * 1024 * 1024,
      maxTotalBytes: 2 * 1024 ** 3,
      rateLimits: { perToken: 0, perAddress: 0 },
      trustedProxies: 0,
      metricsToken: null,
      logLevel: 'trace',
      auditLog: true,
      ...config,
    },
    {
      pageFolder,
      logTo: { write: (line) => (logged += line) },
      ...(onUpload === undefined ? {} : { onUpload }),
    },
  )
  return {
    url: server.url,
    sandbox,
    get logged() {
      return logged
    },
    lines: (message) => parseLines(logged).filter((line) => line['msg'] === message),
    token: (claims = {}) =>
      signUploadToken(
        { target: `application:${SANDBOX_APPLICATION_ID}`, integrationId: SANDBOX_INTEGRATION_ID, ...claims },
        SECRET,
      ),
    get: (path, headers = {}) => fetch(`${server.url}${path}`, { headers }),
    attach: (token, file, description = {}, { headers = {}, ...more } = {}) =>
      fetch(`${server.url}${ATTACHMENTS}`, {
        method: 'POST',
        ...more,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
        body:
          bodyHead({ name: 'cv.pdf', contentType: 'application/pdf', type: 'CV', ...description }) +
          Buffer.from(file).toString('base64') +
          BODY_TAIL,
      }),
    async close() {
      await server.stop()
      if (sandboxed === undefined) await sandbox.close()
      await rm(pageFolder, { recursive: true })
    },
  }
}

function parseLines(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Record<string, unknown> => JSON.parse(line))
}
