// @vitest-environment node
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const theme = readFileSync(new URL('../../src/widget/theme.css', import.meta.url), 'utf8')

/** Colours of a block by their private names, e.g. `ink`. */
function colours(block: string): Readonly<Record<string, string>> {
  const found = block.matchAll(/--k-(?<name>[\w-]+): var\(--kau-[\w-]+, (?<colour>#\w+)\)/gu)
  return Object.fromEntries([...found].map(({ groups }) => [groups?.['name'] ?? '', groups?.['colour'] ?? '']))
}

/** WCAG 2.2, "relative luminance" and "contrast ratio". */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const digits = colour.replace(/^#(.)(.)(.)$/u, '#$1$1$2$2$3$3').slice(1)
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const share = Number.parseInt(digits.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** What is written in which colour on which ground: 4.5 to 1. */
const WORDS = [
  ...['ink', 'soft', 'accent', 'good', 'warning', 'bad', 'hold'].flatMap((word) => [
    [word, 'surface'],
    [word, 'wash'],
  ]),
  ['accent-ink', 'accent'],
  ['accent', 'accent-wash'],
  ...['warning', 'bad', 'hold'].map((tone) => [tone, `${tone}-wash`]),
  ...['ink', 'soft'].flatMap((word) => ['warning', 'bad', 'hold'].map((tone) => [word, `${tone}-wash`])),
]

/** What is seen by its edge or its filling: 3 to 1. */
const SHAPES = [
  ['edge', 'surface'],
  ['edge', 'wash'],
  ['accent', 'surface'],
  ['accent', 'wash'],
  ['accent', 'line'],
  ['soft', 'surface'],
]

it.each([
  ['light', theme.slice(0, theme.indexOf('color-scheme: light'))],
  ['dark', theme.slice(theme.lastIndexOf("[data-theme='dark']"))],
])('keeps words at 4.5 to 1 and shapes at 3 to 1 in the %s theme', (_, block) => {
  const colour = colours(block)
  expect(Object.keys(colour).length).toBeGreaterThan(15)
  const poor = [...WORDS.map((pair) => [...pair, 4.5] as const), ...SHAPES.map((pair) => [...pair, 3] as const)]
    .map(([front = '', ground = '', least]) => ({
      front,
      ground,
      least,
      ratio: contrast(colour[String(front)] ?? '', colour[String(ground)] ?? ''),
    }))
    .filter(({ ratio, least }) => !(ratio >= Number(least)))
  expect(poor).toEqual([])
})
