import { spawnSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import manifest from '../package.json' with { type: 'json' }

/*
 * What each door of dist/ weighs in a page: bundled and minified as a page's own build would do it, then held against
 * the limits in .size-limit.json. Run `npm run build` first.
 *
 *     npm run size
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const RESULT = join(ROOT, 'node_modules/.cache/sizes')

/** What a page with React has anyway. */
const PEERS = Object.keys(manifest.peerDependencies)
const ALL = [...PEERS, ...Object.keys(manifest.dependencies)]

/**
 * What is taken from a door, and what is not counted with it.
 * @type {readonly { name: string, source: string, outside: readonly string[] }[]}
 */
const CASES = [
  { name: 'react', source: "export { AttachmentUpload } from './index.js'", outside: PEERS },
  { name: 'hook', source: "export { useAttachmentUpload } from './index.js'", outside: PEERS },
  { name: 'locale', source: "export * from './locales/en.js'", outside: PEERS },
  { name: 'testing', source: "export * from './testing.js'", outside: PEERS },
  { name: 'server', source: "export * from './server.js'", outside: ALL },
  { name: 'sandbox', source: "export * from './sandbox.js'", outside: ALL },
]

await mkdir(RESULT, { recursive: true })
for (const { name, source, outside } of CASES) {
  const entry = join(RESULT, `${name}.entry.js`)
  await writeFile(entry, source.replace("'./", `'${join(ROOT, 'dist')}/`))
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: RESULT,
      emptyOutDir: false,
      target: 'es2022',
      minify: true,
      lib: { entry, formats: ['es'], fileName: () => `${name}.js` },
      rolldownOptions: {
        external: [...outside.map((each) => new RegExp(`^${each}($|/)`)), /^node:/],
        // What a door fetches later is a file of its own, here as in a page.
        output: { chunkFileNames: `${name}-later.js`, minify: true },
        // "use client" means nothing within one file.
        onLog: (level, log, handler) => log.code === 'MODULE_LEVEL_DIRECTIVE' || handler(level, log),
      },
    },
  })
}

const { status } = spawnSync(join(ROOT, 'node_modules/.bin/size-limit'), process.argv.slice(2), {
  cwd: ROOT,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
