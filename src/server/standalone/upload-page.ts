import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { secureHeaders } from 'hono/secure-headers'

/** Where the build puts files whose name changes with their content. */
const HASHED_FILES = '/assets/'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** The custom element and its languages, which pages of other origins load from here. */
const ELEMENT_SCRIPTS = ['/element.js', '/element/*']

/** Where the page in a frame learns who may speak to it. */
const EMBED_ORIGINS = '/embed.json'

/**
 * The built upload page: files with a hash in their name are kept for good, everything else is asked for again.
 * @param folder where `vite build` left the page.
 * @param frameAncestors origins that may show the page in a frame; besides its own.
 */
export function uploadPage(folder: string, frameAncestors: readonly string[]): Hono {
  const page = new Hono()
  for (const path of ELEMENT_SCRIPTS) {
    page.use(path, async (context, next) => {
      await next()
      context.res.headers.set('Access-Control-Allow-Origin', '*')
      context.res.headers.set('Cross-Origin-Resource-Policy', 'cross-origin')
    })
  }
  page.use(pageHeaders(frameAncestors))
  page.use(async (context, next) => {
    await next()
    if (!context.res.ok && context.res.status !== 304) return
    const isHashed = context.req.path.startsWith(HASHED_FILES)
    context.res.headers.set('Cache-Control', isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache')
  })
  // Else whoever asks again would be sent all of it again: a portal's page asks for the element each time it is opened.
  page.use(etag())
  page.get(EMBED_ORIGINS, (context) => context.json({ allowed_origins: frameAncestors }))
  page.get('*', serveStatic({ root: folder, precompressed: true }))
  return page
}

/** Nothing on the page comes from anywhere else, and nobody else frames it but who may. */
function pageHeaders(frameAncestors: readonly string[]) {
  const isFramed = frameAncestors.length > 0
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      // Pictures of chosen files are shown from memory.
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      // The example portal shows the page in a frame.
      frameSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'self'", ...frameAncestors],
    },
    // The old header knows no list of origins: where there is one, only the policy above can say it.
    xFrameOptions: isFramed ? false : 'SAMEORIGIN',
    // Other hosts below the same domain are not this server's to decide about.
    strictTransportSecurity: 'max-age=15552000',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  })
}
