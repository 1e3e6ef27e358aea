import { cleanup } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import '../../src/styles.css'
import { sampleUpload } from '../../src/widget/stories/sample-upload.ts'
import { renderView } from './render-view.tsx'

afterEach(cleanup)

function places() {
  return ['.kau-whose', '.kau-zone'].map((part) => {
    const drawn = document.querySelector(part)
    if (drawn === null) throw new Error(`no ${part}`)
    const { left, top, height } = drawn.getBoundingClientRect()
    return [left, top, height].map(Math.round)
  })
}

it('is where it was once the rules are there: what was grey becomes words and nothing moves', async () => {
  await page.viewport(720, 740)
  const label = 'Frank Doe · Senior Nurse'
  const { show } = renderView(sampleUpload([], { label, rules: { status: 'loading' } }))
  const before = places()
  show(sampleUpload([], { label }))
  for (const [index, place] of places().entries()) {
    for (const [at, length] of place.entries()) expect(Math.abs(length - (before[index]?.[at] ?? 0))).toBeLessThan(2)
  }
})
