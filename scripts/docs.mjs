/**
 * `npm run docs`: writes the references that are made from the source, docs/errors.md and docs/reference.md. With
 * `--check` it writes nothing and exits with 1 when one of them is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { generatedDocuments } from './docs/generated-documents.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const isCheck = process.argv.includes('--check')
for (const [path, text] of Object.entries(await generatedDocuments())) {
  if (readFileSync(path, { encoding: 'utf8', flag: 'a+' }) === text) continue
  if (isCheck) {
    console.error(`${path} is stale: run npm run docs.`)
    process.exitCode = 1
  } else {
    writeFileSync(path, text)
    console.log(`Written: ${path}`)
  }
}
