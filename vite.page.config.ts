import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'
import { IN_PLACE_OF_REACT } from './scripts/in-place-of-react.mjs'
import { leaveNoiseOut } from './scripts/leave-noise-out.mjs'
import { noteLicences } from './scripts/note-licences.mjs'

/** The page is fetched beside what runs first and not after it. */
const pageFromTheStart: Plugin = {
  name: 'page-from-the-start',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {} }) {
      const page = Object.values(bundle).find((each) => each.type === 'chunk' && each.name === 'page')
      if (page === undefined) throw new Error('The page is no piece of its own any more')
      return [{ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${page.fileName}` } }]
    },
  },
}

/** The standalone page, as it is served: `dist/page`. With Preact, of which docs/decisions/013 says why. */
export default defineConfig({
  plugins: [tailwindcss(), pageFromTheStart, leaveNoiseOut(), noteLicences('licences.txt')],
  oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
  resolve: { alias: [...IN_PLACE_OF_REACT] },
  build: { outDir: 'dist/page', emptyOutDir: true, target: 'es2022' },
})
