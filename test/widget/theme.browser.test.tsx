import { cleanup, render, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { cdp } from 'vitest/browser'
import '../../src/styles.css'
import theme from '../../src/widget/theme.css?raw'
import { AttachmentUploadView } from '../../src/widget/AttachmentUploadView.tsx'
import { scenes } from '../../src/widget/stories/sample-scenes.ts'
import { sampleUpload } from '../../src/widget/stories/sample-upload.ts'

const SURFACE = { light: 'rgb(255, 255, 255)', dark: 'rgb(22, 26, 33)' } as const

function wishFor(scheme: string): Promise<unknown> {
  return cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] })
}

/** The widget within elements that wear these themes, the outermost first. */
function surfaceWithin(themes: readonly string[], own?: 'light' | 'dark'): string {
  const widget = <AttachmentUploadView upload={sampleUpload([])} theme={own} />
  render(themes.reduceRight<ReactNode>((inner, theme) => <div data-theme={theme}>{inner}</div>, widget))
  return getComputedStyle(screen.getByRole('region')).backgroundColor
}

afterEach(cleanup)
afterEach(() => wishFor(''))

describe.each(['light', 'dark'] as const)('the theme, where the reader’s system is %s', (system) => {
  it.each([
    ['nothing around it', '', system],
    ['light', 'light', 'light'],
    ['dark', 'dark', 'dark'],
    ['light in dark', 'dark light', 'light'],
    ['dark in light', 'light dark', 'dark'],
    ['light in dark in light', 'light dark light', 'light'],
    ['dark in light in dark', 'dark light dark', 'dark'],
    ['light, twice, in dark', 'dark light light', 'light'],
    ['four of them', 'dark light dark light', 'light'],
    ['four others', 'light dark light dark', 'dark'],
    ['a theme of the page’s own in light', 'light corporate', 'light'],
  ] as const)('is that of the nearest data-theme: %s', async (_where, themes, theme) => {
    await wishFor(system)
    expect(surfaceWithin(themes.split(' ').filter(Boolean))).toBe(SURFACE[theme])
  })

  it('is the widget’s own before anything around it', async () => {
    await wishFor(system)
    expect(surfaceWithin(['dark', 'light', 'dark'], 'light')).toBe(SURFACE.light)
    cleanup()
    expect(surfaceWithin(['light', 'dark', 'light'], 'dark')).toBe(SURFACE.dark)
  })
})

/** What is not a colour is set to one of these. */
const VALUES: Readonly<Record<string, string>> = {
  '--kau-font': 'monospace',
  '--kau-text-size': '21px',
  '--kau-spacing': '7px',
  '--kau-radius': '3px',
  '--kau-radius-outer': '5px',
  '--kau-shadow': '0 0 9px rgb(1, 2, 3)',
}

const DRAWN_BY = [
  'backgroundColor',
  'borderTopColor',
  'borderTopLeftRadius',
  'boxShadow',
  'color',
  'fontFamily',
  'fontSize',
  'paddingTop',
] as const

/** How everything in the widget is drawn, in scenes that have something of each tone, with a property set around it. */
function looks(property: string): readonly string[] {
  const { container } = render(
    <div style={{ [property]: VALUES[property] ?? 'rgb(1, 2, 3)' }}>
      {['ready', 'under-way', 'finished'].map((name) => (
        <AttachmentUploadView key={name} upload={scenes[name]?.() ?? sampleUpload([])} theme="light" />
      ))}
    </div>,
  )
  const drawn = [...container.querySelectorAll('[data-kau], [data-kau] *')].map((element) => {
    const style = getComputedStyle(element)
    return DRAWN_BY.map((name) => style[name]).join()
  })
  cleanup()
  return drawn
}

describe('a property of the theme', () => {
  const names = [...new Set(theme.match(/--kau-[\w-]+/gu))]

  it('is found, each of them', () => {
    expect(names.length).toBeGreaterThan(20)
    expect(names).toEqual(expect.arrayContaining(Object.keys(VALUES)))
  })

  it.each(names)('changes how something is drawn when the page sets it: %s', (name) => {
    expect(looks(name)).not.toEqual(looks('--not-of-the-theme'))
  })
})
