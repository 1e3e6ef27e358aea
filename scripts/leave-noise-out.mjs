/** "use client" means nothing in a script that only browsers run, and Tailwind's source maps of styles are inlined as text. */
const HARMLESS = new Set(['MODULE_LEVEL_DIRECTIVE', 'SOURCEMAP_BROKEN'])

/**
 * Keeps a build from saying what is known to be harmless, once for each file of a library: nobody would see another warning
 * among those, nor the links of the demo that is started for the first time.
 * @returns {import('vite').Plugin}
 */
export function leaveNoiseOut() {
  return {
    name: 'leave-noise-out',
    onLog: (_level, { code = '' }) => (HARMLESS.has(code) ? false : null),
  }
}
