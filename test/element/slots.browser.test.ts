import { afterEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { scriptedRoute } from '../../src/testing.ts'
import { pdf, putElement, shown } from './put-element.ts'

afterEach(() => document.body.replaceChildren())

function content(tag: 'h3' | 'p' | 'button', slot: string, text: string): HTMLElement {
  return Object.assign(document.createElement(tag), { slot, textContent: text })
}

describe('content of the page in the element', () => {
  it('is shown from when it comes until it goes, and the record is named while there is none', async () => {
    const element = putElement(scriptedRoute({ label: 'Frank Doe' }).props)
    await shown(element)
    const own = element.shadowRoot?.querySelector<HTMLElement>('[data-part="header"]')
    expect(own?.innerText).toContain('Frank Doe')
    const header = content('h3', 'header', 'For Frank')
    const empty = content('p', 'empty-state', 'Nothing yet')
    element.append(header, empty)
    expect([own?.checkVisibility(), header.checkVisibility(), empty.checkVisibility()]).toEqual([false, true, true])
    header.slot = ''
    expect([own?.checkVisibility(), header.checkVisibility()]).toEqual([true, false])
    header.slot = 'header'
    expect([own?.checkVisibility(), header.checkVisibility()]).toEqual([false, true])
    header.remove()
    expect(own?.checkVisibility()).toBe(true)
    element.addFiles([pdf('cv.pdf')])
    await vi.waitFor(() => expect(empty.checkVisibility()).toBe(false))
  })

  it('is out of reach beside a row while the element is disabled', async () => {
    const element = putElement(scriptedRoute().props)
    await shown(element)
    element.addFiles([pdf('cv.pdf')])
    await vi.waitFor(() => expect(element.uploads).toHaveLength(1))
    const pressed = vi.fn<() => void>()
    const button = content('button', `row-${element.uploads[0]?.id}`, 'Archive')
    button.addEventListener('click', pressed)
    element.append(button)
    await vi.waitFor(() => expect(button.checkVisibility()).toBe(true))
    button.focus()
    expect(document.activeElement).toBe(button)

    element.disabled = true
    await vi.waitFor(() => expect(element.shadowRoot?.querySelector(':disabled')).not.toBeNull())
    await vi.waitFor(() => expect(document.activeElement).toBe(document.body))
    await userEvent.tab()
    expect(document.activeElement).not.toBe(button)
    await userEvent.click(button, { force: true })
    expect(pressed).not.toHaveBeenCalled()
  })
})
