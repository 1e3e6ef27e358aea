import { Buffer } from 'node:buffer'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Spool, type ReadOptions } from '../../src/server/spool.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spool-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A text in a spool, appended as it would come from a socket. */
async function spoolOf(text: Buffer, expectedBytes = 0): Promise<Spool> {
  const spool = new Spool({ folder, expectedBytes })
  for (let at = 0; at < text.length; at += 65_536) await spool.append(text.subarray(at, at + 65_536))
  return spool
}

const read = (spool: Spool, options?: ReadOptions) => all(spool.read(options))

async function all(reader: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  // Copied at once: a part is only valid until the next one is asked for.
  for await (const part of reader) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

const textOf = (size: number) => Buffer.alloc(size, 'a CV and nothing but a CV. ')

/** In one small block, in one that is used again, in a file with a short and with a long rest in memory, in a file alone. */
const SIZES = [0, 1000, 65_536, 400_000, 524_288, 524_289, 600_000, 1_048_576, 3_000_000]

describe('a document on its way', () => {
  it.each(SIZES)('leaves no file that anybody could open, even while it waits: %i bytes', async (size) => {
    const spool = await spoolOf(textOf(size))
    expect(await readdir(folder)).toEqual([])
    expect(textOf(size).equals(await read(spool))).toBe(true)
    await spool.close()
    expect(await readdir(folder)).toEqual([])
  })

  it.each(SIZES)(
    'comes out with what is to be before and behind it, as often as it is read: %i bytes',
    async (size) => {
      for (const expectedBytes of [0, size, 10 * size]) {
        const spool = await spoolOf(textOf(size), expectedBytes)
        for (const [before, after] of [
          [Buffer.from('{"data":"'), Buffer.from('"}}')],
          [Buffer.alloc(1024, 'b'), Buffer.alloc(64, 'a')],
          [Buffer.alloc(300_000, 'b'), Buffer.alloc(65, 'a')],
          [Buffer.from('{'), Buffer.alloc(0)],
        ] as const) {
          const whole = await read(spool, { before, after })
          expect(whole.equals(Buffer.concat([before, textOf(size), after])), `${before.length} before`).toBe(true)
        }
        expect(textOf(size).equals(await read(spool))).toBe(true)
        await spool.close()
      }
    },
  )

  it.each([1000, 400_000, 3_000_000])('cannot be read once it is closed: %i bytes', async (size) => {
    const spool = await spoolOf(textOf(size))
    const waiting = spool.read()
    await spool.close()
    await expect(all(waiting)).rejects.toThrow('closed')
    await expect(read(spool)).rejects.toThrow('closed')
  })

  it('cannot be read to its end when it is closed in between', async () => {
    const spool = await spoolOf(textOf(3_000_000))
    const started = spool.read()
    await started.next()
    await spool.close()
    await expect(all(started)).rejects.toThrow('closed')
  })
})

/** The memory a reader sees, and the reader, who has not asked for more yet. */
async function firstPart(spool: Spool) {
  const reader = spool.read()
  const { value } = await reader.next()
  if (value === undefined) throw new TypeError('nothing to read')
  return { reader, memory: value.buffer, text: value }
}

/** Documents that are there at the same time, and what they are kept in. */
async function hold(count: number) {
  const spools = await Promise.all(Array.from({ length: count }, () => spoolOf(Buffer.alloc(400_000, 'o'))))
  const parts = await Promise.all(spools.map(firstPart))
  for (const { reader } of parts) await reader.next()
  return {
    memories: parts.map(({ memory }) => memory),
    release: async () => void (await Promise.all(spools.map((spool) => spool.close()))),
  }
}

async function memories(count: number): Promise<readonly ArrayBufferLike[]> {
  const held = await hold(count)
  await held.release()
  return held.memories
}

describe('the memory of a document', () => {
  it('is used again by the next one', async () => {
    const [memory] = await memories(1)
    expect(await memories(1)).toEqual([memory])
    expect((await memories(2))[0]).toBe(memory)
  })

  it('is not used again while a reader has not asked for more, whatever became of that reader', async () => {
    const spool = await spoolOf(Buffer.alloc(400_000, 'm'))
    const { reader, memory, text } = await firstPart(spool)
    await spool.close()
    expect(await memories(40)).not.toContain(memory)
    await reader.return()
    expect(await memories(40)).not.toContain(memory)
    expect(text.equals(Buffer.alloc(400_000, 'm'))).toBe(true)
  })

  it('is given back once, however often it is closed', async () => {
    const others = await hold(40)
    const spool = await spoolOf(Buffer.alloc(400_000, 'm'))
    await Promise.all([spool.close(), spool.close()])
    await spool.close()
    expect(new Set(await memories(2)).size).toBe(2)
    await others.release()
  })

  it('is not that of a short part, of which nobody knows when it has left', async () => {
    for (const size of [1000, 524_288 + 1000]) {
      const spool = await spoolOf(Buffer.alloc(size, 'm'))
      const seen = new Set<ArrayBufferLike>()
      for await (const part of spool.read()) seen.add(part.buffer)
      await spool.close()
      for (const memory of await memories(40)) expect(seen.has(memory)).toBe(false)
    }
  })
})
