import type { Readable } from 'node:stream'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Scan, ScannedFile } from '../../src/server.ts'
import { bodyOf, errorOf, pdfOf, post, startRig, type Rig } from './harness.ts'

/*
 * Scanners run against a clock: the portal answers for a scanner that takes too long, and what it began to read is still
 * open then.
 */

/** What would have ended the process. */
let uncaught: unknown[]
let opened: Readable[]
let rig: Rig
const remember = (error: unknown) => void uncaught.push(error)

beforeEach(() => {
  uncaught = []
  opened = []
  process.on('uncaughtException', remember).on('unhandledRejection', remember)
})
afterEach(async () => {
  process.off('uncaughtException', remember).off('unhandledRejection', remember)
  await rig.close()
})

const TOO_LATE = { reason: 'The scanner did not answer in time' }
const limit = () => setTimeout(50, TOO_LATE)

/** A scanner that takes what it is given and never asks for more. */
function slowScanner(): Writable {
  return new Writable({ highWaterMark: 1, write: () => undefined })
}

function open(file: ScannedFile): Readable {
  const stream = file.open()
  opened.push(stream)
  return stream
}

/** Every stream of the scan is closed, and whatever that set off has happened. */
async function quiet(): Promise<void> {
  await expect.poll(() => opened.map(({ closed }) => closed)).toEqual(opened.map(() => true))
  for (let turn = 0; turn < 20; turn += 1) await setImmediate()
}

const SCANS: Readonly<Record<string, Scan>> = {
  'pipes the file': (file) => {
    open(file).pipe(slowScanner())
    return limit()
  },
  'waits for a pipeline': (file) => Promise.race([pipeline(open(file), slowScanner()).then(() => null), limit()]),
  'reads chunk by chunk': (file) => {
    const reading = async () => {
      for await (const _ of open(file)) await setTimeout(60_000, null, { ref: false })
      return null
    }
    return Promise.race([reading(), limit()])
  },
}

describe.each(Object.keys(SCANS))('a scan that %s and runs out of time', (name) => {
  it.each([300_000, 6_000_000])('refuses a file of %i bytes and leaves nothing behind', async (sizeBytes) => {
    rig = await startRig({ scan: SCANS[name] ?? limit })
    const answer = await post(rig.url, bodyOf(pdfOf(sizeBytes)))
    expect(errorOf(answer)).toMatchObject({ code: 'UPLOAD.FILE_REFUSED', message: TOO_LATE.reason })
    await quiet()
    expect(uncaught).toEqual([])
  })
})

describe('a scan', () => {
  it('that fails at once leaves nothing behind either', async () => {
    rig = await startRig({
      scan(file) {
        open(file).pipe(slowScanner())
        throw new Error('scanner down')
      },
    })
    expect(errorOf(await post(rig.url, bodyOf(pdfOf(6_000_000)))).code).toBe('UPLOAD.INTERNAL')
    await quiet()
    expect(uncaught).toEqual([])
  })

  it('that opens the file when it is over gets a stream that has ended, and ends nothing else', async () => {
    let late: ScannedFile | null = null
    rig = await startRig({
      scan: async (file) => {
        late = file
        return null
      },
    })
    expect((await post(rig.url, bodyOf(pdfOf(500)))).status).toBe(200)
    expect(late).not.toBeNull()
    if (late !== null) open(late).pipe(slowScanner())
    await quiet()
    expect(uncaught).toEqual([])
  })
})
