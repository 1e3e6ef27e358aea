import { fileURLToPath } from 'node:url'

/**
 * For the files that carry everything with them, the element's and the page's: Preact in place of React, a fifth of its
 * size, and nothing of what never runs there. Found by the names under which the libraries import it: where one of them has
 * another name one day, the file is only larger.
 * @type {readonly { readonly find: string | RegExp, readonly replacement: string }[]}
 */
export const IN_PLACE_OF_REACT = [
  { find: 'react-dom/client', replacement: inSource('element/preact-root.ts') },
  { find: /^react(-dom)?(?=$|\/)/, replacement: 'preact/compat' },
  { find: 'file-selector', replacement: inSource('widget/files/unused-file-selector.ts') },
  { find: 'attr-accept', replacement: inSource('widget/files/unused-attr-accept.ts') },
  { find: './infiniteQueryBehavior.js', replacement: inSource('element/unused-infinite-query.ts') },
]

/** @param {string} path */
function inSource(path) {
  return fileURLToPath(new URL(`../src/${path}`, import.meta.url))
}
