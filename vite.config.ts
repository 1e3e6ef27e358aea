import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * The upload page with React: while it is worked on (`npm run dev`), and for the tests of what a page with React gets.
 * Storybook and Vitest load this file, too. What is published has builds of its own: vite.page.config.ts,
 * vite.lib.config.ts, vite.element.config.ts.
 */
export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: { outDir: 'node_modules/.cache/page-with-react', emptyOutDir: true, target: 'es2022' },
})
