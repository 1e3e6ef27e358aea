import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from './snippets.ts'

it('the page about words lists every language there is', () => {
  const text = readFileSync(join(ROOT, 'docs/words.md'), 'utf8')
  const listed = [...text.matchAll(/^\| [^|]+ \| `(?<locale>\w+)` \|/gm)].map(({ groups }) => groups?.['locale'] ?? '')
  const files = readdirSync(join(ROOT, 'src/widget/locales')).map((file) => file.replace('.ts', ''))
  expect(listed.toSorted()).toEqual(files.toSorted())
})
