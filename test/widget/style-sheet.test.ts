// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { PARTS } from '../../src/widget/words/parts.ts'

const WIDGET = fileURLToPath(new URL('../../src/widget/', import.meta.url))
const css = (name: string) => readFileSync(WIDGET + name, 'utf8')

it('names the same dark colours for the system’s wish and for the attribute', () => {
  const blocks = [...css('theme.css').matchAll(/\{([^{}]*color-scheme: dark;[^{}]*)\}/gu)].map(([, block = '']) =>
    block.split('\n').map((line) => line.trim()),
  )
  expect(blocks).toHaveLength(2)
  expect(blocks[0]).toEqual(blocks[1])
})

it('starts every selector at the widget', () => {
  const outermost = ['theme.css', 'base.css', 'widget.css'].flatMap((name) =>
    [
      ...css(name)
        .replaceAll(/\/\*[\s\S]*?\*\//gu, '')
        .matchAll(/^(?! )([^@{}\n][^{}]*)\{/gmu),
    ].map(([, selector = '']) => selector.trim()),
  )
  expect(outermost.length).toBeGreaterThan(5)
  expect(outermost.filter((selector) => !selector.includes('[data-kau]'))).toEqual([])
})

it('knows every part the markup wears, and no other', () => {
  const worn = new Set(
    readdirSync(WIDGET, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx') && !name.endsWith('.stories.tsx'))
      .flatMap((name) => [...css(name).matchAll(/data-part="(\w+)"/gu)].map(([, part]) => part)),
  )
  expect(worn).toEqual(new Set(PARTS))
})
