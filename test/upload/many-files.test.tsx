import { QueryClient } from '@tanstack/react-query'
import { act, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Rules } from '../../src/contract/rules.ts'
import { parseSubject } from '../../src/contract/target.ts'
import { parseRules } from '../../src/contract/wire.ts'
import type { Outcome } from '../../src/upload/engine/attachment-upload.ts'
import type { EngineOptions } from '../../src/upload/engine/circumstances.ts'
import { UploadEngine } from '../../src/upload/engine/engine.ts'
import { summarise } from '../../src/upload/hook/summarise.ts'
import { EVERYTHING, rulesAnswer, scriptedSend, token } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** The rules of a route that takes everything, and CVs up to a size. */
function rulesUpTo(cvBytes: number | null): Rules {
  const rules = parseRules(
    rulesAnswer({
      types: { CV: { ...EVERYTHING, max_file_size_bytes: cvBytes }, COVER_LETTER: EVERYTHING, OTHER: EVERYTHING },
    }),
  )
  if (rules === null) throw new Error('no rules')
  return rules
}

function engineWith(options: Partial<EngineOptions>): UploadEngine {
  return new UploadEngine({
    target: parseSubject('application:app1'),
    client: new QueryClient(),
    options: { endpoint: 'https://portal.example/api', token: token('application:app1'), ...options },
  })
}

/** Files that say when somebody asks for their size, as the browser asks the disk. */
function filesOnDisk(count: number) {
  const asked = new Set<string>()
  const files = Array.from({ length: count }, (_, index) => {
    const file = new File([`%PDF-${index}`], `cv-${index}.pdf`, { type: 'application/pdf' })
    const { size } = file
    Object.defineProperty(file, 'size', {
      get: () => {
        asked.add(file.name)
        return size
      },
    })
    return file
  })
  return { files, asked }
}

describe('many files at once', () => {
  it('are listed before the browser is asked for their sizes, which follow', async () => {
    const { current } = setUpUpload()
    const { files, asked } = filesOnDisk(300)
    act(() => current().addFiles(files))
    expect(current().uploads).toHaveLength(300)
    expect(current().summary).toMatchObject({ ready: 300, unmeasured: 250 })
    expect(asked.size).toBe(0)

    await waitFor(() => expect(current().summary.unmeasured).toBe(0))
    expect(asked.size).toBe(300)
    await waitFor(() => expect(current().summary.checking).toBe(0))
  })

  it('have the right sizes for a page that asks for them before', () => {
    const { current } = setUpUpload()
    const { files } = filesOnDisk(300)
    act(() => current().addFiles(files))
    // %PDF- and one, two or three digits.
    const totalBytes = 10 * 6 + 90 * 7 + 200 * 8
    expect(current().summary).toMatchObject({ unmeasured: 250, totalBytes, round: { totalBytes: 0, sentBytes: 0 } })
    expect(current().uploads[299]?.sizeBytes).toBe(8)
  })

  it('are not asked for their sizes because documents on the record became known', () => {
    const engine = new UploadEngine({
      target: null,
      client: new QueryClient(),
      options: { endpoint: 'https://portal.example/api' },
    })
    const { files, asked } = filesOnDisk(300)
    engine.actions.addFiles(files)
    engine.setExisting([
      {
        id: '1',
        name: 'cv.pdf',
        type: 'CV',
        contentType: 'application/pdf',
        createdAt: null,
        sha256: null,
        sizeBytes: 7,
      },
    ])
    expect(engine.getSnapshot().uploads).toHaveLength(300)
    expect(asked.size).toBe(0)
  })

  it('can be taken out again while their sizes are read', async () => {
    const { current } = setUpUpload()
    act(() => current().addFiles(filesOnDisk(300).files))
    act(() => current().clear())
    expect(current().uploads).toEqual([])
    await waitFor(() => expect(current().summary.unmeasured).toBe(0))
    act(() => current().addFiles(filesOnDisk(10).files))
    expect(current().summary).toMatchObject({ ready: 10, unmeasured: 0 })
  })

  it('are cancelled together, and each is told of when all are', async () => {
    const states: string[][] = []
    const onSettled = vi.fn<(outcomes: readonly Outcome[]) => void>()
    const engine = engineWith({
      send: scriptedSend().send,
      onOutcome: () => void states.push([...new Set(engine.getSnapshot().uploads.map(({ state }) => state))]),
      onSettled,
    })
    engine.setRules(rulesUpTo(null))
    engine.actions.addFiles(filesOnDisk(40).files)
    await vi.waitFor(() => expect(summarise(engine.getSnapshot().uploads)).toMatchObject({ ready: 40, checking: 0 }))
    engine.actions.start()
    await vi.waitFor(() => expect(summarise(engine.getSnapshot().uploads).underWay).toBe(40))
    engine.actions.cancelAll()
    await vi.waitFor(() => expect(onSettled).toHaveBeenCalledTimes(1))
    expect(onSettled.mock.calls[0]?.[0]).toHaveLength(40)
    // Three were being read, or sent, and end when that has stopped.
    expect(states[0]?.toSorted()).toEqual(['cancelled', expect.stringMatching(/reading|sending/)])
    expect(states.at(-1)).toEqual(['cancelled'])
  })

  it('are checked by new rules a few at a time, also where all of their bytes are here', async () => {
    // Nothing is copied, which would leave time for other things.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const ask = vi.fn<() => null>(() => null)
    const engine = engineWith({ validators: [ask] })
    engine.setRules(rulesUpTo(null))
    engine.actions.addFiles(filesOnDisk(40).files)
    const asksFor = async (count: number) => {
      while (ask.mock.calls.length < count) await new Promise((resolve) => setImmediate(resolve))
    }
    await asksFor(40)
    vi.advanceTimersByTime(16)
    ask.mockClear()
    engine.setRules(rulesUpTo(10))
    for (let turn = 0; turn < 1000; turn += 1) await Promise.resolve()
    expect(ask.mock.calls.length).toBeLessThan(5)
    await asksFor(40)
    expect(ask).toHaveBeenCalledTimes(40)
  })
})
