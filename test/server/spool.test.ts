import { Buffer } from 'node:buffer'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Spool } from '../../src/server/spool.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spool-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a document on its way', () => {
  it.each([1000, 400_000, 3_000_000])(
    'leaves no file that anybody could open, even while it waits: %i bytes',
    async (size) => {
      const spool = new Spool({ folder })
      const document = Buffer.alloc(size, 'a CV and nothing but a CV. ')
      for (let at = 0; at < size; at += 65_536) await spool.append(document.subarray(at, at + 65_536))
      expect(await readdir(folder)).toEqual([])
      const read: Buffer[] = []
      // Copied at once: the reader uses its blocks again.
      for await (const block of spool.read()) read.push(Buffer.from(block))
      expect(document.equals(Buffer.concat(read))).toBe(true)
      await spool.close()
      expect(await readdir(folder)).toEqual([])
    },
  )
})
