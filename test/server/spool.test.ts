import { Buffer } from 'node:buffer'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Spool, type ReadOptions } from '../../src/server/receive/spool.ts'

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

/** In a small block, in one that is used again, in several with a short, a long and no rest, in a file as soon as it is long. */
const SIZES = [
  0, 1000, 65_536, 400_000, 524_288, 524_289, 600_000, 1_048_576, 3_000_000, 4_194_304, 4_194_305, 5_000_000,
]

/** Longer than what stays in memory, in bytes: who expects that much writes to a file from the second block on. */
const IN_A_FILE = 5_000_000

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
      for (const expectedBytes of [0, size, 10 * size, IN_A_FILE]) {
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

  it.each([1000, 400_000, 3_000_000, IN_A_FILE])('cannot be read once it is closed: %i bytes', async (size) => {
    const spool = await spoolOf(textOf(size))
    const waiting = spool.read()
    await spool.close()
    await expect(all(waiting)).rejects.toThrow('closed')
    await expect(read(spool)).rejects.toThrow('closed')
  })

  it.each([3_000_000, IN_A_FILE])('cannot be read to its end when it is closed in between: %i bytes', async (size) => {
    const spool = await spoolOf(textOf(size))
    const started = spool.read()
    await started.next()
    await spool.close()
    await expect(all(started)).rejects.toThrow('closed')
  })
})

describe('the temporary file of a document', () => {
  it('is let go of once, however often that is asked for: its number is another’s by then', async () => {
    const spool = await spoolOf(textOf(IN_A_FILE))
    await spool.close()
    const next = await spoolOf(textOf(IN_A_FILE))
    await spool.close()
    expect(textOf(IN_A_FILE).equals(await read(next))).toBe(true)
    await next.close()
  })
})

/** The first part of a document, and its reader, who has not asked for more yet. */
async function firstPart(spool: Spool) {
  const reader = spool.read()
  const { value } = await reader.next()
  if (value === undefined) throw new TypeError('nothing to read')
  return { reader, text: value }
}

/** Documents that are being read at the same time. @returns reads and closes them, and tells the memory they were in. */
async function hold(
  count: number,
  size: number,
  expectedBytes = 0,
): Promise<() => Promise<ReadonlySet<ArrayBufferLike>>> {
  const spools = await Promise.all(Array.from({ length: count }, () => spoolOf(Buffer.alloc(size, 'o'), expectedBytes)))
  const started = await Promise.all(spools.map(firstPart))
  return async () => {
    const memories = new Set(started.map(({ text }) => text.buffer))
    for (const { reader } of started) for await (const part of reader) memories.add(part.buffer)
    for (const spool of spools) await spool.close()
    return memories
  }
}

const memoriesOf = async (count: number, size: number, expectedBytes = 0) => (await hold(count, size, expectedBytes))()

const ONE_BLOCK = 400_000
/** Two blocks in memory; in a file, four to read and one in memory. */
const TWO_BLOCKS = 1_048_576
/** More than are kept for the next ones. */
const MANY = 70

describe.each([
  ['in one block', ONE_BLOCK, 0],
  ['in two blocks', TWO_BLOCKS, 0],
  ['in a file', TWO_BLOCKS, IN_A_FILE],
])('the memory of a document %s', (_, size, expectedBytes) => {
  it('is used again by the next ones', async () => {
    const before = await memoriesOf(2, size, expectedBytes)
    for (const memory of await memoriesOf(2, size, expectedBytes)) expect(before.has(memory)).toBe(true)
  })

  it('is not used again while a reader has not asked for more, whatever became of that reader', async () => {
    const spool = await spoolOf(Buffer.alloc(size, 'm'), expectedBytes)
    const { reader, text } = await firstPart(spool)
    await spool.close()
    expect((await memoriesOf(MANY, size, expectedBytes)).has(text.buffer)).toBe(false)
    // With nothing kept, whatever is given back now is what the next one gets.
    const release = await hold(MANY, size, expectedBytes)
    await reader.return()
    expect((await memoriesOf(2, size, expectedBytes)).has(text.buffer)).toBe(false)
    expect(text.equals(Buffer.alloc(text.length, 'm'))).toBe(true)
    await release()
  })

  it('is given back once, however often it is closed', async () => {
    const release = await hold(MANY, size, expectedBytes)
    const spool = await spoolOf(Buffer.alloc(size, 'm'), expectedBytes)
    await all(spool.read())
    await Promise.all([spool.close(), spool.close()])
    await spool.close()
    const perDocument = (await memoriesOf(1, size, expectedBytes)).size
    expect((await memoriesOf(2, size, expectedBytes)).size).toBe(2 * perDocument)
    await release()
  })
})

describe('the memory of a short part', () => {
  it('is not used again: nobody knows when it has left', async () => {
    for (const [size, expectedBytes] of [
      [1000, ONE_BLOCK],
      [TWO_BLOCKS / 2 + 1000, TWO_BLOCKS],
      [TWO_BLOCKS / 2 + 1000, IN_A_FILE],
    ] as const) {
      const spool = await spoolOf(Buffer.alloc(size, 'm'), expectedBytes)
      let last: ArrayBufferLike = Buffer.alloc(0).buffer
      for await (const part of spool.read()) last = part.buffer
      await spool.close()
      expect((await memoriesOf(MANY, ONE_BLOCK)).has(last)).toBe(false)
      expect((await memoriesOf(MANY, TWO_BLOCKS)).has(last)).toBe(false)
    }
  })
})
