import { randomBytes } from 'node:crypto'

/*
 * The route and the simulated Kombo behind Vite's own server, from their sources: a change to either takes effect with
 * the next request. What the sandbox has received is kept until the sandbox itself changes.
 */

/** @import { Plugin, ViteDevServer } from 'vite' */
/** @typedef {typeof import('../src/server.ts')} ServerDoor */
/** @typedef {typeof import('../src/sandbox.ts')} SandboxDoor */

const SECRET = randomBytes(48).toString('base64url')

/** Lifetime of the printed link, in seconds: a working day. */
const LIFETIME_SECONDS = 8 * 60 * 60

/** @returns {Plugin} */
export function devBackend() {
  return {
    name: 'dev-backend',
    configureServer(vite) {
      const backend = new Backend(vite)
      vite.middlewares.use('/api', (request, response, next) => {
        backend.route().then((route) => route.node(request, response), next)
      })
      vite.httpServer?.once('close', () => void backend.close())
      vite.httpServer?.once('listening', () => {
        backend.announce().catch((/** @type {unknown} */ error) => vite.config.logger.error(String(error)))
      })
    },
  }
}

class Backend {
  #vite
  /** @type {{ source: object, running: ReturnType<SandboxDoor['createSandbox']> } | null} */
  #sandbox = null
  /** @type {{ source: object, apiUrl: string, running: ReturnType<ServerDoor['createAttachmentRoute']> } | null} */
  #route = null

  /** @param {ViteDevServer} vite */
  constructor(vite) {
    this.#vite = vite
  }

  /** The route as its sources are now. */
  async route() {
    const { source, createAttachmentRoute } = await this.#serverDoor()
    const { apiUrl, apiKey } = await this.#currentSandbox()
    // An old route is left alone: it may have an upload under way.
    if (this.#route?.source !== source || this.#route.apiUrl !== apiUrl) {
      const running = createAttachmentRoute({ komboApiKey: apiKey, komboApiUrl: apiUrl, tokenSecret: SECRET })
      this.#route = { source, apiUrl, running }
    }
    return this.#route.running
  }

  /** Prints the link with its token, and the sandbox's page. */
  async announce() {
    const { signUploadToken } = await this.#serverDoor()
    const { applicationId, integrationId } = await this.#sandboxDoor()
    const sandbox = await this.#currentSandbox()
    const token = await signUploadToken(
      {
        target: `application:${applicationId}`,
        integrationId,
        label: 'Frank Doe · Senior Nurse, Berlin',
        read: true,
        expiresInSeconds: LIFETIME_SECONDS,
      },
      SECRET,
    )
    const [page = '/'] = this.#vite.resolvedUrls?.local ?? []
    this.#vite.config.logger.info(
      `\n  Attach a document   ${page}#token=${token}\n  What the ATS got    ${sandbox.url}\n`,
    )
  }

  async close() {
    await this.#route?.running.close()
    await (await this.#sandbox?.running)?.close()
  }

  async #currentSandbox() {
    const { source, createSandbox } = await this.#sandboxDoor()
    if (this.#sandbox?.source !== source) {
      const old = this.#sandbox
      this.#sandbox = { source, running: createSandbox() }
      await (await old?.running)?.close()
    }
    return this.#sandbox.running
  }

  /** `source` is another object after every change of the sources. */
  async #serverDoor() {
    const source = await this.#vite.ssrLoadModule('/src/server.ts')
    /** @type {Pick<ServerDoor, 'createAttachmentRoute' | 'signUploadToken'>} */
    const { createAttachmentRoute, signUploadToken } = {
      createAttachmentRoute: source['createAttachmentRoute'],
      signUploadToken: source['signUploadToken'],
    }
    return { source, createAttachmentRoute, signUploadToken }
  }

  async #sandboxDoor() {
    const source = await this.#vite.ssrLoadModule('/src/sandbox.ts')
    /** @type {SandboxDoor['createSandbox']} */
    const createSandbox = source['createSandbox']
    return {
      source,
      createSandbox,
      applicationId: String(source['SANDBOX_APPLICATION_ID']),
      integrationId: String(source['SANDBOX_INTEGRATION_ID']),
    }
  }
}
