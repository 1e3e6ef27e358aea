import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const ROOT = fileURLToPath(new URL('pages', import.meta.url))

/**
 * Bundles pages of ./pages: those of the other uploaders, and of our hook alone.
 * @param {string} outDir
 * @param {readonly string[]} names
 */
export async function buildPages(outDir, names) {
  const input = names.map((name) => `${ROOT}/${name}.html`)
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2022', rolldownOptions: { input } },
  })
}

/** @param {string} name - of a package that the benchmarks compare against. */
export function versionOf(name) {
  const require = createRequire(import.meta.url)
  return String(Reflect.get(require(`${name}/package.json`), 'version'))
}
