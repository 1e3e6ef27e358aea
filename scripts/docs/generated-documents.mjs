import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import { renderErrors } from './render-errors.mjs'
import { renderReference } from './render-reference.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Every document made from the source: path and text.
 * @returns {Promise<Readonly<Record<string, string>>>}
 */
export async function generatedDocuments() {
  /** @type {typeof import('../../src/contract/error-code.ts')} */
  const contract = await sourceModule('src/contract/error-code.ts')
  /** @type {typeof import('../../src/server/standalone/environment.ts')} */
  const variables = await sourceModule('src/server/standalone/environment.ts')
  return {
    'docs/errors.md': renderErrors(contract),
    'docs/reference.md': renderReference(ROOT, { variables }),
  }
}

/**
 * A module of the source, which Node 20 cannot import by itself.
 * @param {string} path
 */
async function sourceModule(path) {
  const { module } = await runnerImport(`${ROOT}${path}`, { configFile: false, logLevel: 'error' })
  return module
}
