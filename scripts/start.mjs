import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildParts } from './build.mjs'

/* Builds the page and the command where they are missing or older than their source, then runs the command. */

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** What both are made of. */
const SOURCES = [
  'src',
  'public',
  'index.html',
  'package-lock.json',
  'tailwind.config.js',
  'scripts/in-place-of-react.mjs',
  'vite.page.config.ts',
  'vite.lib.config.ts',
  'vite.element.config.ts',
]

/** @type {readonly (readonly [part: string, result: string])[]} */
const RESULTS = [
  ['page', 'dist/page/index.html'],
  ['library', 'dist/bin.js'],
  ['element', 'dist/page/element.js'],
]

const newest = Math.max(...SOURCES.map((source) => newestIn(join(ROOT, source))))
await buildParts(RESULTS.filter(([, result]) => builtAt(join(ROOT, result)) < newest).map(([part]) => part))
await import(new URL('../dist/bin.js', import.meta.url).href)

/** @param {string} path */
function builtAt(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0
}

/**
 * When anything at or below a path was last changed, in milliseconds since the epoch.
 * @param {string} path
 * @returns {number}
 */
function newestIn(path) {
  if (!existsSync(path)) return 0
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))))
}
