import { cleanup, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import '../../src/styles.css'
import { de } from '../../src/widget/locales/de.ts'
import { sv } from '../../src/widget/locales/sv.ts'
import { sampleError, sampleFile, sampleUpload } from '../../src/widget/stories/sample-upload.ts'
import { renderView } from './render-view.tsx'

afterEach(cleanup)

/** Where the ink of an element's words is, line by line. */
function linesOf(element: Element): readonly DOMRect[] {
  const range = document.createRange()
  range.selectNodeContents(element)
  return [...range.getClientRects()].filter(({ width }) => width > 0)
}

function only(selector: string): Element {
  const found = document.querySelector(selector)
  if (found === null) throw new Error(`no ${selector}`)
  return found
}

it('puts the sign of a state beside the first of its lines', async () => {
  await page.viewport(360, 740)
  const sending = sampleFile({ name: 'cv.pdf', sizeBytes: 412_000, type: 'OTHER' }, { state: 'sending', sentBytes: 9 })
  renderView(sampleUpload([sending]), { messages: { ...de, sending: () => 'Wird gerade an Workday gesendet, 64 %' } })
  const lines = linesOf(only('.kau-word > span'))
  const sign = only('.kau-word svg').getBoundingClientRect()
  expect(lines.length).toBeGreaterThan(1)
  expect((sign.top + sign.bottom) / 2).toBeLessThan(lines[0]?.bottom ?? 0)
})

describe.each([
  ['under the figures', 260],
  ['beside them', 680],
] as const)('the word of the button that clears the list, %s', (_where, width) => {
  it('stands in line with what is above it', async () => {
    await page.viewport(width, 900)
    const failed = { state: 'failed', error: sampleError('UPLOAD.ATS_UNREACHABLE') } as const
    renderView(sampleUpload([sampleFile({ name: 'cv.pdf', sizeBytes: 9 }, failed)]), { messages: de })
    const [word] = linesOf(screen.getByRole('button', { name: de.clear }))
    const figures = only('.kau-summary').getBoundingClientRect()
    const { right } = only('.kau-notice').getBoundingClientRect()
    const isBelow = (word?.top ?? 0) > figures.bottom
    expect(isBelow).toBe(width === 260)
    expect(isBelow ? word?.left : word?.right).toBeCloseTo(isBelow ? figures.left : right, 0)
  })
})

it('breaks no word of a sentence on the narrowest phone', async () => {
  await page.viewport(320, 740)
  const error = sampleError('UPLOAD.SERVER_BUSY')
  const waiting = { state: 'waiting', error, attempt: 1, until: Date.now() + 8000 } as const
  const letter = sampleFile({ name: 'brev.pdf', sizeBytes: 9, type: 'COVER_LETTER' }, waiting)
  renderView(sampleUpload([letter]), { messages: sv })
  const word = only('.kau-word > span')
  const long = document.createRange()
  long.setStart(word.firstChild ?? word, 0)
  long.setEnd(word.firstChild ?? word, 'Uppladdningstjänsten'.length)
  expect(long.toString()).toBe('Uppladdningstjänsten')
  expect(long.getClientRects()).toHaveLength(1)
})

it('ends a line of the figures behind a figure and not within', async () => {
  const lost = { state: 'unknown', error: sampleError('UPLOAD.ANSWER_LOST') } as const
  const failed = { state: 'failed', error: sampleError('UPLOAD.ATS_UNREACHABLE') } as const
  renderView(
    sampleUpload([failed, lost].map((state, index) => sampleFile({ name: `${index}.pdf`, sizeBytes: 9 }, state))),
    { messages: de },
  )
  const figures = [...document.querySelectorAll('.kau-summary span')]
  expect(figures).toHaveLength(2)
  const heights = new Set<number>()
  for (let width = 240; width < 480; width += 8) {
    await page.viewport(width, 740)
    heights.add(only('.kau-summary').getBoundingClientRect().height)
    for (const { firstChild: text } of figures) {
      const figure = document.createRange()
      figure.setStart(text ?? document.body, (text?.textContent ?? '').search(/\d/u))
      figure.setEnd(text ?? document.body, text?.textContent?.length ?? 0)
      expect(figure.getClientRects()).toHaveLength(1)
    }
  }
  expect(heights.size).toBeGreaterThan(1)
})
