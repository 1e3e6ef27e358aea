import { act, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { pdf, rulesAnswer } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const csv = (name: string) => new File(['name;year\n'], name, { type: 'text/csv' })

const csvOnly = { supported: true as const, max_file_size_bytes: null, accepted_mime_types: ['text/csv'] }

/** What the route answers once Kombo says what the ATS takes. */
const rulesOfTheAts = () =>
  Response.json(rulesAnswer({ types: { CV: csvOnly, COVER_LETTER: csvOnly, OTHER: csvOnly }, source: 'ats' }))

it('a file that rules of no ATS refuse is taken by itself once its own are known', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const { add, answers, asked, reaches } = setUpUpload({}, { source: 'default' })
  await add(csv('salaries.csv'))
  await reaches('salaries.csv', 'rejected')
  const before = asked.length
  answers.rules = rulesOfTheAts
  await act(() => vi.advanceTimersByTimeAsync(10_000))
  await reaches('salaries.csv', 'ready')
  expect(asked).toHaveLength(before + 1)
})

it('with each refusal they are asked for once more, and by the rules of the ATS nothing is', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const { add, answers, asked, reaches, states } = setUpUpload({}, { source: 'default' })
  await add(pdf(), csv('salaries.csv'))
  await reaches('salaries.csv', 'rejected')
  const before = asked.length
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  expect(asked).toHaveLength(before + 1)
  answers.rules = rulesOfTheAts
  await add(csv('more.csv'))
  await waitFor(() => expect(states()).toEqual(['rejected', 'ready', 'rejected']))
  await add(pdf('other.pdf', '%PDF-other'))
  await reaches('other.pdf', 'rejected')
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  expect(asked).toHaveLength(before + 2)
})
