import { expect, it } from 'vitest'
import { handOn } from '../../src/widget/hand-on.ts'

const files = (count: number) => Array.from({ length: count }, (_, index) => new File(['%PDF'], `cv-${index}.pdf`))

it('hands many files on in their order, and never so many at once that the page stands still', async () => {
  const many = files(1000)
  const portions: (readonly File[])[] = []
  await handOn(many, (portion) => portions.push(portion))
  expect(portions.flat()).toEqual(many)
  expect(Math.max(...portions.map(({ length }) => length))).toBeLessThanOrEqual(200)
})

it('lets the page have its turn between two portions', async () => {
  const seen: string[] = []
  await handOn(files(1000), () => {
    seen.push('a portion')
    setTimeout(() => seen.push('the page'))
  })
  expect(seen.join(', ')).not.toContain('a portion, a portion')
})

it('hands nothing on when there is nothing', async () => {
  await handOn([], () => expect.unreachable())
})
