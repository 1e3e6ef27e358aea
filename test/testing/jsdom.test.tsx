// @vitest-environment jsdom
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AttachmentUpload } from '../../src/index.ts'
import { chooseFiles, dropFiles, pasteFiles, scriptedRoute } from '../../src/testing.ts'
import { putElement, shown } from '../element/put-element.ts'

/* Version 26, which Jest's environment has: its blobs can be read by `FileReader` only. */

const bytesOf = (size: number) => Uint8Array.from({ length: size }, (_, index) => '%PDF-1.7\n'.charCodeAt(index % 9))

async function show() {
  const route = scriptedRoute()
  const { container } = render(<AttachmentUpload {...route.props} />)
  await screen.findByRole('button', { name: 'Choose files' })
  return { route, container }
}

describe('in jsdom', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  it('has blobs without a way to their bytes', () => {
    expect('arrayBuffer' in Blob.prototype).toBe(false)
  })

  it.each([
    ['dropFiles', dropFiles, 100],
    ['pasteFiles', pasteFiles, 500_000],
    ['chooseFiles', chooseFiles, 4_000_000],
  ] as const)('what %s gives is attached, byte by byte', async (_name, give, size) => {
    const { route, container } = await show()
    const bytes = bytesOf(size)
    give(container, new File([bytes], 'cv.pdf', { type: 'application/pdf' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Attach 1 file' }))
    await screen.findByText('Attached')
    expect(route.attached.map((each) => [each.name, Buffer.from(each.bytes).equals(bytes)])).toEqual([['cv.pdf', true]])
  })

  it('the custom element takes a file and attaches it', async () => {
    const route = scriptedRoute()
    const element = putElement({ ...route.props, autoUpload: true })
    await shown(element)
    dropFiles(element, new File([bytesOf(100)], 'cv.pdf', { type: 'application/pdf' }))
    await waitFor(() => expect(element.uploads.map(({ state }) => state)).toEqual(['done']))
    expect(route.attached.map(({ name }) => name)).toEqual(['cv.pdf'])
    element.remove()
  })

  it('a text is opened as it is written, once its name was pointed at', async () => {
    // What jsdom has none of.
    const address = vi.fn<(content: Blob) => string>(() => 'blob:letter')
    vi.stubGlobal(
      'URL',
      Object.assign(class extends URL {}, { createObjectURL: address, revokeObjectURL: () => undefined }),
    )
    vi.spyOn(window, 'open').mockReturnValue(null)
    const { container } = await show()
    dropFiles(container, new File([Uint8Array.of(0x4d, 0xfc, 0x6c, 0x6c)], 'letter.txt', { type: 'text/plain' }))
    const name = await screen.findByRole('button', { name: /open letter\.txt/i })
    fireEvent.pointerEnter(name)
    await waitFor(() => {
      fireEvent.click(name)
      expect(address.mock.lastCall?.[0].type).toBe('text/plain')
    })
  })

  it('two files of the same bytes are found to be one document', async () => {
    const { container } = await show()
    dropFiles(
      container,
      ['cv.pdf', 'copy.pdf'].map((name) => new File([bytesOf(100)], name, { type: 'application/pdf' })),
    )
    expect(await screen.findByText(/same (?:file|document|content)/i)).toBeVisible()
  })

  it('the widget can be imported and shown where there is no TextEncoder, as in Jest', async () => {
    vi.stubGlobal('TextEncoder', undefined)
    vi.resetModules()
    const door = await import('../../src/index.ts')
    render(
      <door.AttachmentUpload endpoint="/api" target="application:1" fetch={() => Promise.reject(new Error('down'))} />,
    )
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible()
  })
})
