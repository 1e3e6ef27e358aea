import { describe, expect, it } from 'vitest'
import { formValidity, formValue } from '../../src/element/form-state.ts'
import { en } from '../../src/widget/locales/en.ts'
import {
  sampleError,
  sampleFile,
  sampleReceipt,
  sampleRules,
  sampleUpload,
} from '../../src/widget/stories/sample-upload.ts'

const CV = { name: 'cv.pdf', sizeBytes: 1000, type: 'CV' } as const
const receipt = { ...sampleReceipt('cv.pdf'), type: 'CV', sha256: 'ab' } as const
const done = sampleFile(CV, { state: 'done', receipt })
const ready = sampleFile(CV, { state: 'ready', checking: false })
const sending = sampleFile(CV, { state: 'sending', sentBytes: 500 })
const failed = sampleFile(CV, { state: 'failed', error: sampleError('ATS.JOB_CLOSED') })
const failedForNow = sampleFile(CV, { state: 'failed', error: sampleError('UPLOAD.NETWORK') })
const unknown = sampleFile(CV, { state: 'unknown', error: sampleError('UPLOAD.DELIVERY_UNKNOWN') })
const refused = sampleFile(CV, { state: 'rejected', problem: { code: 'UPLOAD.FILE_EMPTY' } })
const cancelled = sampleFile(CV, { state: 'cancelled' })
const control = { name: 'documents', required: true, canRenewToken: false, messages: en }

const validity = (...uploads: Parameters<typeof sampleUpload>[0]) =>
  formValidity(sampleUpload(uploads), uploads.includes(done) ? [receipt] : [], control)

/** While nothing is chosen. */
const messageBy = (rules: ReturnType<typeof sampleUpload>['rules']) =>
  formValidity(sampleUpload([], { rules }), [], control).message

describe('the value of the form field', () => {
  it('is one entry for each attached document', () => {
    const value = formValue([receipt, receipt], control)
    const entry = JSON.stringify({ name: 'cv.pdf', type: 'CV', sha256: 'ab' })
    expect(value?.getAll('documents')).toEqual([entry, entry])
  })

  it('is nothing without a name', () => {
    expect(formValue([receipt], { ...control, name: '' })).toBeNull()
  })
})

describe('the validity of the form field', () => {
  it('asks for a document where one is required', () => {
    expect(validity()).toEqual({ flags: { valueMissing: true }, message: 'Choose files' })
    expect(formValidity(sampleUpload([]), [], { ...control, required: false }).flags).toEqual({})
  })

  it('holds the form back while a chosen file is not sent or under way', () => {
    expect(validity(done, ready)).toEqual({ flags: { customError: true }, message: 'Attach 1 file' })
    expect(validity(sending)).toEqual({ flags: { customError: true }, message: 'Sending 50%' })
  })

  it('says why a file cannot be attached where it is not known what may be', () => {
    const failed = { status: 'failed', error: sampleError('UPLOAD.SERVER_BUSY') } as const
    const file = sampleFile(CV, { state: 'ready', checking: true })
    expect(formValidity(sampleUpload([file], { rules: failed }), [], control)).toEqual({
      flags: { customError: true },
      message: 'Files cannot be added right now. The upload service is busy. Try again in a few minutes.',
    })
  })

  it('says why a document that is required cannot be chosen where nothing can be', () => {
    expect(messageBy({ status: 'failed', error: sampleError('UPLOAD.TOKEN_EXPIRED') })).toMatch(
      /This link has expired\./u,
    )
    expect(messageBy({ status: 'loading' })).toBe('Asking what can be attached…')
    const no = { supported: false, reason: 'grant' } as const
    const types = { CV: no, COVER_LETTER: no, OTHER: no }
    expect(messageBy({ status: 'ready', rules: { ...sampleRules, types } })).toMatch(/^This link does not allow/u)
  })

  it('promises no number while some of the files may still be refused', () => {
    const checking = sampleFile(CV, { state: 'ready', checking: true })
    expect(validity(ready, checking).message).toBe('Attach files')
  })

  it('offers no other try by a link that is over', () => {
    const expired = sampleFile(CV, { state: 'failed', error: sampleError('UPLOAD.TOKEN_EXPIRED') })
    const left = (endsInMs: number) =>
      formValidity(sampleUpload([expired], { tokenEndsAt: Date.now() + endsInMs }), [], control).message
    expect(left(-1000)).not.toContain('Try again')
    expect(left(60_000)).toContain('Try again')
  })

  it('asks for no press for a file that was asked for already and is still being checked', () => {
    const upload = sampleUpload([sampleFile(CV, { state: 'ready', checking: true })])
    const asked = { ...upload, summary: { ...upload.summary, asked: 1 } }
    expect(formValidity(asked, [], control)).toEqual({ flags: { customError: true }, message: 'Sending 0%' })
  })

  it.each([
    ['that failed', failed, 'cv.pdf, CV: Not attached. Remove cv.pdf from the list'],
    [
      'that failed and can be sent again',
      failedForNow,
      'cv.pdf, CV: Not attached. Try again · Remove cv.pdf from the list',
    ],
    ['that is maybe attached', unknown, 'cv.pdf, CV: Maybe attached. Check again · Remove cv.pdf from the list'],
  ])('holds the form back for a file %s, and says what is left to do', (_which, file, message) => {
    for (const required of [true, false]) {
      const held = formValidity(sampleUpload([done, file]), [receipt], { ...control, required })
      expect(held.flags).toEqual({ customError: true })
      expect(held.message.replaceAll(/[\u2068\u2069]/g, '')).toBe(message)
    }
  })

  it('is content with an attached document that has left the list', () => {
    expect(formValidity(sampleUpload([]), [receipt], control)).toEqual({ flags: {}, message: '' })
  })

  it('is content with an attached document beside refused files, which were never accepted, and cancelled ones', () => {
    expect(validity(done, refused, cancelled)).toEqual({ flags: {}, message: '' })
    expect(validity(refused, cancelled).flags).toEqual({ valueMissing: true })
  })
})
