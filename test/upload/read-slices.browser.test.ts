import { describe, expect, it, vi } from 'vitest'
import { nextTask } from '../../src/upload/tasks/next-task.ts'
import { BODY_TAIL, base64Length, bodyHead } from '../../src/contract/body-layout.ts'
import type { BlobOrBytes } from '../../src/upload/bytes/blob-or-bytes.ts'
import {
  BYTES_UP_TO,
  BYTES_UP_TO_IF_QUICK,
  FileUnreadable,
  readBody,
  SLICE_BYTES,
} from '../../src/upload/bytes/read-slices.ts'
import type { ReadOptions } from '../../src/upload/bytes/read-slices.ts'

const CV = { name: 'Lebenslauf "Müller".pdf', contentType: 'application/pdf', type: 'CV' } as const

/** Memory that is new to the page, on a machine of its own and on a virtual desktop. */
const MEMORIES = [
  ['quick', () => true],
  ['slow', () => false],
] as const

const OPTIONS: ReadOptions = { signal: new AbortController().signal, onProgress: () => {} }

async function read(content: BlobOrBytes, options: Partial<ReadOptions> = {}, isQuick = () => true): Promise<Blob> {
  return new Blob([await readBody(content, CV, { ...OPTIONS, ...options }, isQuick)])
}

const bodyOf = (length: number, isQuick: boolean) =>
  readBody(new Blob([bytesOfLength(length)]), CV, OPTIONS, () => isQuick)

/** Bytes of every value in an order that no slice repeats. */
function bytesOfLength(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, index) => (index * 31 + Math.floor(index / 251)) % 256)
}

describe('reading a file into a body', () => {
  it('writes the base64 the specification gives as examples (RFC 4648, section 10)', async () => {
    const examples = ['', 'Zg==', 'Zm8=', 'Zm9v', 'Zm9vYg==', 'Zm9vYmE=', 'Zm9vYmFy']
    for (const [length, base64] of examples.entries()) {
      const body = await read(new Blob(['foobar'.slice(0, length)]))
      expect(await body.text()).toBe(bodyHead(CV) + base64 + BODY_TAIL)
    }
  })

  it.each(
    [BYTES_UP_TO, SLICE_BYTES]
      .flatMap((size) => [-2, -1, 0, 1, 2].map((more) => size + more))
      .concat(2 * SLICE_BYTES + 1)
      .flatMap((length) => MEMORIES.map(([memory, isQuick]) => ({ length, memory, isQuick }))),
  )('joins slices into one base64 text without padding inside: $length bytes, $memory memory', async (each) => {
    const { length, isQuick } = each
    const bytes = bytesOfLength(length)
    const body = await read(new Blob([bytes]), {}, isQuick)
    const { attachment } = JSON.parse(await body.text())
    expect(attachment).toMatchObject({ name: CV.name, content_type: CV.contentType, type: CV.type })
    expect(attachment.data).toHaveLength(base64Length(length))
    const decoded = await (await fetch(`data:application/pdf;base64,${attachment.data}`)).arrayBuffer()
    // Compared as one number per byte only when it fails: a million-element diff tells nobody anything.
    expect(new Uint8Array(decoded).findIndex((byte, index) => byte !== bytes[index])).toBe(-1)
    expect(decoded.byteLength).toBe(length)
  })

  it.each([0, 1, 2, 3, 1000])(
    'reads bytes that are in memory already like those of a file: %i bytes',
    async (length) => {
      const bytes = bytesOfLength(length)
      expect(await (await read(bytes)).text()).toBe(await (await read(new Blob([bytes]))).text())
    },
  )

  it('makes no blob of a small file, and cuts only one of several slices', async () => {
    const slices = vi.spyOn(Blob.prototype, 'slice')
    expect(await bodyOf(BYTES_UP_TO, false)).toBeInstanceOf(Uint8Array)
    expect(await bodyOf(BYTES_UP_TO + 1, false)).toBeInstanceOf(Blob)
    expect(await bodyOf(SLICE_BYTES, false)).toBeInstanceOf(Blob)
    expect(slices).not.toHaveBeenCalled()
    expect(await bodyOf(SLICE_BYTES + 1, false)).toBeInstanceOf(Blob)
    expect(slices).toHaveBeenCalledTimes(2)
    slices.mockRestore()
  })

  it('makes none of a file of some megabytes either, where new memory is quick', async () => {
    expect(await bodyOf(BYTES_UP_TO + 1, true)).toBeInstanceOf(Uint8Array)
    expect(await bodyOf(BYTES_UP_TO_IF_QUICK, true)).toBeInstanceOf(Uint8Array)
    expect(await bodyOf(BYTES_UP_TO_IF_QUICK + 1, true)).toBeInstanceOf(Blob)
  })

  it.each([
    [2_000_000, [1_000_002, 2_000_000]],
    [SLICE_BYTES + 1, [SLICE_BYTES / 2 + 3, SLICE_BYTES + 1]],
    [3 * SLICE_BYTES, [SLICE_BYTES, 2 * SLICE_BYTES, 3 * SLICE_BYTES]],
    [SLICE_BYTES - 1, [SLICE_BYTES - 1]],
  ])('tells how far it is up to the last of %i bytes, in steps as even as can be', async (length, ends) => {
    const seen: number[] = []
    await read(new Blob([bytesOfLength(length)]), { onProgress: (readBytes) => seen.push(readBytes) })
    expect(seen).toEqual(ends)
  })

  it.each(MEMORIES)('keeps files apart that are read at the same time, %s memory', async (_, isQuick) => {
    const files = [1, 2, 3].map((value) => new Uint8Array(SLICE_BYTES + value).fill(value))
    const bodies = await Promise.all(files.map((file) => read(new Blob([file]), {}, isQuick)))
    for (const [index, body] of bodies.entries()) {
      const { attachment } = JSON.parse(await body.text())
      const decoded = await (await fetch(`data:application/pdf;base64,${attachment.data}`)).arrayBuffer()
      expect(decoded.byteLength).toBe(SLICE_BYTES + index + 1)
      expect(new Uint8Array(decoded).every((byte) => byte === index + 1)).toBe(true)
    }
  })

  it('encodes a small file that is in memory in the task in which it is asked for', async () => {
    const said: string[] = []
    const turn = nextTask().then(() => said.push('next task'))
    await read(bytesOfLength(BYTES_UP_TO), { onProgress: () => said.push('encoded') })
    await turn
    expect(said).toEqual(['encoded', 'next task'])
  })

  it('encodes a larger one slice by slice, each in a task of its own', async () => {
    const said: string[] = []
    const onProgress = async () => {
      said.push('encoded')
      for (let hop = 0; hop < 100; hop += 1) await Promise.resolve()
      said.push('task over')
    }
    const files = [1, 2, 3].map(() => bytesOfLength(BYTES_UP_TO + 1)).concat(bytesOfLength(2 * SLICE_BYTES))
    await Promise.all(files.map((file) => read(file, { onProgress: () => void onProgress() })))
    await vi.waitFor(() => expect(said.filter((word) => word === 'task over')).toHaveLength(5))
    expect(said).toEqual(Array.from({ length: 5 }, () => ['encoded', 'task over']).flat())
  })

  it('stops when it is told to, with the reason it was given', async () => {
    const controller = new AbortController()
    const reading = read(new Blob([bytesOfLength(3 * SLICE_BYTES)]), {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    })
    await expect(reading).rejects.toThrow('enough')
  })

  it('says so when the file was taken away after it was chosen', async () => {
    const folder = await navigator.storage.getDirectory()
    const handle = await folder.getFileHandle('gone.pdf', { create: true })
    const writable = await handle.createWritable()
    await writable.write('%PDF-1.7')
    await writable.close()
    const file = await handle.getFile()
    await folder.removeEntry('gone.pdf')
    await expect(read(file)).rejects.toThrow(FileUnreadable)
  })
})
