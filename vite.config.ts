import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { noteLicences } from './scripts/note-licences.mjs'

/** The standalone page. The library has its own build, vite.lib.config.ts: Storybook and Vitest load this file too. */
export default defineConfig({
  plugins: [react(), tailwindcss(), noteLicences('licences.txt')],
  build: { outDir: 'dist/page', emptyOutDir: true, target: 'es2022' },
})
