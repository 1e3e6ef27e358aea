import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import '../../src/styles.css'
import type { Upload } from '../../src/upload/list/upload.ts'
import { sampleError, sampleFile, sampleUpload } from '../../src/widget/stories/sample-upload.ts'
import { renderView } from './render-view.tsx'

const CV = { name: 'cv.pdf', sizeBytes: 412_000, type: 'CV' } as const
const ready = (name = 'cv.pdf') => sampleFile({ ...CV, name }, { state: 'ready', checking: false })

afterEach(cleanup)

describe('the focus', () => {
  it('stays on the button that chooses files when some are added, and wherever it was when more come', async () => {
    const { show } = renderView(sampleUpload([]))
    const choose = screen.getByRole('button', { name: 'Choose files' })
    choose.focus()
    const first = ready('a.pdf')
    show(sampleUpload([first]))
    expect(document.activeElement).toBe(choose)
    const type = screen.getByRole('combobox', { name: 'Type of a.pdf' })
    type.focus()
    show(sampleUpload([first, ready('b.pdf')]))
    expect(document.activeElement).toBe(type)
  })

  it('moves to the next row when a file is removed, and to the button when none is left', async () => {
    let uploads: readonly Upload[] = [ready('a.pdf'), ready('b.pdf')]
    const { user, show } = renderView(sampleUpload(uploads))
    const removeFirst = async (name: string) => {
      await user.click(screen.getByRole('button', { name: `Remove ${name} from the list` }))
      uploads = uploads.slice(1)
      show(sampleUpload(uploads))
    }
    await removeFirst('a.pdf')
    expect(document.activeElement).toBe(screen.getByRole('listitem', { name: 'b.pdf' }))
    await removeFirst('b.pdf')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Choose files' }))
  })

  it('moves to the row that is the last now, when the last of several files is removed', async () => {
    const uploads = ['a.pdf', 'b.pdf', 'c.pdf'].map((name) => ready(name))
    const { user, show } = renderView(sampleUpload(uploads))
    await user.click(screen.getByRole('button', { name: 'Remove c.pdf from the list' }))
    show(sampleUpload(uploads.slice(0, 2)))
    expect(document.activeElement).toBe(screen.getByRole('listitem', { name: 'b.pdf' }))
  })

  it('stays with the file whose button disappears', async () => {
    const failed = sampleFile(CV, { state: 'failed', error: sampleError('UPLOAD.NETWORK') })
    const { user, show } = renderView(sampleUpload([failed]))
    await user.click(screen.getByRole('button', { name: 'Try again cv.pdf' }))
    show(sampleUpload([{ ...sampleFile(CV, { state: 'queued' }), id: failed.id }]))
    expect(document.activeElement).toBe(screen.getByRole('listitem', { name: 'cv.pdf' }))
  })

  it('stays with the file whose field disappears in a later step of a long list', async () => {
    const uploads = Array.from({ length: 60 }, (_, index) => ready(`${index}.pdf`))
    const { show } = renderView(sampleUpload(uploads))
    const type = await screen.findByRole('combobox', { name: 'Type of 55.pdf' })
    type.focus()
    show(sampleUpload(uploads.map((upload): Upload => ({ ...upload, state: 'queued' }))))
    expect(document.activeElement).toBe(type)
    await waitFor(() => expect(type.isConnected).toBe(false))
    expect(document.activeElement).toBe(screen.getByRole('listitem', { name: '55.pdf' }))
  })

  it('goes to the widget, not to “Cancel all”, after everything is sent off', async () => {
    const upload = ready()
    const { user, show } = renderView(sampleUpload([upload]))
    await user.click(screen.getByRole('button', { name: 'Attach 1 file' }))
    const sending = { ...sampleFile(CV, { state: 'queued' }), id: upload.id }
    show(sampleUpload([sending]))
    expect(document.activeElement).toBe(screen.getByRole('region'))
  })
})
