import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import { PROJECT } from './built.ts'
import type { Portal } from './portal.ts'

export interface HostPage {
  /** Markup of the body. `{{token}}` stands for a fresh token. */
  readonly body: string
  readonly head?: string
  readonly html?: string
  /** Encoding the page says it is in. Default: UTF-8. */
  readonly charset?: string
  /** Response headers of the page, e.g. its content security policy. */
  readonly headers?: Readonly<Record<string, string>>
  /** Further files below `/host/`: their name and their text. */
  readonly files?: Readonly<Record<string, string>>
  readonly token?: string
}

/** The script, as a portal writes it into its page. */
export const SCRIPT = '<script type="module" src="/host/element.js"></script>'

/** The built script's text. */
export function elementScript(): string {
  return readFileSync(`${PROJECT}/dist/element.js`, 'utf8')
}

/** The built script of one language. */
export function localeScript(locale: string): string {
  return readFileSync(`${PROJECT}/dist/element/locales/${locale}.js`, 'utf8')
}

/** The built module of one language, with the pieces it may import. */
export function localeDoor(locale: string): Record<string, string> {
  const pieces = readdirSync(`${PROJECT}/dist/chunks`).map((name) => `chunks/${name}`)
  return Object.fromEntries(
    [`locales/${locale}.js`, ...pieces].map((name) => [name, readFileSync(`${PROJECT}/dist/${name}`, 'utf8')]),
  )
}

/**
 * Opens a page of a portal of its own making, on the server's origin so that the route is next to it, as a reverse proxy
 * would have it.
 */
export async function openHostPage(page: Page, portal: Portal, host: HostPage): Promise<void> {
  const token = host.token ?? (await portal.link()).token
  const markup = `<!doctype html><html ${host.html ?? 'lang="en"'}><head><meta charset="${host.charset ?? 'utf-8'}"><title>Portal</title>${host.head ?? SCRIPT}</head><body>${host.body.replaceAll('{{token}}', token)}</body></html>`
  const files: Readonly<Record<string, string>> = { 'element.js': elementScript(), ...host.files }
  await page.route(`${portal.url}/host/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice('/host/'.length)
    const text = name === '' ? markup : files[name]
    if (text === undefined) return route.fulfill({ status: 404 })
    const contentType = name === '' ? 'text/html' : name.endsWith('.css') ? 'text/css' : 'text/javascript'
    return route.fulfill({ body: text, contentType, headers: name === '' ? { ...host.headers } : {} })
  })
  await page.goto(`${portal.url}/host/`)
}

/**
 * Stands in for the standalone page, with the element in it, so that the same tests run against both: it takes its token
 * from the address, keeps it for the tab, and listens for another one.
 */
export async function replaceUploadPage(page: Page): Promise<void> {
  const start = `
    const element = document.querySelector('kombo-attachment-upload')
    function takeToken() {
      const token = new URLSearchParams(location.hash.slice(1)).get('token')
      if (token !== null) sessionStorage.setItem('token', token)
      history.replaceState(null, '', location.pathname)
      element.token = sessionStorage.getItem('token')
    }
    addEventListener('hashchange', takeToken)
    takeToken()`
  const markup = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Portal</title>
    <script src="/host/element.js"></script></head><body><main><h1>Attach documents</h1>
    <kombo-attachment-upload endpoint="/api" drop-anywhere></kombo-attachment-upload></main><script>${start}</script></body></html>`
  // Whatever the port: some tests reach the server through a line of their own.
  const files: Readonly<Record<string, readonly [body: string, contentType: string]>> = {
    '/': [markup, 'text/html'],
    '/host/element.js': [elementScript(), 'text/javascript'],
  }
  await page.route(
    ({ pathname }) => Object.hasOwn(files, pathname),
    (route) => {
      const [body, contentType] = files[new URL(route.request().url()).pathname] ?? ['', 'text/plain']
      return route.fulfill({ body, contentType })
    },
  )
}

/** Text of a file of an installed package, e.g. a style sheet. */
export function packageFile(path: string): string {
  return readFileSync(createRequire(import.meta.url).resolve(path), 'utf8')
}
