import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import type { Plugin, UserConfig } from 'vite'
import { IN_PLACE_OF_REACT } from './scripts/in-place-of-react.mjs'
import { leaveNoiseOut } from './scripts/leave-noise-out.mjs'
import { leaveRegistriesOut } from './scripts/leave-registries-out.mjs'
import { noteLicences } from './scripts/note-licences.mjs'
import { unrollTailwindProperties } from './scripts/unroll-tailwind-properties.mjs'

/**
 * `dist/element.js`: the custom element with its styles and everything it needs in one file, as a script that runs with
 * and without `type="module"`. React is Preact here: a third of the size, and nothing of it reaches the page.
 *
 * With a language as mode, `dist/element/locales/<language>.js`: its words, for pages that load no modules.
 */
export default defineConfig(({ mode }) =>
  mode === 'production'
    ? script('src/element.ts', 'element.js', '/*! Contains what element.licences.txt names. */')
    : { ...script('src/element/locale-script.ts', `element/locales/${mode}.js`), ...speaking(mode) },
)

const inSource = (path: string) => fileURLToPath(new URL(`src/${path}`, import.meta.url))

/**
 * What repeats each other stands side by side in the file, libraries first: gzip looks back 32 kB and no further. It is 1.1 kB
 * smaller for it.
 */
const SIDE_BY_SIDE = [
  '@tanstack/react-query',
  'react-dropzone',
  'valibot',
  inSource('widget/words/describe-status.ts'),
  inSource('widget/words/explain.ts'),
  inSource('widget/locales/en.ts'),
  inSource('widget/AttachmentUpload.tsx'),
]

const sideBySide: Plugin = {
  name: 'side-by-side',
  transform(code, id) {
    if (id !== inSource('element.ts')) return null
    return { code: `${SIDE_BY_SIDE.map((each) => `import ${JSON.stringify(each)}\n`).join('')}${code}`, map: null }
  },
}

function script(entry: string, file: string, banner = ''): UserConfig {
  return {
    plugins: [
      sideBySide,
      tailwindcss(),
      leaveRegistriesOut(),
      leaveNoiseOut(),
      unrollTailwindProperties(),
      noteLicences('element.licences.txt'),
    ],
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
    resolve: { alias: [...IN_PLACE_OF_REACT] },
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      sourcemap: true,
      target: 'es2022',
      lib: { entry, formats: ['iife'], name: 'KomboAttachmentUpload', fileName: () => file },
      rolldownOptions: {
        output: {
          // Where neither the page nor the server of the file says UTF-8, it would be read as something else, and break.
          charset: 'ascii',
          // On a server there is nothing to define, and classes that extend HTMLElement would throw. A registry there may be: Lit's.
          intro: 'if (typeof HTMLElement === "undefined") return;',
          // After the minifier, which takes every other comment out.
          postBanner: banner,
        },
      },
    },
  }
}

function speaking(language: string): Pick<UserConfig, 'plugins'> {
  const words: Plugin = {
    name: 'speaking',
    enforce: 'pre',
    resolveId: (source) =>
      basename(source) === 'en.ts'
        ? fileURLToPath(new URL(`src/widget/locales/${language}.ts`, import.meta.url))
        : null,
  }
  return { plugins: [words] }
}
