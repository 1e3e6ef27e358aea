import { describe, expect, it } from 'vitest'
import { ageOf, ageOfContent } from '../../src/server/calls/recorded-date.ts'

const SENT = Date.parse('2026-08-12T10:17:23.456Z')
const NOW = SENT + 2000

const age = (text: string | null) => ageOf(text, SENT, NOW)

describe('a document is dated', () => {
  it.each([
    '2026-08-12T10:17:23.456Z',
    '2026-08-12T10:17:24Z',
    '2026-08-12T12:17:25.000+02:00',
    '2026-08-12T10:17:23.9876543Z',
  ])('since the file was sent: %s', (text) => {
    expect(age(text)).toBe('since')
  })

  it.each([
    // A little before by its own clock, or within the second or minute in which the file was sent.
    '2026-08-12T10:17:23.455Z',
    '2026-08-12T10:15:24.000Z',
    '2026-08-12T10:17:23Z',
    '2026-08-12T10:17Z',
    '2026-08-12T10:17:00.000Z',
    // Later than now: that clock is not ours.
    '2026-08-12T10:17:26.000Z',
    '2026-08-12T11:17:23.456Z',
    // The day, as text or as midnight somewhere.
    '2026-08-12',
    '2026-08-11',
    '2026-08-13',
    '2026-08-12T00:00:00.000Z',
    '2026-08-12T00:00:00',
    '2026-08-11T22:00:00.000Z',
    '2026-08-11T18:30:00Z',
    // Without a time zone.
    '2026-08-12T12:17:23',
    '2026-08-12 03:17:23.456',
  ])('about then: %s', (text) => {
    expect(age(text)).toBe('about then')
  })

  it.each([
    '2026-08-12T09:17:23.456Z',
    '2026-08-11T10:17:23.457Z',
    '2026-08-11T10:17:23Z',
    '2026-08-10',
    null,
    '',
    'yesterday',
    '12.08.2026',
    '1754993843456',
    '2026-13-45T10:17:23Z',
  ])('perhaps then: %s', (text) => {
    expect(age(text)).toBe('perhaps')
  })

  it.each(['2026-08-11T10:17:23.455Z', '2026-08-11T10:17:22Z', '2026-08-09', '2026-08-09T00:00:00Z', '2019-01-01'])(
    'before: %s',
    (text) => {
      expect(age(text)).toBe('before')
    },
  )
})

describe('the content of a document is dated by creation and update', () => {
  const SINCE = '2026-08-12T10:17:24.123Z'
  const ABOUT_THEN = '2026-08-12T10:17:00Z'
  const PERHAPS = '2026-08-12T01:00:01Z'
  const BEFORE = '2025-03-01T09:12:33Z'

  it.each([
    ['before', BEFORE, BEFORE],
    ['before', BEFORE, null],
    ['perhaps', null, null],
    ['perhaps', null, BEFORE],
    ['perhaps', null, PERHAPS],
    ['perhaps', BEFORE, PERHAPS],
    ['perhaps', BEFORE, 'lately'],
    ['perhaps', 'lately', BEFORE],
    ['perhaps', PERHAPS, BEFORE],
    ['about then', BEFORE, ABOUT_THEN],
    ['about then', ABOUT_THEN, BEFORE],
    ['since', SINCE, SINCE],
    ['since', SINCE, null],
    ['since', SINCE, BEFORE],
    // Something has been done to it since: that need not have been its content.
    ['about then', BEFORE, SINCE],
    ['about then', PERHAPS, SINCE],
    ['about then', null, SINCE],
  ] as const)('%s: created %s, updated %s', (expected, created, updated) => {
    expect(ageOfContent(created, updated, SENT, NOW)).toBe(expected)
  })
})
