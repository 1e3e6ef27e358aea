import { describe, expect, expectTypeOf, it } from 'vitest'
import type { SettingsElement } from '../../src/element/settings-element.ts'
import { asGiven, ATTRIBUTES } from '../../src/element/settings.ts'
import type { AttachmentUploadProps } from '../../src/widget/AttachmentUpload.tsx'
import type { Settings } from '../../src/element/settings.ts'

const read = (attribute: string, value: string | null) => ATTRIBUTES[attribute]?.(value)

describe('attributes', () => {
  it.each([
    ['endpoint', '/api', { endpoint: '/api' }],
    ['token', 'a.b.c', { token: 'a.b.c' }],
    ['target', 'candidate:1', { target: 'candidate:1' }],
    ['locale', 'de-AT', { locale: 'de-AT' }],
    ['theme', 'dark', { theme: 'dark' }],
    ['size', 'compact', { size: 'compact' }],
    ['compact', '', { size: 'compact' }],
    ['compact', 'false', { size: undefined }],
    ['endpoint', '', { endpoint: '' }],
    ['token', '', { token: undefined }],
    ['locale', '', { locale: undefined }],
    ['concurrency', '5', { concurrency: 5 }],
    ['max-total-size-bytes', '1000000', { maxTotalSizeBytes: 1_000_000 }],
    ['heading-level', '3', { headingLevel: 3 }],
    ['auto-upload', '', { autoUpload: true }],
    ['drop-anywhere', 'drop-anywhere', { dropAnywhere: true }],
    ['leave-guard', 'off', { leaveGuard: false }],
    ['leave-guard', 'false', { leaveGuard: false }],
    ['leave-guard', '', { leaveGuard: true }],
    ['required', '', { required: true }],
  ])('%s="%s" is %o', (attribute, value, settings) => {
    expect(read(attribute, value)).toEqual(settings)
  })

  it.each([
    ['theme', 'purple'],
    ['size', 'huge'],
    ['concurrency', 'many'],
    ['concurrency', '-1'],
    ['concurrency', ''],
    ['heading-level', '7'],
  ])('%s="%s" counts as left out', (attribute, value) => {
    expect(Object.values(read(attribute, value) ?? {})).toEqual([undefined])
  })

  it.each(Object.keys(ATTRIBUTES))('%s taken away is the default again', (attribute) => {
    expect(Object.values(read(attribute, null) ?? {})).toEqual([undefined])
  })
})

describe('properties', () => {
  it.each([
    ['concurrency', '5', { concurrency: 5 }],
    ['headingLevel', '3', { headingLevel: 3 }],
    ['maxTotalSizeBytes', 'much', { maxTotalSizeBytes: undefined }],
    ['required', 'true', { required: true }],
    ['leaveGuard', 'false', { leaveGuard: false }],
    ['token', 'a.b.c', { token: 'a.b.c' }],
    ['messages', 'en', { messages: undefined }],
  ])('%s given as text, "%s", is %o', (name, value, settings) => {
    expect(asGiven(name, value)).toEqual(settings)
  })

  it.each(['token', 'getToken', 'messages', 'validators', 'send', 'theme', 'concurrency', 'leaveGuard', 'required'])(
    '%s cleared is the default again',
    (name) => {
      for (const value of [null, undefined, '']) expect(asGiven(name, value)).toEqual({ [name]: undefined })
    },
  )

  it('exist for everything the component takes', () => {
    // Callbacks are events; the rest is an attribute of HTML, or content, or left out with a reason (settings-element.ts).
    type Otherwise = `on${string}` | 'className' | 'slots' | 'queryClient'
    expectTypeOf<Exclude<keyof AttachmentUploadProps, keyof SettingsElement | Otherwise>>().toEqualTypeOf<never>()
    expectTypeOf<Exclude<keyof Settings, keyof SettingsElement>>().toEqualTypeOf<never>()
    expectTypeOf<Pick<SettingsElement, 'token' | 'validators'>>().toExtend<Pick<Settings, 'token' | 'validators'>>()
  })
})
