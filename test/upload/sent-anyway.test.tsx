import { act } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Outcome } from '../../src/upload/engine/attachment-upload.ts'
import { SendFailure } from '../../src/upload/send/send.ts'
import { attached, pdf, refused } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A file whose answer never came, and which a person sends anyway. */
async function sentAnyway() {
  const told = vi.fn<(outcome: Outcome) => void>()
  const set = setUpUpload({ onOutcome: told })
  await set.add(pdf())
  act(() => set.current().start())
  const first = await set.next()
  act(() => first.allSent())
  act(() => first.breakOff(new SendFailure(true)))
  await set.reaches('cv.pdf', 'unknown')
  const { id } = set.file('cv.pdf')
  act(() => set.current().sendAnyway(id))
  const second = await set.next()
  const keyOf = ({ request }: typeof first) => request.headers['Idempotency-Key']
  return { ...set, first, second, id, told, keyOf }
}

/** The answer to the second delivery is lost as well; it turns out not to have arrived, and then the first is asked about. */
async function askedAboutBoth() {
  const set = await sentAnyway()
  const { current, next, reaches, second, id } = set
  act(() => second.allSent())
  act(() => second.breakOff(new SendFailure(true)))
  await reaches('cv.pdf', 'unknown')
  act(() => current().checkAgain(id))
  const asked = await next()
  act(() => asked.answer(409, refused('UPLOAD.NOT_ATTACHED')))
  await reaches('cv.pdf', 'unknown')
  act(() => current().checkAgain(id))
  return { ...set, asked, askedAgain: await next() }
}

/** Its answer is lost once more, in other words, and the route is asked about it. */
async function askedAbout() {
  const set = await sentAnyway()
  const { current, next, reaches, second, id } = set
  act(() => second.answer(502, refused('REMOTE.SERVICE_UNAVAILABLE', { delivery: 'unknown' })))
  await reaches('cv.pdf', 'unknown')
  act(() => current().checkAgain(id))
  return { ...set, question: await next() }
}

describe('a file that is maybe attached and sent anyway', () => {
  it('stays maybe attached when that is refused, and says why', async () => {
    const { second, reaches, file, told } = await sentAnyway()
    act(() => second.answer(403, refused('UPLOAD.MAX_FILES_REACHED')))
    await reaches('cv.pdf', 'unknown')
    expect(file('cv.pdf')).toMatchObject({ error: { code: 'UPLOAD.MAX_FILES_REACHED', delivery: 'unknown' } })
    expect(told.mock.calls.map(([{ state }]) => state)).toEqual(['unknown', 'unknown'])
  })

  it('stays maybe attached when that is cancelled', async () => {
    const { current, reaches, file, id } = await sentAnyway()
    act(() => current().cancel(id))
    await reaches('cv.pdf', 'unknown')
    expect(file('cv.pdf')).toMatchObject({ error: { code: 'UPLOAD.ANSWER_LOST' } })
    expect(current().summary).toMatchObject({ unknown: 1, cancelled: 0 })
  })

  it('is asked about under the key it may be attached by', async () => {
    const { current, first, second, next, reaches, id, keyOf } = await sentAnyway()
    act(() => second.answer(403, refused('UPLOAD.MAX_FILES_REACHED')))
    await reaches('cv.pdf', 'unknown')
    act(() => current().checkAgain(id))
    const asked = await next()
    expect(keyOf(asked)).toBe(keyOf(first))
    act(() => asked.answer(409, refused('UPLOAD.NOT_ATTACHED')))
    await reaches('cv.pdf', 'failed')
  })

  it('has not arrived only when neither delivery has', async () => {
    const { first, second, asked, askedAgain, reaches, keyOf } = await askedAboutBoth()
    expect(keyOf(asked)).toBe(keyOf(second))
    expect(keyOf(askedAgain)).toBe(keyOf(first))
    act(() => askedAgain.answer(409, refused('UPLOAD.NOT_ATTACHED')))
    await reaches('cv.pdf', 'failed')
  })

  it('is attached when either delivery is found', async () => {
    const { askedAgain, reaches, told } = await askedAboutBoth()
    act(() => askedAgain.answer(200, attached()))
    await reaches('cv.pdf', 'done')
    expect(told.mock.calls.map(([{ state }]) => state)).toEqual(['unknown', 'unknown', 'done'])
  })

  it('says what was said of the earlier delivery, once the later one has not arrived', async () => {
    const { current, next, reaches, second, id, file } = await sentAnyway()
    act(() => second.answer(502, refused('REMOTE.SERVICE_UNAVAILABLE', { delivery: 'unknown' })))
    await reaches('cv.pdf', 'unknown')
    act(() => current().checkAgain(id))
    const asked = await next()
    act(() => asked.answer(409, refused('UPLOAD.NOT_ATTACHED')))
    await reaches('cv.pdf', 'unknown')
    expect(file('cv.pdf')).toMatchObject({ error: { code: 'UPLOAD.ANSWER_LOST' } })
  })
})

describe('a file that is asked about', () => {
  it('says what is said of it last', async () => {
    const { question, reaches, file } = await askedAbout()
    act(() => question.answer(502, refused('UPLOAD.ANSWER_LOST', { delivery: 'unknown' })))
    await reaches('cv.pdf', 'unknown')
    expect(file('cv.pdf')).toMatchObject({ error: { code: 'UPLOAD.ANSWER_LOST' } })
  })

  it('says what was said of it before where the question is cancelled once it has left', async () => {
    const { current, question, reaches, file, id } = await askedAbout()
    act(() => question.allSent())
    await reaches('cv.pdf', 'accepting')
    act(() => current().cancel(id))
    await reaches('cv.pdf', 'unknown')
    expect(file('cv.pdf')).toMatchObject({ error: { code: 'REMOTE.SERVICE_UNAVAILABLE' } })
  })
})
