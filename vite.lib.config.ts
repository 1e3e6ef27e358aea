import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { noteLicences } from './scripts/note-licences.mjs'
import manifest from './package.json' with { type: 'json' }

const external = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)]

/** Each language is a door of its own: `locales/de`. */
const LOCALES = readdirSync(new URL('src/widget/locales', import.meta.url)).map((file) => file.replace(/\.ts$/, ''))

/** The package's JavaScript doors. Dependencies stay imports; types come from tsc (scripts/build.mjs). */
export default defineConfig({
  plugins: [react(), tailwindcss(), noteLicences('licences.txt')],
  publicDir: false,
  resolve: {
    alias: Object.fromEntries(
      ['file-selector', 'attr-accept'].map((name) => [
        name,
        fileURLToPath(new URL(`src/widget/files/unused-${name}.ts`, import.meta.url)),
      ]),
    ),
  },
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    sourcemap: true,
    minify: false,
    target: 'es2022',
    lib: {
      entry: {
        index: 'src/index.ts',
        server: 'src/server.ts',
        sandbox: 'src/sandbox.ts',
        testing: 'src/testing.ts',
        bin: 'src/bin.ts',
        ...Object.fromEntries(LOCALES.map((locale) => [`locales/${locale}`, `src/widget/locales/${locale}.ts`])),
      },
      formats: ['es'],
    },
    rolldownOptions: {
      external: [...external.map((name) => new RegExp(`^${name}($|/)`)), /^node:/],
      output: {
        chunkFileNames: 'chunks/[name]-[hash].js',
        codeSplitting: {
          groups: [
            // Apart, to stand beside the other table of codes in a page's bundle: gzip looks back 32 kB and no further.
            { name: 'reasons', test: /\/words\/reasons\.ts$/ },
            // Apart, so that a page that takes the hook alone leaves it out.
            { name: 'dropzone', test: /\/node_modules\/react-dropzone\// },
          ],
        },
        // Frameworks with server components draw the widget in the browser; the bundler drops the line from a source file.
        banner: ({ name }) => (name === 'index' ? "'use client'\n" : ''),
      },
    },
  },
})
