import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A fenced piece of code in a Markdown file. */
export interface Snippet {
  /** File and line of the fence, as a test names it. */
  readonly place: string
  readonly language: string
  readonly code: string
  /** What stands around the code on a real page: from `<!-- given: … -->` on the line before the fence. */
  readonly given: string
}

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Every Markdown file a reader of the project meets, except measured tables and decisions. */
export function documents(): readonly string[] {
  const named = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'ARCHITECTURE.md', 'CHANGELOG.md']
  const atTop = readdirSync(ROOT).filter((name) => named.includes(name))
  const inDocs = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'))
  const examples = readdirSync(join(ROOT, 'examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join('examples', entry.name, 'README.md'))
  return [...atTop, ...inDocs.map((name) => join('docs', name)), ...examples]
}

const FENCE =
  /(?:^<!-- given: (?<given>.*) -->\n)?^(?<indent> *)```(?<language>\w+)\n(?<code>[\s\S]*?)^\k<indent>```$/gm

/** The code of one document, in order. */
export function snippetsOf(document: string): readonly Snippet[] {
  const text = readFileSync(join(ROOT, document), 'utf8')
  return [...text.matchAll(FENCE)].map((match) => {
    const { given = '', language = '', code = '' } = match.groups ?? {}
    const line = text.slice(0, match.index).split('\n').length
    return { place: `${relative(ROOT, join(ROOT, document))}:${line}`, language, code, given }
  })
}
