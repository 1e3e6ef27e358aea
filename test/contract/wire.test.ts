import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { supportedTypes } from '../../src/contract/rules.ts'
import type { AttachResponse, ErrorResponse, RulesResponse } from '../../src/contract/wire.ts'
import {
  browserError,
  parseError,
  parseExistingAttachments,
  parseReceipt,
  parseRules,
} from '../../src/contract/wire.ts'

/** Kombo's documented restriction example, as the route passes it on. */
const RULES: RulesResponse = {
  status: 'success',
  data: {
    target: { kind: 'application', id: 'GRKdd9dibYKKCrmGRSMJf3wu', label: 'Frank Doe · Senior Nurse', ats: 'Workday' },
    types: {
      CV: { supported: false, reason: 'ats' },
      COVER_LETTER: { supported: false, reason: 'ats' },
      OTHER: {
        supported: true,
        max_file_size_bytes: 10_485_760,
        accepted_mime_types: ['application/pdf', 'application/msword'],
      },
    },
    max_files: null,
    can_read: true,
    source: 'ats',
  },
  warnings: [],
}

const RECEIPT: AttachResponse = {
  status: 'success',
  data: {
    name: 'cv.pdf',
    type: 'CV',
    content_type: 'application/pdf',
    size_bytes: 3,
    sha256: 'ab'.repeat(32),
    delivered_at: '2026-11-23T20:00:00.000Z',
  },
  warnings: [{ message: 'Kept on the candidate', code: 'UPLOAD.ATTACHED_TO_CANDIDATE' }, { message: 'From the ATS' }],
}

const ERROR: ErrorResponse = {
  status: 'error',
  error: {
    code: 'REMOTE.INPUT_INVALID',
    title: 'Refused',
    message: 'The file is too large',
    log_url: 'https://app.kombo.dev/logs/1',
    delivery: 'none',
    retry_after_ms: 1500,
  },
}

describe('rules', () => {
  it("are read as Kombo's documented example has them", () => {
    const rules = parseRules(RULES)
    if (rules === null) throw new Error('not read')
    expect(rules.target).toEqual(RULES.data.target)
    expect(supportedTypes(rules)).toEqual(['OTHER'])
    expect(rules.types.OTHER).toEqual({
      supported: true,
      maxFileSizeBytes: 10_485_760,
      acceptedMimeTypes: ['application/pdf', 'application/msword'],
    })
    expect(rules).toMatchObject({ maxFiles: null, canRead: true, source: 'ats' })
    expect(rules).not.toHaveProperty('filesUsed')
  })

  it('offer no type of which the ATS takes only kinds that are unknown here', () => {
    const strange = { supported: true, max_file_size_bytes: null, accepted_mime_types: ['application/x-strange'] }
    const rules = parseRules({ ...RULES, data: { ...RULES.data, types: { ...RULES.data.types, CV: strange } } })
    expect(rules && supportedTypes(rules)).toEqual(['OTHER'])
  })

  it('keep the difference between not known and not supported', () => {
    const types = {
      CV: { supported: true, max_file_size_bytes: null, accepted_mime_types: null },
      COVER_LETTER: { supported: false, reason: 'grant' },
      OTHER: { supported: true, max_file_size_bytes: 1, accepted_mime_types: [] },
    }
    expect(parseRules({ ...RULES, data: { ...RULES.data, types } })?.types).toEqual({
      CV: { supported: true, maxFileSizeBytes: null, acceptedMimeTypes: null },
      COVER_LETTER: { supported: false, reason: 'grant' },
      OTHER: { supported: true, maxFileSizeBytes: 1, acceptedMimeTypes: [] },
    })
  })

  it.each<[string, unknown, readonly string[] | undefined]>([
    ['the risks the server takes', ['macros', 'archive'], ['macros', 'archive']],
    ['none where it says nothing', undefined, undefined],
    ['none where it lists none', [], undefined],
    ['only those that are known', ['volcanoes', 'macros'], ['macros']],
    ['none where it is no list of words', 'macros', undefined],
    ['none where a word is none', ['macros', 7], undefined],
  ])('carry %s', (_, allowed_risks, expected) => {
    const CV = { supported: true, max_file_size_bytes: 9, accepted_mime_types: null, allowed_risks }
    const rules = parseRules({ ...RULES, data: { ...RULES.data, types: { ...RULES.data.types, CV } } })
    expect(rules?.types.CV).toEqual({
      supported: true,
      maxFileSizeBytes: 9,
      acceptedMimeTypes: null,
      ...(expected !== undefined && { allowedRisks: expected }),
    })
  })

  it('may say more than this version understands', () => {
    expect(parseRules({ ...RULES, data: { ...RULES.data, future: true }, trace: 'x' })).toEqual(parseRules(RULES))
  })

  it.each([
    ['a type is missing', { ...RULES.data, types: { CV: RULES.data.types.CV } }],
    ['the id is not one', { ...RULES.data, target: { ...RULES.data.target, id: '..' } }],
    ['the kind is not one', { ...RULES.data, target: { ...RULES.data.target, kind: 'job' } }],
    [
      'a limit is negative',
      {
        ...RULES.data,
        types: { ...RULES.data.types, CV: { supported: true, max_file_size_bytes: -1, accepted_mime_types: null } },
      },
    ],
  ])('are none when %s', (_, data) => {
    expect(parseRules({ ...RULES, data })).toBeNull()
  })
})

describe('a receipt', () => {
  it('tells our own remarks from those of the ATS', () => {
    expect(parseReceipt(RECEIPT)).toEqual({
      name: 'cv.pdf',
      type: 'CV',
      contentType: 'application/pdf',
      sizeBytes: 3,
      sha256: 'ab'.repeat(32),
      deliveredAt: '2026-11-23T20:00:00.000Z',
      warnings: [
        { message: 'Kept on the candidate', code: 'UPLOAD.ATTACHED_TO_CANDIDATE' },
        { message: 'From the ATS', code: null },
      ],
    })
  })

  it('keeps the words of a remark whose code is newer than this version', () => {
    const answer = { ...RECEIPT, warnings: [{ message: 'Later', code: 'UPLOAD.NEW' }] }
    expect(parseReceipt(answer)?.warnings).toEqual([{ message: 'Later', code: null }])
  })
})

describe('documents on the record', () => {
  it('may lack what an ATS does not tell', () => {
    const attachment = {
      id: '1',
      name: 'cv.pdf',
      type: 'CV',
      content_type: 'application/x-pdf',
      created_at: null,
      sha256: null,
      size_bytes: null,
    }
    expect(parseExistingAttachments({ status: 'success', data: { attachments: [attachment] }, warnings: [] })).toEqual([
      {
        id: '1',
        name: 'cv.pdf',
        type: 'CV',
        contentType: 'application/x-pdf',
        createdAt: null,
        sha256: null,
        sizeBytes: null,
      },
    ])
  })
})

describe('an error', () => {
  it('keeps everything the route said', () => {
    expect(parseError(ERROR)).toEqual({
      code: 'REMOTE.INPUT_INVALID',
      wireCode: 'REMOTE.INPUT_INVALID',
      title: 'Refused',
      message: 'The file is too large',
      logUrl: 'https://app.kombo.dev/logs/1',
      delivery: 'none',
      retryAfterMs: 1500,
    })
  })

  it('with a code from the future keeps that code, and believes the route about the delivery', () => {
    const future = { ...ERROR, error: { ...ERROR.error, code: 'REMOTE.NEW', delivery: 'unknown' } }
    expect(parseError(future)).toMatchObject({
      code: 'UPLOAD.ATS_REFUSED',
      wireCode: 'REMOTE.NEW',
      delivery: 'unknown',
    })
  })

  it('of the browser says what its code says about delivery', () => {
    expect(browserError('UPLOAD.ANSWER_LOST', 'lost').delivery).toBe('unknown')
    expect(browserError('UPLOAD.NETWORK', 'gone').delivery).toBe('none')
  })
})

describe('every parser', () => {
  const parsers = { parseRules, parseReceipt, parseExistingAttachments, parseError }

  it.each(Object.entries(parsers))('%s answers null to anything that is not the answer of the route', (_, parse) => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(parse(json)).toBeNull()
      }),
    )
  })

  it('does not take one answer for another', () => {
    expect(parseReceipt(RULES)).toBeNull()
    expect(parseRules(RECEIPT)).toBeNull()
    expect(parseReceipt(ERROR)).toBeNull()
    expect(parseError(RECEIPT)).toBeNull()
  })
})
