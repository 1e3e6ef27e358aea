/** `npm run docs`: writes the references that are made from the source, docs/errors.md and docs/reference.md. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { generatedDocuments } from './docs/generated-documents.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

for (const [path, text] of Object.entries(await generatedDocuments())) writeFileSync(path, text)
