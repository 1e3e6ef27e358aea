import { Window } from 'happy-dom'
import { ATTRIBUTES } from '../../src/element/settings.ts'

const TAG_NAME = 'kombo-attachment-upload'

/** What the element understands, and what every element may wear. */
const KNOWN_ATTRIBUTES = new Set([
  ...Object.keys(ATTRIBUTES),
  'name',
  'disabled',
  'id',
  'class',
  'style',
  'hidden',
  'lang',
  'dir',
])

/** What the upload page reads from its address (src/embed). */
const KNOWN_PARAMETERS = new Set(['embed', 'lang'])

/** What a browser would not make of a piece of markup what its reader does, in words. */
export function faultsOf(html: string): readonly string[] {
  const { document } = new Window()
  document.write(html.includes('<html') ? html : `<!doctype html><html><body>${html}</body></html>`)
  const elements = [...document.querySelectorAll(TAG_NAME)]
  const unknown = elements.flatMap((element) =>
    element.getAttributeNames().filter((name) => !KNOWN_ATTRIBUTES.has(name) && !name.startsWith('data-')),
  )
  const frames = [...document.querySelectorAll('iframe')].map((frame) => frame.getAttribute('src') ?? '')
  const parameters = frames
    .filter((src) => src !== '')
    .flatMap((src) => [...new URL(src, 'https://portal.example').searchParams.keys()])
  return [
    ...unknown.map((name) => `the element has no attribute ${name}`),
    ...elements.filter((each) => each.parentElement?.closest(TAG_NAME) != null).map(() => 'an element in an element'),
    ...parameters.filter((name) => !KNOWN_PARAMETERS.has(name)).map((name) => `the page does not read ${name}`),
    ...unclosed(html).map((name) => `<${name}> is not closed`),
  ]
}

const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/

/** Elements that a browser closes by itself, later than meant: `<kombo-attachment-upload />` swallows what follows. */
function unclosed(html: string): readonly string[] {
  const open: string[] = []
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][\w-]*)(?:"[^"]*"|'[^']*'|[^>"'])*>/g)) {
    if (slash !== '') open.splice(open.lastIndexOf(name), 1)
    else if (!VOID.test(name)) open.push(name)
  }
  return open
}
