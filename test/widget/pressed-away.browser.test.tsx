import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../src/styles.css'
import { chooseFiles } from '../../src/testing/give-files.ts'
import { scriptedRoute } from '../../src/testing/scripted-route.ts'
import { AttachmentUpload } from '../../src/widget/AttachmentUpload.tsx'

/** One file that was not attached, whose name is being changed, and what else is chosen. */
async function setUp(...others: readonly string[]) {
  const route = scriptedRoute()
  const { container } = render(<AttachmentUpload {...route.props} />)
  await screen.findByRole('button', { name: 'Choose files' })
  chooseFiles(container, new File(['%PDF-1.7 1'], 'cv.pdf'))
  route.next({ outcome: 'refused', code: 'INTEGRATION.ACTION_DISABLED' })
  await userEvent.click(await screen.findByRole('button', { name: 'Attach 1 file' }))
  await screen.findByRole('button', { name: 'Try again cv.pdf' })
  if (others.length > 0) {
    chooseFiles(
      container,
      others.map((name) => new File([`%PDF-1.7 ${name}`], name)),
    )
    await screen.findByRole('button', { name: 'Attach 1 file' })
  }
  await userEvent.click(screen.getByRole('button', { name: 'Rename cv.pdf' }))
  await userEvent.keyboard('new')
  return { route, container }
}

const names = (route: ReturnType<typeof scriptedRoute>) => route.attached.map(({ name }) => name)

beforeEach(() => page.viewport(900, 700))
afterEach(cleanup)

describe('a press that takes the focus from a name being changed', () => {
  it('does what it is meant for, although the row is another as soon as the name is', async () => {
    const { route } = await setUp()
    await userEvent.click(screen.getByRole('button', { name: 'Try again cv.pdf' }))
    await vi.waitFor(() => expect(names(route)).toEqual(['new.pdf']))
    expect(document.activeElement).not.toBe(document.body)
  })

  it('reaches what moves as soon as the name is another', async () => {
    const { route } = await setUp('letter.pdf')
    await userEvent.click(screen.getByRole('button', { name: 'Attach 1 file' }))
    await vi.waitFor(() => expect(names(route)).toEqual(['letter.pdf']))
    await userEvent.click(await screen.findByRole('button', { name: 'Attach 1 file' }))
    await vi.waitFor(() => expect(names(route)).toEqual(['letter.pdf', 'new.pdf']))
  })

  it('keeps the new name where it is let go elsewhere, or meant for nothing', async () => {
    const { container } = await setUp()
    await userEvent.click(container.querySelector('[data-part="header"]') ?? container)
    expect(await screen.findByRole('listitem', { name: 'new.pdf' })).toBeVisible()
    expect(screen.queryByRole('textbox')).toBeNull()
  })

  it('has the file that it attaches attached under the new name', async () => {
    const route = scriptedRoute()
    const { container } = render(<AttachmentUpload {...route.props} />)
    await screen.findByRole('button', { name: 'Choose files' })
    chooseFiles(container, new File(['%PDF-1.7 1'], 'cv.pdf'))
    await screen.findByRole('button', { name: 'Attach 1 file' })
    await userEvent.click(screen.getByRole('button', { name: 'Rename cv.pdf' }))
    await userEvent.keyboard('new')
    await userEvent.click(screen.getByRole('button', { name: 'Attach 1 file' }))
    await vi.waitFor(() => expect(names(route)).toEqual(['new.pdf']))
  })
})
