/**
 * Preact makes each element with the registry of custom elements its parent has. What is in a shadow root keeps that of the
 * document it came from when it is moved into another (Chromium 156), and there the browser refuses it: nothing new could
 * be drawn. The widget has no custom elements inside, so that its elements are made without.
 * @returns {import('vite').Plugin}
 */
export function leaveRegistriesOut() {
  return {
    name: 'leave-registries-out',
    transform: {
      filter: { id: /\/preact\/dist\/preact\.mjs$/ },
      handler(code) {
        const without = code.replace(/(createElementNS\(\w+,\w+),(\w+)\.is\?\2:\w+\)/, '$1)')
        if (without === code) throw new Error('Preact no longer hands a registry on: this plugin is not needed')
        return { code: without, map: null }
      },
    },
  }
}
