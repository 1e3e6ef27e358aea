import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Folder of the package a module belongs to, and its name: the last `node_modules` of the path. */
const PACKAGE = /^(.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+))[\\/]/

/**
 * Writes the licences of the packages that a build has put into its files, as their terms ask of whoever passes a copy on.
 * Fails where a package has none: then nobody may pass it on.
 * @param {string} fileName Where to, below the output folder.
 * @returns {import('vite').Plugin}
 */
export function noteLicences(fileName) {
  return {
    name: 'note-licences',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((each) => each.type === 'chunk')
      const modules = chunks.flatMap((chunk) => Object.entries(chunk.modules))
      /** @type {Map<string, string>} */
      const folders = new Map()
      for (const [id, { renderedLength }] of modules) {
        const [, folder, name] = PACKAGE.exec(id) ?? []
        if (folder !== undefined && name !== undefined && renderedLength > 0) folders.set(name, folder)
      }
      const names = [...folders.keys()].toSorted()
      const source = names.map((name) => notice(name, folders.get(name) ?? '')).join(`\n${'-'.repeat(80)}\n\n`)
      if (names.length > 0) this.emitFile({ type: 'asset', fileName, source })
    },
  }
}

/**
 * @param {string} name
 * @param {string} folder
 */
function notice(name, folder) {
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each))
  if (file === undefined) throw new Error(`${name} is put into a file and comes without the text of its licence`)
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
}
