/**
 * The widget's design tokens as Tailwind names. Every value is a CSS custom property defined in
 * src/widget/theme.css, so a portal can change the look without rebuilding anything.
 * @type {import('tailwindcss').Config}
 */
export default {
  content: ['./index.html', './src/**/*.{ts,tsx}'],
  darkMode: ['selector', '[data-theme="dark"]'],
  theme: { extend: {} },
}
