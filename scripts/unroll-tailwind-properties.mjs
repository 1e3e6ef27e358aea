import { transform } from 'lightningcss'

/**
 * Tailwind 4 gives its variables their starting values by `@property`, which has no effect in a stylesheet of a shadow
 * root (tailwindlabs/tailwindcss#15005): borders, shadows and transforms would do nothing there. It also writes plain
 * declarations for old browsers, behind `@supports`. This takes the first out and the second out of its condition.
 * @returns {import('vite').Plugin}
 */
export function unrollTailwindProperties() {
  return {
    name: 'unroll-tailwind-properties',
    transform: {
      filter: { id: /\.css(?:\?|$)/ },
      handler(css) {
        if (!css.includes('--tw-')) return null
        const { code } = transform({
          filename: 'element.css',
          code: Buffer.from(css),
          minify: true,
          visitor: {
            Rule: {
              property: () => [],
              supports: ({ value }) =>
                JSON.stringify(value.condition).includes('margin-trim') ? value.rules : undefined,
            },
          },
        })
        return { code: code.toString(), map: null }
      },
    },
  }
}
