import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import manifest from './package.json' with { type: 'json' }

const external = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)]

/** The package's JavaScript doors. Dependencies stay imports; types come from tsc (scripts/build.mjs). */
export default defineConfig({
  plugins: [react(), tailwindcss()],
  publicDir: false,
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
      },
      formats: ['es'],
    },
    rolldownOptions: {
      external: [...external.map((name) => new RegExp(`^${name}($|/)`)), /^node:/],
      output: { chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
})
