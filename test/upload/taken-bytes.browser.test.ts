import { describe, expect, it, vi } from 'vitest'
import { FileUnreadable } from '../../src/upload/bytes/read-slices.ts'
import { IN_PAGE_BYTES, TAKE_AT_ONCE_BYTES, TAKE_IN_ALL_BYTES, TakenBytes } from '../../src/upload/bytes/taken-bytes.ts'
import type { TakenBytesPorts } from '../../src/upload/bytes/taken-bytes.ts'
import type { UploadId, UploadState } from '../../src/upload/list/upload.ts'
import { fileOnDisk } from './file-on-disk.ts'
import { inState, mintId } from './uploads.ts'

const ONE = mintId()

/** Every upload is ready, unless told otherwise. */
function setUp() {
  const states = new Map<UploadId, UploadState>()
  const onCopied = vi.fn<TakenBytesPorts['onCopied']>()
  const taken = new TakenBytes({ upload: (id) => ({ ...inState(states.get(id) ?? 'ready'), id }), onCopied })
  return {
    taken,
    states,
    onCopied,
    copies: () => onCopied.mock.calls,
  }
}

function isIdle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve()))
}

describe('the bytes of a small file', () => {
  it('are there when the file is gone, and become a copy with its name, type and date', async () => {
    const { taken, onCopied, copies } = setUp()
    const { file, takeAway } = await fileOnDisk('a photo')
    await taken.take(ONE, file)
    await takeAway()
    await vi.waitFor(() => expect(onCopied).toHaveBeenCalled())
    const [[id, copy] = []] = copies()
    expect(id).toBe(ONE)
    expect([copy?.name, copy?.type, copy?.lastModified]).toEqual([file.name, file.type, file.lastModified])
    expect(await copy?.text()).toBe('a photo')
    expect(taken.bytesOf(ONE)).toBeNull()
  })

  it.each(['queued', 'sending'] as const)(
    'stay as they are while they are %s, and are given back once they are attached',
    async (state) => {
      const { taken, states, onCopied } = setUp()
      states.set(ONE, state)
      const bytes = await taken.take(ONE, new File(['x'], 'cv.pdf'))
      await isIdle()
      expect(onCopied).not.toHaveBeenCalled()
      states.set(ONE, 'done')
      taken.ended(ONE, true)
      expect(taken.bytesOf(ONE)).toBeNull()
      expect(bytes).toHaveLength(0)
      await isIdle()
      expect(onCopied).not.toHaveBeenCalled()
    },
  )

  it('become a copy after a delivery that failed', async () => {
    const { taken, states, copies } = setUp()
    states.set(ONE, 'sending')
    await taken.take(ONE, new File(['x'], 'cv.pdf'))
    states.set(ONE, 'failed')
    taken.ended(ONE, false)
    await vi.waitFor(() => expect(copies().map(([id]) => id)).toEqual([ONE]))
  })

  it('become a copy at once when somebody needs all of the file, and only once', async () => {
    const { taken, copies } = setUp()
    await taken.take(ONE, new File(['x'], 'cv.pdf'))
    taken.copyNow(ONE)
    taken.copyNow(ONE)
    expect(copies()).toHaveLength(1)
    await isIdle()
    expect(copies()).toHaveLength(1)
  })

  it('become a copy at once where they are not as many as the file was said to hold', async () => {
    const { taken, onCopied, copies } = setUp()
    const chosen = new File(['a photo'], 'photo.jpg')
    Object.defineProperty(chosen, 'arrayBuffer', { value: () => new Blob(['the next photo']).arrayBuffer() })
    await taken.take(ONE, chosen)
    expect(onCopied).toHaveBeenCalled()
    expect(await copies()[0]?.[1].text()).toBe('the next photo')
    expect(taken.bytesOf(ONE)).toBeNull()
  })

  it('take no room where they cannot be read', async () => {
    const { taken } = setUp()
    const gone = new File([new Uint8Array(TAKE_AT_ONCE_BYTES)], 'gone.pdf')
    Object.defineProperty(gone, 'arrayBuffer', { value: () => Promise.reject(new Error('gone')) })
    for (let at = 0; at < TAKE_IN_ALL_BYTES; at += TAKE_AT_ONCE_BYTES) {
      // One after another, as a list in which they come and go.
      // oxlint-disable-next-line no-await-in-loop
      await expect(taken.take(mintId(), gone)).rejects.toThrow(FileUnreadable)
    }
    expect(await taken.take(ONE, new File(['x'], 'cv.pdf'))).toHaveLength(1)
  })

  it('are not kept when the file was taken out of the list while it was read', async () => {
    const { taken } = setUp()
    const taking = taken.take(ONE, new File(['x'], 'cv.pdf'))
    taken.forget(ONE)
    await taking
    expect(taken.bytesOf(ONE)).toBeNull()
  })

  it.each(['ready', 'queued'] as const)(
    'are in the page up to a sum; those of further files that are %s are copied a little later',
    async (state) => {
      const { taken, states, copies } = setUp()
      const largest = new File([new Uint8Array(TAKE_AT_ONCE_BYTES)], 'photo.jpg')
      for (const id of [ONE, ...Array.from({ length: IN_PAGE_BYTES / TAKE_AT_ONCE_BYTES - 1 }, mintId)]) {
        states.set(id, 'queued')
        expect(await taken.take(id, largest)).not.toBeNull()
      }
      const [later, underWay] = [mintId(), mintId()]
      states.set(later, state)
      states.set(underWay, 'reading')
      const { file, takeAway } = await fileOnDisk('a photo', 'later.jpg')
      expect(await taken.take(underWay, largest)).toBeNull()
      expect(await taken.take(later, file)).toBeNull()
      await vi.waitFor(() => expect(copies().map(([id]) => id)).toEqual([later]))
      await takeAway()
      expect(await copies()[0]?.[1].text()).toBe('a photo')
      taken.ended(ONE, true)
      expect(await taken.take(mintId(), largest)).not.toBeNull()
    },
  )

  it('are taken up to a sum, which removing a file lowers', async () => {
    const { taken, copies } = setUp()
    const isCopied = (id: UploadId) => copies().some(([copied]) => copied === id)
    const largest = new File([new Uint8Array(TAKE_AT_ONCE_BYTES)], 'photo.jpg')
    const ids = [ONE, ...Array.from({ length: TAKE_IN_ALL_BYTES / TAKE_AT_ONCE_BYTES - 1 }, mintId)]
    for (const id of ids) await taken.take(id, largest)
    await vi.waitFor(() => expect(ids.every(isCopied)).toBe(true))
    expect(await taken.take(mintId(), new File(['x'], 'cv.pdf'))).toBeNull()
    taken.forget(ONE)
    expect(await taken.take(mintId(), new File(['x'], 'cv.pdf'))).not.toBeNull()
  })

  it('are left where they are when the file is large', async () => {
    const { taken } = setUp()
    expect(await taken.take(ONE, new File([new Uint8Array(TAKE_AT_ONCE_BYTES + 1)], 'scan.pdf'))).toBeNull()
  })

  it('of a file that cannot be read are refused by name of the error', async () => {
    const { taken } = setUp()
    const { file, takeAway } = await fileOnDisk('a photo')
    await takeAway()
    await expect(taken.take(ONE, file)).rejects.toThrow(FileUnreadable)
  })
})
