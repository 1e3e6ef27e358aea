import { afterEach, describe, expect, it, vi } from 'vitest'
import { dropFiles, scriptedRoute } from '../../src/testing.ts'
import { pdf, putElement, rowsOf, shown } from './put-element.ts'

/* happy-dom, where a portal's own tests may run, has no ElementInternals. */

afterEach(() => {
  document.body.replaceChildren()
  Reflect.deleteProperty(HTMLElement.prototype, 'attachInternals')
})

/** As in jsdom: what belongs to accessibility is there, what belongs to forms is not. */
function haveHalfOfInternals(): void {
  Object.assign(HTMLElement.prototype, { attachInternals: () => ({ shadowRoot: null, labels: [] }) })
}

describe.each([
  ['no ElementInternals', () => {}],
  ['ElementInternals that know nothing of forms', haveHalfOfInternals],
])('where there are %s, the element', (_which, prepare) => {
  it('takes a dropped file and attaches it', async () => {
    prepare()
    const route = scriptedRoute()
    const element = putElement({ ...route.props, autoUpload: true, required: true, name: 'documents' })
    await shown(element)
    dropFiles(document.body, pdf('cv.pdf'))
    await vi.waitFor(() => expect(element.uploads.map(({ state }) => state)).toEqual(['done']))
    expect(route.attached.map(({ name }) => name)).toEqual(['cv.pdf'])
  })

  it('takes no part in a form, and finds nothing wrong', () => {
    prepare()
    const form = document.body.appendChild(document.createElement('form'))
    const element = putElement({ ...scriptedRoute().props, required: true, name: 'documents' }, form)
    expect([element.form, element.willValidate, element.validationMessage]).toEqual([null, false, ''])
    expect([element.validity.valid, element.checkValidity(), element.reportValidity()]).toEqual([true, true, true])
  })

  it('takes no files while its attribute says that it is disabled', async () => {
    prepare()
    const element = putElement(scriptedRoute().props)
    await shown(element)
    element.disabled = true
    dropFiles(element, pdf('dropped.pdf'))
    element.addFiles([pdf('called.pdf')])
    await vi.waitFor(() => expect(element.shadowRoot?.querySelector(':disabled')).not.toBeNull())
    element.disabled = false
    element.addFiles([pdf('later.pdf')])
    await vi.waitFor(() => expect(rowsOf(element)).toEqual(['later.pdf']))
  })
})
