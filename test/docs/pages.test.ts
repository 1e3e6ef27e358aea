import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { CROSS_ORIGIN } from '../../src/server/standalone/api-shell.ts'
import { readCommand } from '../../src/server/standalone/command-line.ts'
import { faultsOf } from './pages.ts'
import { documents, ROOT, snippetsOf } from './snippets.ts'

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const snippets = documents().flatMap(snippetsOf)
const embedding = read('docs/embedding.md')

/** Pages that are shown, and pages that are there to be opened. */
const PAGES = [
  ...snippets.filter(({ language }) => language === 'html').map(({ place, code }) => [place, code] as const),
  ...['examples/express-element/public/index.html', 'public/portal.html'].map((path) => [path, read(path)] as const),
]

/** The names of an event map, or the words for `type` in a union, in a part of the source. */
function wordsIn(path: string, from: string, to: string): readonly string[] {
  const text = read(path)
  const lines = text.slice(text.indexOf(from), text.indexOf(to)).split('\n')
  return lines.flatMap((line) => {
    const parts = line.match(/^ *'[\w-]+'(?=: )|\btype: [^;}]*/g) ?? []
    return [...parts.join().matchAll(/'([\w-]+)'/g)].map(([, word = '']) => word)
  })
}

/** The first column of the table after a line. */
function firstColumn(document: string, heading: string): readonly string[] {
  const [table = ''] = document.slice(document.indexOf(heading)).split('\n\n')
  const rows = table.split('\n').slice(2)
  return rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([\w-]+)`/g)].map(([, word = '']) => word))
}

describe('pages in the documents', () => {
  it('are found', () => {
    expect(PAGES.length).toBeGreaterThan(4)
  })

  it.each(PAGES)('are what a browser makes of them: %s', (_place, html) => {
    expect(faultsOf(html)).toEqual([])
  })

  it('would be found to have an attribute the element does not know, or to be left open', () => {
    expect(faultsOf('<kombo-attachment-upload end-point="/api" />')).toEqual([
      'the element has no attribute end-point',
      '<kombo-attachment-upload> is not closed',
    ])
    expect(faultsOf('<iframe src="https://upload.example/?embedded=1"></iframe>')).toEqual([
      'the page does not read embedded',
    ])
  })
})

describe('what embedding.md says', () => {
  it('names every event of the element', () => {
    const events = wordsIn('src/element/events.ts', 'interface AttachmentEvents', 'declare global')
    expect(firstColumn(embedding, '| event |').toSorted()).toEqual(events.toSorted())
  })

  it('names every message of the page in a frame, and every message to it', () => {
    const source = 'src/embed/embed-message.ts'
    const ofOutcomes = wordsIn('src/widget/outcome-events.ts', 'type OutcomeEvent', 'function outcomeEvents')
    const fromPage = [...wordsIn(source, 'type PageMessage', 'type PortalMessage'), ...ofOutcomes]
    const toPage = wordsIn(source, 'type PortalMessage', 'parsePortalMessage')
    expect(firstColumn(embedding, '| from the frame |').toSorted()).toEqual(fromPage.toSorted())
    expect(firstColumn(embedding, '| to the frame |').toSorted()).toEqual(toPage.toSorted())
    const used = snippets.flatMap(({ language, code }) =>
      language === 'js' ? [...code.matchAll(/type(?: ===|:) '([\w-]+)'/g)].map(([, word = '']) => word) : [],
    )
    expect(used.length).toBeGreaterThan(3)
    expect(used.filter((word) => ![...fromPage, ...toPage].includes(word))).toEqual([])
  })
})

/** Commands as they stand in fences and in the text, on one line each, without variables in front. */
const commands = documents().flatMap((document) => {
  const text = read(document).replaceAll(/\\\n\s*/g, ' ')
  return [...text.matchAll(/(?:^|`|&& |; )(?:\w+=\S* )*((?:npm|npx) [^`#&\n]+)/gm)].map(([, command = '']) => ({
    document,
    command: command.trim(),
  }))
})

describe('commands in the documents', () => {
  const ours = commands.flatMap(({ document, command }) => {
    const [, rest] = /^(?:npx kombo-attachment-upload|npm start --)(?: (.*))?$/.exec(command) ?? []
    return rest === undefined ? [] : [[document, rest] as const]
  })
  const scripts = commands.flatMap(({ document, command }) => {
    const [, name] = /^npm (?:run )?([\w:-]+)/.exec(command) ?? []
    const isOwn = document.startsWith('examples/') || /^(?:ci|install|i|pack|version|prune)$/.test(name ?? '')
    return name === undefined || isOwn ? [] : [[document, name] as const]
  })

  it('are found', () => {
    expect(ours.length).toBeGreaterThan(3)
    expect(scripts.length).toBeGreaterThan(8)
  })

  it.each(ours)('are understood: %s, %s', (_document, rest) => {
    const words = rest.match(/'[^']*'|"[^"]*"|\S+/g) ?? []
    const args = words.map((word) =>
      word.replaceAll(/^['"]|['"]$/g, '').replaceAll(/<id>|\$\w+/g, 'GRKdd9dibYKKCrmGRSMJf3wu'),
    )
    expect(() => readCommand(args)).not.toThrow()
  })

  it.each(scripts)('exist: %s, npm run %s', (_document, name) => {
    expect(Object.keys(manifest.scripts)).toContain(name)
  })
})

describe('the headers that a page of another origin needs', () => {
  it('are those that the standalone server allows and exposes', () => {
    expect(firstColumn(embedding, '| request header to allow |')).toEqual(CROSS_ORIGIN.allowHeaders)
    expect(firstColumn(embedding, '| answer header to expose |')).toEqual(CROSS_ORIGIN.exposeHeaders)
    const methods = CROSS_ORIGIN.allowMethods.map((method) => `\`${method}\``).join(' and ')
    expect(embedding).toContain(`the methods ${methods}, and these headers`)
  })
})
