import { compile } from 'tailwindcss'
import { packageFile } from './host-page.ts'

/** What a page does to everything on it. */
export interface Hostile {
  readonly css?: string
  readonly html?: string
  /** Response headers of the page. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Nothing but the own origin: no inline, no `blob:`, nobody else. */
export const STRICT_POLICY = { 'content-security-policy': "default-src 'self'" } as const

/** Everything an element can inherit, set to something nobody wants. */
const POISON = `
  html { font-size: 62.5% }
  body {
    font: italic small-caps 900 30px/3 serif; letter-spacing: 5px; word-spacing: 20px; text-transform: uppercase;
    text-align: center; text-indent: 40px; text-shadow: 2px 2px red; white-space: pre; color: red; cursor: wait;
    list-style: square; quotes: '(' ')'; tab-size: 9; hyphens: auto; word-break: break-all; line-break: anywhere;
    border-collapse: collapse; -webkit-text-stroke: 1px lime; accent-color: red; color-scheme: dark; fill: red;
    stroke: lime; stroke-width: 4; font-kerning: none; font-feature-settings: 'smcp'; user-select: none
  }`

const RULES = `
  * { box-sizing: content-box !important; letter-spacing: 4px; animation: none; float: none }
  div, section, ul, li, p, button, select, input, span, b, h2, svg, path { background: red !important; margin: 20px !important;
    padding: 20px !important; border: 9px dashed lime !important; display: inline !important; color: red !important }
  button:focus-visible { outline: 20px solid red !important }`

/** Pages as they are, and worse. */
export const HOSTILE_PAGES = {
  Bootstrap: () => ({ css: packageFile('bootstrap/dist/css/bootstrap.css') }),
  Bulma: () => ({ css: packageFile('bulma/css/bulma.css') }),
  "Tailwind's preflight": async () => ({
    css: (await compile(packageFile('tailwindcss/preflight.css'))).build([]),
  }),
  'everything unset': () => ({ css: '*, *::before, *::after { all: unset }' }),
  'rules for every bare element': () => ({ css: RULES }),
  'a root font of 62.5 % and poisoned inheritance': () => ({ css: POISON }),
  'text from right to left': () => ({ html: 'lang="en" dir="rtl"' }),
  'a strict content security policy': () => ({ headers: STRICT_POLICY }),
} as const satisfies Readonly<Record<string, () => Hostile | Promise<Hostile>>>
