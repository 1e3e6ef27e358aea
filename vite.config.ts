import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The standalone page. The library has its own build, vite.lib.config.ts: Storybook and Vitest load this file too. */
export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: { outDir: 'dist/page', emptyOutDir: true, target: 'es2022' },
})
