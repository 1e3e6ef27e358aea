import { describe, expect, it } from 'vitest'
import { verdictOf, type Verdict } from '../../src/server/calls/verdict.ts'

describe('an answer without a code, after the whole file was sent', () => {
  it.each<[number, Verdict]>([
    [200, 'open'],
    [302, 'open'],
    [404, 'refused'],
    [413, 'refused'],
    [429, 'repeat'],
    [500, 'open'],
    [502, 'open'],
    [503, 'repeat-unproven'],
    [504, 'open'],
  ])('%i means %s', (status, verdict) => {
    expect(verdictOf({ kind: 'unreadable', status, sentAll: true })).toBe(verdict)
  })
})

describe('an answer without a code, before the whole file was sent', () => {
  it.each<[number, Verdict]>([
    [200, 'open'],
    [204, 'open'],
    [302, 'repeat'],
    [404, 'refused'],
    [429, 'repeat'],
    [500, 'repeat'],
    [503, 'repeat'],
  ])('%i means %s', (status, verdict) => {
    expect(verdictOf({ kind: 'unreadable', status, sentAll: false })).toBe(verdict)
  })
})

describe('no answer', () => {
  it.each<[boolean, Verdict]>([
    [true, 'open'],
    [false, 'repeat'],
  ])('means %s → %s, by whether the whole file was sent', (sentAll, verdict) => {
    expect(verdictOf({ kind: 'no-answer', sentAll })).toBe(verdict)
  })
})
