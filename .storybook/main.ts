import type { StorybookConfig } from '@storybook/react-vite'

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../src/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // The static build is put anywhere, also below another path. What is in public/ belongs to the standalone page.
  viteFinal: (vite) => ({
    ...vite,
    base: './',
    publicDir: false,
    // The tables of a page are headed by its components' names.
    build: { ...vite.build, rolldownOptions: { ...vite.build?.rolldownOptions, output: { keepNames: true } } },
    // Storybook's own code is not published, and some of it comes without a licence's text.
    plugins: vite.plugins?.filter(
      (plugin) => !(plugin && typeof plugin === 'object' && 'name' in plugin && plugin.name === 'note-licences'),
    ),
  }),
}

export default config
