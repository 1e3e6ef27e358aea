import { Activity, startTransition, StrictMode, Suspense, use, useState } from 'react'
import type { ReactNode } from 'react'
import type { Root } from 'react-dom/client'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Outcome } from '../../src/index.ts'
import { scriptedRoute } from '../../src/testing.ts'
import { AttachmentUpload } from '../../src/widget/AttachmentUpload.tsx'
import { pdf } from '../upload/scripted-route.ts'

/*
 * React may hide what it shows again later, and begin a drawing that it gives up. Without the helpers of Testing Library,
 * which have React draw everything at once.
 */

let root: Root
const said: string[] = []

beforeEach(() => {
  said.length = 0
  for (const level of ['error', 'warn'] as const) {
    vi.spyOn(console, level).mockImplementation((...words: unknown[]) => void said.push(words.join(' ')))
  }
  root = createRoot(document.body.appendChild(document.createElement('div')))
})

afterEach(() => {
  root.unmount()
  document.body.replaceChildren()
  vi.restoreAllMocks()
})

function draw(page: ReactNode): void {
  root.render(<StrictMode>{page}</StrictMode>)
}

const rowOf = (name: string) => document.querySelector(`[data-part="row"][aria-label="${name}"]`)
const isSeen = (name: string) => rowOf(name)?.checkVisibility() ?? false
const reaches = (name: string, state: string) => expect.poll(() => rowOf(name)?.getAttribute('data-state')).toBe(state)
const shows = (words: string) => expect.poll(() => document.body.innerText).toContain(words)

async function press(name: string): Promise<void> {
  const button = await vi.waitUntil(() =>
    [...document.querySelectorAll('button')].find(({ innerText }) => innerText === name),
  )
  button.click()
}

async function choose(file: File): Promise<void> {
  const field = await vi.waitUntil(() => document.querySelector<HTMLInputElement>('input[type="file"]'))
  const transfer = new DataTransfer()
  transfer.items.add(file)
  field.files = transfer.files
  field.dispatchEvent(new Event('change', { bubbles: true }))
  await reaches(file.name, 'ready')
  await expect.poll(() => document.body.innerText).not.toContain('Checking')
}

describe('a page that hides the widget and shows it again', () => {
  const onSettled = vi.fn<(outcomes: readonly Outcome[]) => void>()

  function drawPage() {
    const route = scriptedRoute()
    const turn = (mode: 'visible' | 'hidden') =>
      draw(
        <Activity mode={mode}>
          <AttachmentUpload {...route.props} leaveGuard={false} onSettled={onSettled} />
        </Activity>,
      )
    turn('visible')
    return { route, turn }
  }

  it('finds the files in it, and attaches them once', async () => {
    const { route, turn } = drawPage()
    await choose(pdf())
    turn('hidden')
    await expect.poll(() => isSeen('cv.pdf')).toBe(false)
    expect(rowOf('cv.pdf')).not.toBeNull()
    turn('visible')
    await expect.poll(() => isSeen('cv.pdf')).toBe(true)
    await press('Attach 1 file')
    await reaches('cv.pdf', 'done')
    expect(route.attached).toHaveLength(1)
    expect(said).toEqual([])
  })

  it('is told how a file ended that was under way, and says it aloud once it is shown', async () => {
    onSettled.mockClear()
    const { route, turn } = drawPage()
    await choose(pdf())
    const held = route.hold()
    await press('Attach 1 file')
    const request = await held
    turn('hidden')
    await expect.poll(() => isSeen('cv.pdf')).toBe(false)
    await request.answer({ outcome: 'attached' })
    await expect.poll(() => onSettled.mock.calls.map(([outcomes]) => outcomes.length)).toEqual([1])
    turn('visible')
    await reaches('cv.pdf', 'done')
    await expect.poll(() => document.querySelector('output')?.textContent).toContain('cv.pdf, CV: Attached.')
    expect(said).toEqual([])
  })
})

/** Shows, when it is asked to, a further part that is not there yet, within the same boundary as the widget. */
function drawWaitingPage() {
  const route = scriptedRoute()
  const arrival = new EventTarget()
  const further = new Promise<string>((resolve) => {
    arrival.addEventListener('arrive', () => resolve('The further part'))
  })
  const Further = () => <p>{use(further)}</p>
  function Portal() {
    const [isWanted, want] = useState(false)
    return (
      <>
        <button type="button" onClick={() => startTransition(() => want(true))}>
          When it is there
        </button>
        <button type="button" onClick={() => want(true)}>
          At once
        </button>
        <Suspense fallback={<p>Loading</p>}>
          <AttachmentUpload {...route.props} leaveGuard={false} />
          {isWanted && <Further />}
        </Suspense>
      </>
    )
  }
  draw(<Portal />)
  return { route, arrive: () => void arrival.dispatchEvent(new Event('arrive')) }
}

describe('a page that waits for something beside the widget', () => {
  it('goes on choosing and attaching meanwhile, and loses nothing when the drawing is begun anew', async () => {
    const { route, arrive } = drawWaitingPage()
    await choose(pdf('1.pdf', '%PDF-1'))
    await press('When it is there')
    await choose(pdf('2.pdf', '%PDF-2'))
    await press('Attach 2 files')
    await reaches('1.pdf', 'done')
    await reaches('2.pdf', 'done')
    expect(document.body.innerText).not.toContain('Loading')
    arrive()
    await shows('The further part')
    expect(['1.pdf', '2.pdf'].map((name) => rowOf(name)?.getAttribute('data-state'))).toEqual(['done', 'done'])
    expect(route.attached.map(({ name }) => name).toSorted()).toEqual(['1.pdf', '2.pdf'])
    expect(said).toEqual([])
  })

  it('finds the files again where React hid the widget behind a fallback', async () => {
    const { route, arrive } = drawWaitingPage()
    await choose(pdf())
    await press('At once')
    await shows('Loading')
    expect(isSeen('cv.pdf')).toBe(false)
    arrive()
    await shows('The further part')
    await press('Attach 1 file')
    await reaches('cv.pdf', 'done')
    expect(route.attached).toHaveLength(1)
    expect(said).toEqual([])
  })
})
