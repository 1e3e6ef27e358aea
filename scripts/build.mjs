import { spawnSync } from 'node:child_process'
import { copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import { build } from 'vite'

/*
 * Builds everything that is published: node scripts/build.mjs
 * Or the parts named: node scripts/build.mjs page library
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Files of the page worth compressing once instead of at every request. */
const COMPRESSIBLE = /\.(?:html|js|css|svg|json|webmanifest)$/

/** @type {Readonly<Record<string, () => Promise<void>>>} */
const PARTS = {
  page: async () => {
    await build({ root: ROOT, configFile: join(ROOT, 'vite.page.config.ts'), logLevel: 'warn' })
    await compressFolder(join(ROOT, 'dist/page'))
  },
  library: async () => {
    // Names of shared pieces change with their content, and old ones would be published too.
    await rm(join(ROOT, 'dist/chunks'), { recursive: true, force: true })
    await build({ root: ROOT, configFile: join(ROOT, 'vite.lib.config.ts'), logLevel: 'warn' })
  },
  element: async () => {
    const configFile = join(ROOT, 'vite.element.config.ts')
    await build({ root: ROOT, configFile, logLevel: 'warn' })
    for (const file of await readdir(join(ROOT, 'src/widget/locales'))) {
      await build({ root: ROOT, configFile, logLevel: 'warn', mode: basename(file, '.ts') })
    }
    // The server hands it out beside the page, so that a portal needs no package manager.
    const served = join(ROOT, 'dist/page')
    await mkdir(served, { recursive: true })
    for (const file of ['element.js', 'element.licences.txt']) {
      await copyFile(join(ROOT, 'dist', file), join(served, file))
    }
    await compress(join(served, 'element.js'))
    await cp(join(ROOT, 'dist/element'), join(served, 'element'), { recursive: true, filter: isNoMap })
    await compressFolder(join(served, 'element'))
  },
  styles: async () => {
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'warn',
      publicDir: false,
      plugins: [tailwindcss()],
      build: {
        outDir: 'dist',
        emptyOutDir: false,
        rolldownOptions: { input: join(ROOT, 'src/styles.css'), output: { assetFileNames: '[name][extname]' } },
      },
    })
  },
  types: async () => {
    const compile = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']
    const { status } = spawnSync(process.execPath, compile, { cwd: ROOT, stdio: 'inherit' })
    if (status !== 0) throw new Error(`The compiler ended with ${status}`)
    // TypeScript 6 and later want types of everything that is imported; a page need not have a bundler's for style sheets.
    await writeFile(join(ROOT, 'dist/types/styles.d.ts'), 'export {}\n')
  },
}

/** @param {string} path */
function isNoMap(path) {
  return !path.endsWith('.map')
}

/**
 * Builds the named parts one after another and prints a line for each. Throws at the first that fails.
 * @param {readonly string[]} names
 */
export async function buildParts(names) {
  for (const name of names) {
    const part = PARTS[name]
    if (part === undefined) throw new Error(`No part "${name}" to build: there are ${Object.keys(PARTS).join(', ')}`)
    const startedAt = performance.now()
    await part()
    process.stdout.write(`built ${name.padEnd(8)} ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`)
  }
}

/** @param {string} folder */
async function compressFolder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    if (!entry.isFile() || !COMPRESSIBLE.test(entry.name)) continue
    await compress(join(entry.parentPath, entry.name))
  }
}

/** @param {string} path */
async function compress(path) {
  const content = await readFile(path)
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }))
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const named = process.argv.slice(2)
  if (named.length === 0) await rm(join(ROOT, 'dist'), { recursive: true, force: true })
  await buildParts(named.length > 0 ? named : Object.keys(PARTS))
}
