/**
 * The widget's design tokens as Tailwind names (classes are written `kau:text-soft`). Every value is a CSS custom
 * property of src/widget/theme.css, so a portal can change the look without building anything.
 * @type {import('tailwindcss').Config}
 */
export default {
  content: ['./src/widget/**/*.tsx'],
  darkMode: ['selector', '[data-theme="dark"]'],
  theme: {
    extend: {
      colors: {
        surface: 'var(--k-surface)',
        wash: 'var(--k-wash)',
        ink: 'var(--k-ink)',
        soft: 'var(--k-soft)',
        line: 'var(--k-line)',
        accent: 'var(--k-accent)',
        good: 'var(--k-good)',
        warning: 'var(--k-warning)',
        bad: 'var(--k-bad)',
        hold: 'var(--k-hold)',
      },
      fontSize: { small: 'var(--k-small)', base: 'var(--k-text)', lead: 'var(--k-lead)' },
      fontWeight: { strong: '600' },
      borderRadius: { inner: 'var(--k-radius)', outer: 'var(--k-radius-outer)' },
    },
  },
}
