import { afterEach, describe, expect, it, vi } from 'vitest'
import { AttachmentUploadElement } from '../../src/element/attachment-upload-element.tsx'
import { chooseFiles, dropFiles, scriptedRoute } from '../../src/testing.ts'
import { en } from '../../src/widget/locales/en.ts'
import { pdf, putElement, rowsOf, shown } from './put-element.ts'

afterEach(() => document.body.replaceChildren())

describe('taken out of the page, the element', () => {
  it('forgets files that were given to it before it knew of a record', async () => {
    const { token, ...route } = scriptedRoute({ label: 'Bob' }).props
    const element = putElement(route)
    await vi.waitFor(() => expect(element.shadowRoot?.childElementCount).toBe(1))
    element.addFiles([pdf('ann.pdf')])
    element.remove()
    // Only what stays away is over: it is for good after this task.
    await vi.waitFor(() => expect(element.shadowRoot?.childElementCount).toBe(0))
    element.token = token
    document.body.append(element)
    await shown(element)
    element.addFiles([pdf('bob.pdf')])
    await vi.waitFor(() => expect(rowsOf(element)).toEqual(['bob.pdf']))
  })
})

describe('copied with the page around it, as Turbo keeps one for later, the element', () => {
  it('has its attributes, and neither its properties nor its files', async () => {
    const { token, endpoint, ...functions } = scriptedRoute().props
    const element = putElement(functions)
    element.setAttribute('endpoint', endpoint)
    element.setAttribute('token', token)
    await shown(element)
    element.addFiles([pdf('cv.pdf')])
    await vi.waitFor(() => expect(rowsOf(element)).toEqual(['cv.pdf']))

    const copy = element.cloneNode(true)
    expect(copy).toMatchObject({ endpoint, token, send: undefined, fetch: undefined, uploads: [] })
    if (!(copy instanceof AttachmentUploadElement)) throw new Error('a copy is of the same kind')
    Object.assign(copy, functions)
    element.replaceWith(copy)
    await shown(copy)
    expect(rowsOf(copy)).toEqual([])
  })
})

describe('moved into the page of a frame, the element', () => {
  it('keeps its files, its looks and its theme', async () => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    const inside = frame.contentDocument
    if (inside === null) throw new Error('a frame has a page')
    const element = putElement(scriptedRoute().props)
    await shown(element)
    element.addFiles([pdf('cv.pdf')])
    await vi.waitFor(() => expect(rowsOf(element)).toEqual(['cv.pdf']))

    inside.body.append(element)
    expect(element.shadowRoot?.adoptedStyleSheets).toHaveLength(1)
    expect(rowsOf(element)).toEqual(['cv.pdf'])
    inside.documentElement.dataset['theme'] = 'dark'
    await vi.waitFor(() => expect(element.shadowRoot?.querySelector('[data-theme=dark]')).not.toBeNull())

    document.body.append(element)
    expect(element.shadowRoot?.adoptedStyleSheets).toHaveLength(1)
    expect(rowsOf(element)).toEqual(['cv.pdf'])
  })
})

describe('in a place that is as wide as what it holds, the element', () => {
  const places: readonly [name: string, make: () => HTMLElement][] = [
    [
      'a dialog',
      () => {
        const dialog = document.body.appendChild(document.createElement('dialog'))
        dialog.showModal()
        return dialog
      },
    ],
    ['a float', () => styled('float: left')],
    ['an item of a flex row', () => styled('display: flex').appendChild(document.createElement('div'))],
  ]
  it.each(places)('is wide enough to be worked with: %s', async (_name, make) => {
    const element = putElement(scriptedRoute().props, make())
    await shown(element)
    expect(element.getBoundingClientRect().width).toBeGreaterThan(255)
  })

  it('is no wider than a narrow column that it is put into', async () => {
    const column = styled('display: grid; grid-template-columns: 200px; inline-size: 200px')
    const element = putElement(scriptedRoute().props, column)
    await shown(element)
    expect(element.getBoundingClientRect().width).toBe(200)
  })
})

describe('in another shadow root, the element', () => {
  it('follows theme and language of that root while they change, and of the one it is moved to', async () => {
    const element = putElement(scriptedRoute().props, inShadow())
    await shown(element)
    const themed = element.parentElement
    if (themed === null) throw new Error('it stands in a section')
    const theme = () => element.shadowRoot?.querySelector('[data-kau]')?.getAttribute('data-theme')
    themed.dataset['theme'] = 'dark'
    await vi.waitFor(() => expect(theme()).toBe('dark'))

    const other = inShadow()
    other.append(element)
    await vi.waitFor(() => expect(theme()).not.toBe('dark'))
    other.dataset['theme'] = 'dark'
    await vi.waitFor(() => expect(theme()).toBe('dark'))
    AttachmentUploadElement.addMessages({ ...en, locale: 'xx', chooseFiles: 'Xxx' })
    other.lang = 'xx'
    await vi.waitFor(() => expect(element.shadowRoot?.querySelector('[data-focus-home]')?.textContent).toBe('Xxx'))
  })
})

describe('without a token, the element', () => {
  it('asks the page once more when it is told to', async () => {
    const { token, ...route } = scriptedRoute().props
    const getToken = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('session is over'))
    getToken.mockResolvedValue(token)
    const reported = vi.spyOn(window, 'reportError').mockImplementation(() => {})
    const element = putElement({ ...route, getToken })
    await vi.waitFor(() => expect(element.rules).toMatchObject({ status: 'failed' }))
    element.reloadRules()
    await shown(element)
    expect(reported).toHaveBeenCalledTimes(1)
    reported.mockRestore()
  })
})

describe('disabled, the element', () => {
  it('takes no files, however they are given', async () => {
    const element = putElement({ ...scriptedRoute().props, dropAnywhere: true })
    await shown(element)
    element.disabled = true
    await vi.waitFor(() => expect(element.shadowRoot?.querySelector(':disabled')).not.toBeNull())
    element.addFiles([pdf('called.pdf')])
    dropFiles(element, pdf('dropped.pdf'))
    chooseFiles(element, pdf('chosen.pdf'))
    const dropped = dropOn(document.body, pdf('anywhere.pdf'))

    element.disabled = false
    await vi.waitFor(() => expect(element.shadowRoot?.querySelector(':disabled')).toBeNull())
    element.addFiles([pdf('later.pdf')])
    await vi.waitFor(() => expect(rowsOf(element)).toContain('later.pdf'))
    expect(rowsOf(element)).toEqual(['later.pdf'])
    // Else the browser would open the file in place of the page.
    expect(dropped.defaultPrevented).toBe(true)
  })

  it('takes no files that were given to it before, and no later ones, while a fieldset around it is', async () => {
    const fieldset = document.body.appendChild(document.createElement('fieldset'))
    fieldset.disabled = true
    const element = putElement(scriptedRoute().props, fieldset)
    element.addFiles([pdf('early.pdf')])
    await shown(element)
    element.addFiles([pdf('late.pdf')])
    fieldset.disabled = false
    element.addFiles([pdf('free.pdf')])
    await vi.waitFor(() => expect(rowsOf(element)).toContain('free.pdf'))
    expect(rowsOf(element)).toEqual(['free.pdf'])
  })
})

/** A section in a shadow root of its own. */
function inShadow(): HTMLElement {
  const host = document.body.appendChild(document.createElement('div'))
  return host.attachShadow({ mode: 'open' }).appendChild(document.createElement('section'))
}

function dropOn(place: Element, file: File): DragEvent {
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(file)
  const event = new DragEvent('drop', { bubbles: true, cancelable: true, composed: true, dataTransfer })
  place.dispatchEvent(event)
  return event
}

function styled(style: string): HTMLElement {
  const place = document.body.appendChild(document.createElement('div'))
  place.style.cssText = style
  return place
}
