import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Target } from '../../src/contract/target.ts'
import {
  attachmentsPath,
  formatSubject,
  isSameTarget,
  parseSubject,
  parseTargetId,
  rulesPath,
  TARGET_KINDS,
} from '../../src/contract/target.ts'

function target(subject: string): Target {
  const parsed = parseSubject(subject)
  if (parsed === null) throw new Error(`${subject} names no target`)
  return parsed
}

/** Any text, hostile ones included, that is an id. */
const anyTarget = fc
  .record({ kind: fc.constantFrom(...TARGET_KINDS), id: fc.string({ unit: 'binary', maxLength: 128 }) })
  .map(({ kind, id }) => parseSubject(`${kind}:${id}`))
  .filter((each) => each !== null)

describe('a target id', () => {
  it.each(['GRKdd9dibYKKCrmGRSMJf3wu', 'a', 'a/../b?c', '...', 'ä ö', '🙂', 'x'.repeat(128)])('may be %j', (text) => {
    expect(parseTargetId(text)).toBe(text)
  })

  it.each(['', '.', '..', 'x'.repeat(129), 'a\nb', 'a\u0000', '\u0085', '\ud800', 'a\udc00'])(
    'may not be %j',
    (text) => {
      expect(parseTargetId(text)).toBeNull()
    },
  )
})

describe('a subject', () => {
  it('keeps everything after the first colon as the id', () => {
    expect(parseSubject('application:a:b')).toEqual({ kind: 'application', id: 'a:b' })
  })

  it.each(['', 'application', 'application:', 'job:1', 'Application:1', ' application:1', 'candidate:.'])(
    'is not %j',
    (text) => {
      expect(parseSubject(text)).toBeNull()
    },
  )

  it('survives being written and read, whatever the id', () => {
    fc.assert(
      fc.property(anyTarget, (each) => {
        expect(parseSubject(formatSubject(each))).toEqual(each)
      }),
    )
  })
})

describe('two targets', () => {
  it('differ when an application and a candidate share an id', () => {
    expect(isSameTarget(target('application:1'), target('candidate:1'))).toBe(false)
    expect(isSameTarget(target('application:1'), target('application:1'))).toBe(true)
    expect(isSameTarget(target('application:1'), target('application:2'))).toBe(false)
  })
})

describe('the path of a target', () => {
  it('names its kind in the plural', () => {
    expect(attachmentsPath(target('application:1'))).toBe('/applications/1/attachments')
    expect(rulesPath(target('candidate:1'))).toBe('/candidates/1/attachments/rules')
  })

  it('stays three segments long and gives the id back, whatever the id', () => {
    fc.assert(
      fc.property(anyTarget, (each) => {
        const segments = new URL(attachmentsPath(each), 'http://host').pathname.split('/')
        expect(segments).toHaveLength(4)
        expect(decodeURIComponent(segments[2] ?? '')).toBe(each.id)
      }),
    )
  })
})
