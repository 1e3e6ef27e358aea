/** Whether the page was asked to leave its own heading and margins out: `?embed=1`. */
export function isEmbedded({ search }: Pick<Location, 'search'>): boolean {
  return new URLSearchParams(search).get('embed') === '1'
}

/** Path of the list of origins that may show the page in a frame, on the page's own server. */
const ORIGINS_PATH = '/embed.json'

/**
 * Origins that may frame this page, as its server says; the same list stands in the page's `frame-ancestors`, so no
 * other page gets that far. The page's own origin is always among them. Asked twice before it is given up: without it, a
 * portal hears nothing of what is attached.
 */
export async function allowedOrigins(): Promise<ReadonlySet<string>> {
  return new Set([location.origin, ...(await listedOrigins().catch(listedOrigins).catch(none))])
}

async function listedOrigins(): Promise<readonly string[]> {
  const response = await fetch(ORIGINS_PATH)
  if (!response.ok) throw new Error(`${ORIGINS_PATH} answered with ${response.status}`)
  const list: unknown = await response.json()
  const origins = typeof list === 'object' && list !== null && 'allowed_origins' in list ? list.allowed_origins : []
  return Array.isArray(origins) ? origins.filter((origin) => typeof origin === 'string') : []
}

/** Documents can be attached all the same; only the portal hears nothing, and the console says why. */
function none(error: unknown): readonly string[] {
  reportError(error)
  return []
}

/** What tells a page who frames it. */
export interface FramedPage {
  readonly location: { readonly ancestorOrigins?: ArrayLike<string> }
  readonly document: { readonly referrer: string }
}

/**
 * Origin of the page around this one, as the browser knows it: `ancestorOrigins` where there is such a thing, else the
 * referrer, which a page cannot forge but may withhold.
 * @returns `null` when the browser does not say; then the portal has to speak first.
 */
export function parentOrigin({ location, document }: FramedPage): string | null {
  const parent = location.ancestorOrigins?.[0]
  if (parent !== undefined) return parent
  return URL.canParse(document.referrer) ? new URL(document.referrer).origin : null
}
