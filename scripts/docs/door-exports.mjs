import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'

/**
 * @typedef {object} Export
 * @property {string} name
 * @property {boolean} isType
 */

/**
 * What a module hands out by name, in its own order. Doors name each of their exports; other ways are not looked for.
 * @param {string} path
 * @returns {readonly Export[]}
 */
export function exportsOf(path) {
  const { module, errors } = parseSync(path, readFileSync(path, 'utf8'))
  if (errors.length > 0) throw new Error(`${path} cannot be parsed`)
  const entries = module.staticExports.flatMap((statement) => statement.entries)
  return entries.flatMap(({ exportName, isType }) =>
    exportName.name === null || exportName.name === undefined ? [] : [{ name: exportName.name, isType }],
  )
}

/**
 * The languages there is a door for.
 * @param {string} root
 */
export function locales(root) {
  return readdirSync(join(root, 'src/widget/locales')).map((file) => file.replace('.ts', ''))
}
