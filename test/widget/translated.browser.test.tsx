import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { chooseFiles } from '../../src/testing/give-files.ts'
import { scriptedRoute } from '../../src/testing/scripted-route.ts'
import { AttachmentUpload } from '../../src/widget/AttachmentUpload.tsx'
import { en } from '../../src/widget/locales/en.ts'
import { scenes } from '../../src/widget/stories/sample-scenes.ts'
import { moments } from './gallery/moments.ts'
import { makeNotices } from './gallery/notices.tsx'
import { refusals } from './gallery/refusals.ts'
import { renderView } from './render-view.tsx'

function textsIn(place: Node): readonly Text[] {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  while (walker.nextNode() !== null) if (walker.currentNode instanceof Text) texts.push(walker.currentNode)
  return texts.filter(({ data }) => data.trim() !== '')
}

/** Without figures, which the clock changes. */
function inCapitals(place: Node): readonly string[] {
  const texts = textsIn(place).map(({ data }) => data.toUpperCase())
  return texts.filter((text) => !/^\d/u.test(text))
}

/** As Chrome translates a page: another element in the place of each text. What stands there already is left alone. */
function translate(place: Element): void {
  for (const text of textsIn(place)) {
    if (text.parentElement === null || text.parentElement.closest('font, [translate="no"]') !== null) continue
    const other = document.createElement('font')
    other.textContent = text.data.toUpperCase()
    text.replaceWith(other)
  }
}

const states = [
  ...Object.entries(scenes).map(([name, make]) => ({ name, upload: make() })),
  ...moments,
  ...refusals,
  ...(await makeNotices({ locale: 'en', size: 'regular' })).filter(({ instead }) => instead === undefined),
]

afterEach(cleanup)

describe('on a page that the browser translates', () => {
  it.each(states)('each text has an element of its own, which React finds again: $name', ({ upload }) => {
    const { container } = renderView(upload)
    const shared = textsIn(container).filter(({ parentNode }) => parentNode?.childNodes.length !== 1)
    expect(shared.map(({ data }) => data)).toEqual([])
  })

  it('one state after another, there and back, is told in words of its own', () => {
    const [first, ...others] = states
    if (first === undefined) throw new Error('no states')
    const { container, show } = renderView(first.upload)
    for (const { upload } of [...others, ...others.toReversed(), first]) {
      translate(container)
      show(upload)
    }
    const fresh = renderView(first.upload).container
    expect(inCapitals(container)).toEqual(inCapitals(fresh))
  })

  it('a file is attached, and another one refused and taken out', async () => {
    const route = scriptedRoute()
    const user = userEvent.setup()
    const { container } = render(<AttachmentUpload {...route.props} />)
    await screen.findByRole('button', { name: en.chooseFiles })
    translate(container)
    chooseFiles(container, [new File(['%PDF-1.7'], 'cv.pdf'), new File(['MZ'], 'program.exe')])
    const attach = await screen.findByRole('button', { name: /^Attach/u })
    translate(container)
    await user.click(attach)
    await waitFor(() => expect(route.attached).toHaveLength(1))
    await waitFor(() => expect(container.querySelector('[data-state="done"]')).toHaveTextContent(en.attached))
    translate(container)
    await user.click(screen.getByRole('button', { name: 'Remove program.exe from the list' }))
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(1))
    expect(screen.getByRole('listitem')).toHaveTextContent(/Attached/iu)
  })
})
