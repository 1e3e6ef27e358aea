import { writeFileSync } from 'node:fs'
import type { Locator, TestInfo } from '@playwright/test'
import { compile } from 'tailwindcss'
import { packageFile } from './host-page.ts'
import { isSamePicture } from './same-picture.ts'

/** What a page does to everything on it. */
export interface Hostile {
  readonly css?: string
  /** Direction of the page in every look. Default: each of them in turn. */
  readonly dir?: 'ltr' | 'rtl'
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

/** One rule against each line of the reset, with as many bare elements in its selector as a page may have. */
const BARE = `
  * { box-sizing: content-box; margin: 9px; padding: 9px; border: 9px dashed lime; min-width: 90px; max-width: 20px; float: right;
    background: red; box-shadow: 0 0 9px lime; color: red; font: italic small-caps 900 30px/3 serif; letter-spacing: 5px;
    list-style: square; text-align: right; text-indent: 40px; text-shadow: 2px 2px red; text-transform: uppercase }
  html body section { container: none; position: static; display: inline; overflow: visible; border-radius: 50%; cursor: wait;
    word-spacing: 20px; white-space: pre; word-break: break-all; line-break: anywhere; hyphens: auto; user-select: none;
    -webkit-text-stroke: 1px lime; outline: 9px solid red; color-scheme: dark }
  html body button, html body input, html body select { appearance: auto; width: 90%; height: 90px; border-radius: 50% }
  html body b { font-weight: 100; text-decoration: line-through }
  html body canvas { display: block }`

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
  'rules for every bare element': () => ({ css: BARE }),
  'important rules for every bare element': () => ({ css: RULES }),
  'a root font of 62.5 % and poisoned inheritance': () => ({ css: POISON }),
  'text from right to left': () => ({ dir: 'rtl' }),
  'a strict content security policy': () => ({ headers: STRICT_POLICY }),
} as const satisfies Readonly<Record<string, () => Hostile | Promise<Hostile>>>

/** Every colour, and on hostile pages either direction: which of them meet is all the same to the widget, which has its own. */
const LOOKS = {
  'light-ltr': { colorScheme: 'light', forcedColors: 'none', dir: 'ltr' },
  'dark-rtl': { colorScheme: 'dark', forcedColors: 'none', dir: 'rtl' },
  'forced-light-rtl': { colorScheme: 'light', forcedColors: 'active', dir: 'rtl' },
  'forced-dark-ltr': { colorScheme: 'dark', forcedColors: 'active', dir: 'ltr' },
} as const

/** Pictures of one widget by what it was looked at in. */
export type Pictures = ReadonlyMap<string, Buffer>

/**
 * Takes a widget's picture in light, in dark and in the reader's own colours. A hostile page turns with them; one that does
 * nothing is read from left to right in all of them, or both would be spoilt alike.
 */
export async function picturesOf(widget: Locator, hostile: Hostile | null): Promise<Pictures> {
  const page = widget.page()
  const pictures = new Map<string, Buffer>()
  for (const [name, { dir, ...media }] of Object.entries(LOOKS)) {
    await page.emulateMedia(media)
    await page.evaluate(
      ([direction, scheme]) => {
        document.documentElement.dir = direction
        // Bulma goes by the reader's system, Bootstrap by this.
        document.documentElement.dataset['bsTheme'] = scheme
      },
      [hostile === null ? 'ltr' : (hostile.dir ?? dir), media.colorScheme] as const,
    )
    pictures.set(name, await widget.screenshot({ animations: 'disabled', caret: 'hide' }))
  }
  return pictures
}

/** Names the pictures that show something else, and leaves both of each beside the test's results. */
export async function differing(
  widget: Locator,
  neutral: Pictures,
  hostile: Pictures,
  info: TestInfo,
): Promise<string[]> {
  const names: string[] = []
  for (const [name, expected] of neutral) {
    const found = hostile.get(name)
    if (found !== undefined && (await isSamePicture(widget.page(), expected, found))) continue
    names.push(name)
    writeFileSync(info.outputPath(`${name}-neutral.png`), expected)
    if (found !== undefined) writeFileSync(info.outputPath(`${name}-hostile.png`), found)
  }
  return names
}
