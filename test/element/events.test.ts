import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AttachmentUploadElement } from '../../src/element/attachment-upload-element.tsx'
import type { AttachmentEvents } from '../../src/element/events.ts'
import { scriptedRoute } from '../../src/testing.ts'
import { pdf, putElement, rowsOf, shown } from './put-element.ts'

afterEach(() => document.body.replaceChildren())

const ENDINGS = ['attachment-uploaded', 'attachment-warning', 'attachment-failed', 'attachments-settled'] as const

/** What is told from now on, each with the states and figures that the element has at that moment. */
function told(
  element: AttachmentUploadElement,
  ...names: readonly (keyof AttachmentEvents)[]
): readonly (readonly unknown[])[] {
  const heard: unknown[][] = []
  for (const name of names) {
    element.addEventListener(name, () => {
      const { uploads, summary } = element
      heard.push([name, uploads.map(({ state }) => state).join(), summary?.underWay, summary?.done, summary?.failed])
    })
  }
  return heard
}

describe('in its own events, the element', () => {
  it('is as they say, and tells them in their order', async () => {
    const route = scriptedRoute()
    route.next({ outcome: 'attached', warnings: ['Replaced'] }, { outcome: 'refused', code: 'ATS.JOB_CLOSED' })
    const element = putElement({ ...route.props, concurrency: 1 })
    await shown(element)
    const heard = told(element, ...ENDINGS)
    element.addFiles([pdf('cv.pdf'), pdf('letter.pdf')])
    await vi.waitFor(() => expect(element.summary).toMatchObject({ ready: 2, checking: 0 }))
    element.start()
    await vi.waitFor(() => expect(heard).toHaveLength(4))
    expect(heard.map(([name]) => name)).toEqual([...ENDINGS])
    const [uploaded, warning, ...rest] = heard
    expect([uploaded?.[1], uploaded?.[3]]).toEqual([expect.stringMatching(/^done,/), 1])
    expect(warning?.slice(1)).toEqual(uploaded?.slice(1))
    expect(rest.map((each) => each.slice(1))).toEqual([
      ['done,failed', 0, 1, 1],
      ['done,failed', 0, 1, 1],
    ])
  })

  it('has the very list that has changed, and not the files refused meanwhile as still looked at', async () => {
    const element = putElement({ ...scriptedRoute().props, autoUpload: true })
    await shown(element)
    const lists: boolean[] = []
    const settled = told(element, 'attachments-settled')
    element.addEventListener('attachments-changed', ({ detail }) => lists.push(detail === element.uploads))
    element.addFiles([pdf('cv.pdf'), new File([], 'empty.pdf')])
    await vi.waitFor(() => expect(settled).toEqual([['attachments-settled', 'done,rejected', 0, 1, 0]]))
    expect(lists.length).toBeGreaterThan(1)
    expect(lists).not.toContain(false)
  })

  it('tells of a file that was taken out of the list before its end was drawn', async () => {
    const route = scriptedRoute()
    const held = [route.hold(), route.hold()]
    const element = putElement({ ...route.props, autoUpload: true })
    await shown(element)
    const heard = told(element, 'attachment-failed', 'attachments-settled')
    element.addFiles([pdf('late.pdf'), pdf('other.pdf')])
    const [late] = await Promise.all(held)
    late?.progress(1)
    await vi.waitFor(() => expect(element.uploads.map(({ state }) => state)).toEqual(['accepting', 'sending']))
    for (const { id, name } of element.uploads) if (name === 'late.pdf') element.removeUpload(id)
    await vi.waitFor(() => expect(heard).toEqual([['attachment-failed', 'sending', 1, 0, 0]]))
    element.cancelAll()
    await vi.waitFor(() => expect(heard[1]).toEqual(['attachments-settled', 'cancelled', 0, 0, 0]))
  })
})

describe('taken out of the page with a file under way, the element', () => {
  it('still tells how it ended, while it is out and when it is in again', async () => {
    const route = scriptedRoute()
    const held = [route.hold(), route.hold()]
    const element = putElement({ ...route.props, autoUpload: true })
    await shown(element)
    const heard: string[] = []
    element.addEventListener('attachment-uploaded', ({ detail }) => heard.push(detail.name))
    element.addEventListener('attachments-settled', ({ detail }) => heard.push(`${detail.outcomes.length} in all`))
    element.addFiles([pdf('out.pdf'), pdf('in.pdf')])
    const [out, inAgain] = await Promise.all(held)
    element.remove()
    await vi.waitFor(() => expect(element.summary).toBeNull())
    await out?.answer({ outcome: 'attached' })
    await vi.waitFor(() => expect(heard).toEqual(['out.pdf']))
    document.body.append(element)
    await shown(element)
    await inAgain?.answer({ outcome: 'attached' })
    await vi.waitFor(() => expect(heard).toEqual(['out.pdf', 'in.pdf', '2 in all']))
    expect(rowsOf(element)).toEqual([])
  })

  it('tells what it had not told yet when it goes', async () => {
    const route = scriptedRoute()
    const held = route.hold()
    const element = putElement({ ...route.props, autoUpload: true })
    await shown(element)
    const heard = told(element, 'attachment-uploaded', 'attachments-settled')
    element.addFiles([pdf('cv.pdf')])
    const request = await held
    element.addEventListener('attachments-changed', () => {
      if (element.summary?.done === 1) element.remove()
    })
    await request.answer({ outcome: 'attached' })
    await vi.waitFor(() => expect(heard.map(([name]) => name)).toEqual(['attachment-uploaded', 'attachments-settled']))
  })

  it('tells it also when it has no endpoint any more to be drawn for', async () => {
    const route = scriptedRoute()
    const held = route.hold()
    const element = putElement({ ...route.props, autoUpload: true })
    await shown(element)
    const heard = told(element, 'attachment-uploaded', 'attachments-settled')
    element.addFiles([pdf('cv.pdf')])
    const request = await held
    element.endpoint = undefined
    await request.answer({ outcome: 'attached' })
    await vi.waitFor(() => expect(heard.map(([name]) => name)).toEqual(['attachment-uploaded', 'attachments-settled']))
  })
})
