import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { unrollTailwindProperties } from './scripts/unroll-tailwind-properties.mjs'

/**
 * `dist/element.js`: the custom element with its styles and everything it needs in one file, as a script that runs with
 * and without `type="module"`. React is Preact here: a third of the size, and nothing of it reaches the page.
 */
export default defineConfig({
  plugins: [tailwindcss(), unrollTailwindProperties()],
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
  resolve: { alias: { react: 'preact/compat', 'react-dom': 'preact/compat' } },
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    sourcemap: true,
    target: 'es2022',
    lib: { entry: 'src/element.ts', formats: ['iife'], name: 'KomboAttachmentUpload', fileName: () => 'element.js' },
    rolldownOptions: {
      output: {
        // On a server there is nothing to define, and classes that extend HTMLElement would throw.
        intro: 'if (typeof customElements === "undefined") return;',
      },
      onLog(level, log, handler) {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handler(level, log)
      },
    },
  },
})
