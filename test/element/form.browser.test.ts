import { createElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AttachmentUploadElement } from '../../src/element/attachment-upload-element.tsx'
import { scriptedRoute } from '../../src/testing.ts'
import { pdf, putElement, rowsOf, shown } from './put-element.ts'

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
    expect(element.validationMessage.replaceAll(/[\u2068\u2069]/g, '')).toBe(
      'cv.pdf, CV: Not attached. Remove cv.pdf from the list',
    )
    for (const { id } of element.uploads) element.removeUpload(id)
    await vi.waitFor(() => expect(form.checkValidity()).toBe(true))
  })

  it('fades what cannot be used while it is disabled, and neither the record nor what became of a file', async () => {
    const element = putElement(scriptedRoute().props)
    await shown(element)
    element.addFiles([pdf('cv.pdf'), new File([], 'empty.pdf', { type: 'application/pdf' })])
    await vi.waitFor(() => expect(element.uploads.map(({ state }) => state)).toEqual(['ready', 'rejected']))
    element.disabled = true
    await vi.waitFor(() => expect(element.shadowRoot?.querySelector(':disabled')).not.toBeNull())
    const READ = ['[data-part="header"]', '[data-part="name"]', '[data-part="status"]', '[data-part="notice"]']
    const FADED = ['[data-part="zone"]', '[data-focus-home]', 'select', '.kau-primary']
    const shares = (selectors: readonly string[]) => selectors.map((each) => shareShown(element, each))
    expect([shares(READ), shares(FADED)]).toEqual([READ.map(() => 1), FADED.map(() => 0.6)])
  })

  it('is of the form whose id React gives it, and has neither form nor name that React takes away', () => {
    const form = document.body.appendChild(document.createElement('form'))
    form.id = 'application'
    const place = document.body.appendChild(document.createElement('div'))
    const root = createRoot(place)
    const draw = (properties: object) =>
      flushSync(() => root.render(createElement('kombo-attachment-upload', properties)))
    draw({ form: 'application', name: 'documents' })
    const element = place.querySelector('kombo-attachment-upload')
    expect([element?.form, element?.name]).toEqual([form, 'documents'])
    draw({})
    expect([element?.form, element?.name]).toEqual([null, ''])
    form.append(place)
    expect(element?.form).toBe(form)
  })

  it('is not disabled by a property that a framework leaves undefined', async () => {
    const element = putElement(scriptedRoute().props)
    Object.assign(element, { disabled: undefined })
    await shown(element)
    expect([element.disabled, element.matches(':disabled')]).toEqual([false, false])
    Object.assign(element, { disabled: true })
    expect(element.matches(':disabled')).toBe(true)
    Object.assign(element, { disabled: undefined })
    expect(element.matches(':disabled')).toBe(false)
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

  it('misses a document that is required before it is drawn, and holds nothing back while it has no endpoint', async () => {
    const form = document.body.appendChild(document.createElement('form'))
    const { endpoint, ...route } = scriptedRoute().props
    const element = putElement({ ...route, required: true }, form)
    await Promise.resolve()
    expect([element.summary, form.checkValidity()]).toEqual([null, true])
    element.endpoint = endpoint
    await Promise.resolve()
    expect([element.summary, form.checkValidity()]).toEqual([null, false])
    await shown(element)
    expect(element.validity.valueMissing).toBe(true)
  })

  it('asks for what is there to be pressed, and points to it', async () => {
    const form = document.body.appendChild(document.createElement('form'))
    const element = putElement({ ...scriptedRoute().props, name: 'documents', required: true }, form)
    await shown(element)
    const report = () => [form.reportValidity(), element.validationMessage, wordsInFocus(element)]
    await vi.waitFor(() => expect(report()).toEqual([false, 'Choose files', 'Choose files']))
    element.addFiles([pdf('cv.pdf')])
    await vi.waitFor(() => expect(report()).toEqual([false, 'Attach 1 file', 'Attach 1 file']))
  })

  it('says why nothing can be chosen where that is so, and can be seen to', async () => {
    const form = document.body.appendChild(document.createElement('form'))
    const route = scriptedRoute()
    route.nextRules({ outcome: 'refused', code: 'UPLOAD.TOKEN_EXPIRED' })
    const element = putElement({ ...route.props, name: 'documents', required: true }, form)
    const why =
      'Files cannot be added right now. This link has expired. Ask the person who sent it to you for a new one.'
    await vi.waitFor(() => expect([form.reportValidity(), element.validationMessage]).toEqual([false, why]))
    expect(document.activeElement).toBe(element)
  })

  it('has value and validity of a document when it says that it is attached', async () => {
    const form = document.body.appendChild(document.createElement('form'))
    const element = putElement({ ...scriptedRoute().props, name: 'documents', required: true, autoUpload: true }, form)
    await shown(element)
    const heard: unknown[] = []
    for (const name of ['attachment-uploaded', 'attachments-settled'] as const) {
      form.addEventListener(name, () => heard.push([name, form.checkValidity(), submitted(form)]))
    }
    form.addEventListener('attachments-settled', () => form.requestSubmit())
    const isSubmitted = new Promise<readonly string[]>((resolve) => {
      form.addEventListener('submit', (event) => {
        event.preventDefault()
        resolve(submitted(form))
      })
    })
    element.addFiles([pdf('cv.pdf')])
    expect(await isSubmitted).toEqual(['cv.pdf'])
    expect(heard).toEqual([
      ['attachment-uploaded', true, ['cv.pdf']],
      ['attachments-settled', true, ['cv.pdf']],
    ])
  })

  it('says what is left to do when it says that a file failed', async () => {
    const form = document.body.appendChild(document.createElement('form'))
    const route = scriptedRoute()
    route.next({ outcome: 'refused', code: 'ATS.JOB_CLOSED' })
    const element = putElement({ ...route.props, name: 'documents', autoUpload: true }, form)
    await shown(element)
    const isTold = new Promise<string>((resolve) => {
      element.addEventListener('attachment-failed', () => resolve(element.validationMessage))
    })
    element.addFiles([pdf('cv.pdf')])
    expect(await isTold).toContain('Not attached')
  })

  it('counts a document that has left the list, until it is reset', async () => {
    const form = document.body.appendChild(document.createElement('form'))
    const { props } = scriptedRoute({ maxFiles: 1 })
    const element = putElement({ ...props, name: 'documents', required: true, autoUpload: true }, form)
    await attach(element, 'cv.pdf')
    element.clear()
    await vi.waitFor(() => expect(rowsOf(element)).toEqual([]))
    expect([form.checkValidity(), submitted(form)]).toEqual([true, ['cv.pdf']])
    form.reset()
    expect([form.checkValidity(), submitted(form)]).toEqual([false, []])
  })

  it('counts a document once, whether it is in the list or has left it', async () => {
    const form = document.body.appendChild(document.createElement('form'))
    const element = putElement({ ...scriptedRoute().props, name: 'documents', autoUpload: true }, form)
    await attach(element, 'cv.pdf')
    await attach(element, 'letter.pdf')
    for (const { id, name } of element.uploads) if (name === 'cv.pdf') element.removeUpload(id)
    await vi.waitFor(() => expect(rowsOf(element)).toEqual(['letter.pdf']))
    expect(submitted(form)).toEqual(['cv.pdf', 'letter.pdf'])
    form.reset()
    await vi.waitFor(() => expect(rowsOf(element)).toEqual([]))
    expect(submitted(form)).toEqual([])
  })

  it('counts no document of another record', async () => {
    const form = document.body.appendChild(document.createElement('form'))
    const other = scriptedRoute({ target: 'application:7AMd6ZBCbgUEWvqGF1tZgW9e' })
    const element = putElement({ ...scriptedRoute().props, name: 'documents', required: true, autoUpload: true }, form)
    await attach(element, 'cv.pdf')
    Object.assign(element, other.props)
    await vi.waitFor(() => expect(element.validity.valueMissing).toBe(true))
    expect(submitted(form)).toEqual([])
    await attach(element, 'letter.pdf')
    expect(submitted(form)).toEqual(['letter.pdf'])
  })

  it('counts a document whose file went on while it was out of the page, where it comes back for the same record', async () => {
    const form = document.body.appendChild(document.createElement('form'))
    const route = scriptedRoute()
    const held = route.hold()
    const element = putElement({ ...route.props, name: 'documents', required: true, autoUpload: true }, form)
    await shown(element)
    const isTold = new Promise<unknown>((resolve) => {
      element.addEventListener('attachment-uploaded', () => resolve([form.checkValidity(), submitted(form)]))
    })
    element.addFiles([pdf('cv.pdf')])
    const request = await held
    element.remove()
    await vi.waitFor(() => expect(element.summary).toBeNull())
    form.append(element)
    await shown(element)
    expect(form.checkValidity()).toBe(false)
    await request.answer({ outcome: 'attached' })
    expect(await isTold).toEqual([true, ['cv.pdf']])
    expect(rowsOf(element)).toEqual([])
  })

  it('counts no document of before, where it comes back for another record or for one not known yet', async () => {
    const form = document.body.appendChild(document.createElement('form'))
    const route = scriptedRoute()
    const element = putElement({ ...route.props, name: 'documents', autoUpload: true }, form)
    await attach(element, 'cv.pdf')
    const held = route.hold()
    element.addFiles([pdf('letter.pdf')])
    const request = await held
    const { token, ...other } = scriptedRoute({ target: 'application:7AMd6ZBCbgUEWvqGF1tZgW9e' }).props
    element.remove()
    await vi.waitFor(() => expect(element.summary).toBeNull())
    Object.assign(element, { ...other, token: undefined })
    form.append(element)
    await vi.waitFor(() => expect(element.summary).not.toBeNull())
    expect(submitted(form)).toEqual([])
    element.token = token
    await shown(element)
    const isTold = new Promise<unknown>((resolve) => {
      element.addEventListener('attachments-settled', () => resolve(submitted(form)))
    })
    await request.answer({ outcome: 'attached' })
    expect(await isTold).toEqual([])
  })
})

/** Names of the documents that the form would submit. */
function submitted(form: HTMLFormElement): readonly string[] {
  const values = new FormData(form).getAll('documents').filter((value) => typeof value === 'string')
  return values.map((value) => String(JSON.parse(value).name))
}

async function attach(element: AttachmentUploadElement, name: string): Promise<void> {
  await shown(element)
  const isSettled = new Promise((resolve) => element.addEventListener('attachments-settled', resolve, { once: true }))
  element.addFiles([pdf(name)])
  await isSettled
}

/** What is written on what has the focus in it. */
function wordsInFocus({ shadowRoot }: Element): string | undefined {
  return shadowRoot?.activeElement?.textContent
}

/** How much of the first such thing in the element is seen through what fades it and what is around it. */
function shareShown(element: Element, selector: string): number {
  let share = 1
  for (let at = element.shadowRoot?.querySelector(selector) ?? null; at !== null; at = at.parentElement) {
    share *= Number(getComputedStyle(at).opacity)
  }
  return share
}
