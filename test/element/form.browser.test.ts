import { afterEach, describe, expect, it, vi } from 'vitest'
import { scriptedRoute } from '../../src/testing.ts'
import { pdf, putElement, shown } from './put-element.ts'

afterEach(() => document.body.replaceChildren())

describe('in a form, the element', () => {
  it('holds back for a file that failed, says what is left to do, and lets go when it is removed', async () => {
    const form = document.body.appendChild(document.createElement('form'))
    const route = scriptedRoute()
    route.next({ outcome: 'refused', code: 'ATS.JOB_CLOSED' })
    const element = putElement({ ...route.props, name: 'documents', autoUpload: true }, form)
    await shown(element)
    element.addFiles([pdf('cv.pdf')])
    await vi.waitFor(() => expect(element.uploads.map(({ state }) => state)).toEqual(['failed']))

    expect(form.checkValidity()).toBe(false)
    expect(element.validity.customError).toBe(true)
    expect(element.validationMessage.replaceAll(/[\u2068\u2069]/g, '')).toBe('cv.pdf, CV: Not attached. Remove cv.pdf')
    for (const { id } of element.uploads) element.removeUpload(id)
    await vi.waitFor(() => expect(form.checkValidity()).toBe(true))
  })

  it('submits without a file that was refused before it was sent', async () => {
    const form = document.body.appendChild(document.createElement('form'))
    const element = putElement({ ...scriptedRoute().props, name: 'documents' }, form)
    await shown(element)
    element.addFiles([new File([], 'empty.pdf', { type: 'application/pdf' })])
    await vi.waitFor(() => expect(element.uploads.map(({ state }) => state)).toEqual(['rejected']))
    expect(form.checkValidity()).toBe(true)
    element.required = true
    await vi.waitFor(() => expect(element.validity.valueMissing).toBe(true))
  })
})
