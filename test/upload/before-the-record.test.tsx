import { act, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { pdf, token } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => vi.unstubAllGlobals())

const named = { token: token('application:app1') }

/** A page that does not know its token yet; files are chosen meanwhile. */
function beforeTheRecord(options: Parameters<typeof setUpUpload>[0] = {}) {
  const set = setUpUpload({ tokenless: true, ...options })
  expect(set.current().target).toBeNull()
  return set
}

describe('files chosen before the page names a record', () => {
  it('stay the same uploads, under the names they were given', async () => {
    const { current, hook, file } = beforeTheRecord()
    act(() => current().addFiles([pdf('scan.pdf')]))
    const { id } = file('scan.pdf')
    act(() => current().rename(id, 'CV Frank Doe.pdf'))
    hook.rerender(named)
    await waitFor(() => expect(current().rules.status).toBe('ready'))
    expect(current()).toMatchObject({ target: { kind: 'application', id: 'app1' } })
    expect(current().uploads).toMatchObject([{ id, name: 'CV Frank Doe.pdf', state: 'ready' }])
  })

  it('are sent once it does, where that was asked for', async () => {
    const { current, hook, next } = beforeTheRecord()
    act(() => current().addFiles([pdf()]))
    act(() => current().start())
    expect(current().summary).toMatchObject({ ready: 1, asked: 1 })
    hook.rerender(named)
    expect((await next()).request.url).toBe('https://portal.example/api/applications/app1/attachments')
  })

  it('stay cancelled, also where files are sent by themselves', async () => {
    const { current, hook, add, next, route, states } = beforeTheRecord({ autoUpload: true })
    act(() => current().addFiles([pdf('1.pdf', '%PDF-1')]))
    act(() => current().cancelAll())
    expect(states()).toEqual(['cancelled'])
    hook.rerender(named)
    await add(pdf('2.pdf', '%PDF-2'))
    expect(await (await next()).attachment()).toMatchObject({ name: '2.pdf' })
    expect(states()[0]).toBe('cancelled')
    expect(route.conversations).toHaveLength(1)
  })
})
