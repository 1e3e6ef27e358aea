import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './snippets.ts'

/** What a document rests a promise on: the name of a test, and its file. */
export interface Proof {
  readonly name: string
  readonly file: string
}

/** Tests named by a document of `docs/` as `*name* (`, the path in back quotes, and `)`: a link would lead nowhere from within the package. */
export function proofsOf(document: string): readonly Proof[] {
  const text = readFileSync(join(ROOT, document), 'utf8')
  return [...text.matchAll(/\*(?<name>[^*]+)\* \(`(?<file>test\/[^`]+)`\)/g)].map(({ groups }) => ({
    name: groups?.['name'] ?? '',
    file: groups?.['file'] ?? '',
  }))
}

/** Whether a file holds a test of that name. Where the name has a blank to fill in, a document writes `…`. */
export function exists({ name, file }: Proof): boolean {
  const path = join(ROOT, file)
  if (!existsSync(path)) return false
  const source = readFileSync(path, 'utf8').replaceAll(/\$\{[^}]*\}/g, '…')
  return [`'${name}'`, `"${name}"`, `\`${name}\``].some((title) => source.includes(title))
}
