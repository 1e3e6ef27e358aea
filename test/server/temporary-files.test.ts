import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { closeSync, fstatSync, openSync, readdirSync, readlinkSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseError } from '../../src/contract/wire.ts'
import { RouteError } from '../../src/server/answers/route-error.ts'
import { spoolFailure, SpoolFailure } from '../../src/server/receive/spool-failure.ts'
import { Spool } from '../../src/server/receive/spool.ts'
import { APPLICATION, bodyOf, errorOf, pdfOf, post, startRig, token, type Rig } from './harness.ts'

let folder = ''
let rig: Rig | null = null
const failures: unknown[] = []

beforeEach(async () => {
  failures.length = 0
  folder = await mkdtemp(join(tmpdir(), 'full-'))
})
afterEach(async () => {
  await rig?.close()
  rig = null
  await rm(folder, { recursive: true, force: true })
})

async function start(changes: Parameters<typeof startRig>[0] = {}): Promise<Rig> {
  rig = await startRig({ temporaryFolder: folder, onError: (error) => void failures.push(error), ...changes })
  return rig
}

/** The open files of this process that were made in the folder. */
function temporaryFiles(): number[] {
  return readdirSync('/proc/self/fd').flatMap((name) => {
    try {
      return readlinkSync(`/proc/self/fd/${name}`).startsWith(folder) ? [Number(name)] : []
    } catch {
      // Closed since the list was made.
      return []
    }
  })
}

/** Puts another file in the place of an open one: the system always hands out the lowest number that is free. */
function replace(file: number, path: string, flags: 'r' | 'r+'): void {
  closeSync(file)
  const between: number[] = []
  for (let opened = openSync(path, flags); opened !== file; opened = openSync(path, flags)) between.push(opened)
  for (const each of between) closeSync(each)
}

/** What is said of a failure, and of what is behind it. */
function codesOf(error: unknown): unknown[] {
  if (!(error instanceof Error)) return []
  return ['code' in error ? error.code : error.name, ...codesOf(error.cause)]
}

/** More than stays in memory. */
const LARGE = pdfOf(6_000_000)

describe('a temporary file that fails', () => {
  it.each(['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE'])('is a matter of time with %s', (code) => {
    const error = spoolFailure(Object.assign(new Error('no'), { code }))
    expect(error).toMatchObject({ code: 'UPLOAD.SERVER_BUSY', status: 503, delivery: 'none' })
    expect(error instanceof RouteError && error.retryAfterMs).toBeGreaterThan(1000)
    expect(codesOf(error)).toEqual(['UPLOAD.SERVER_BUSY', 'SpoolFailure', code])
  })

  it.each(['EIO', 'ENOENT', 'EACCES', 'EROFS'])('is a matter for the operator with %s', (code) => {
    const error = spoolFailure(Object.assign(new Error('no'), { code }))
    expect(error).toBeInstanceOf(SpoolFailure)
    expect(codesOf(error)).toEqual(['SpoolFailure', code])
  })

  it('cannot be made in a folder that is not there: the operator is told, and small files go on', async () => {
    const { url, sandbox } = await start({ temporaryFolder: join(folder, 'nowhere') })
    expect(errorOf(await post(url, bodyOf(LARGE)))).toMatchObject({ code: 'UPLOAD.INTERNAL', delivery: 'none' })
    expect(failures.map(codesOf)).toEqual([['SpoolFailure', 'ENOENT']])
    expect((await post(url, bodyOf(pdfOf(1000)))).status).toBe(200)
    expect(sandbox.received).toHaveLength(1)
  })
})

const MIB = 1024 * 1024

async function spoolOf(sizeBytes: number, expectedBytes = 0): Promise<Spool> {
  const spool = new Spool({ folder, expectedBytes })
  await spool.append(Buffer.alloc(sizeBytes, 'a'))
  return spool
}

describe.runIf(process.platform === 'linux')('a document that waits', () => {
  it('is in memory alone up to 4 MiB of text', async () => {
    const spools = [await spoolOf(4 * MIB), await spoolOf(4 * MIB, 4 * MIB)]
    expect(temporaryFiles()).toEqual([])
    for (const spool of spools) await spool.close()
  })

  it('is in a file as soon as it is longer, or does not fit one block and is known to become longer', async () => {
    const [longer, announced] = [await spoolOf(4 * MIB), await spoolOf(MIB / 2, 4 * MIB + 1)]
    expect(temporaryFiles()).toEqual([])
    await longer.append(Buffer.alloc(1, 'b'))
    expect(temporaryFiles()).toHaveLength(1)
    await announced.append(Buffer.alloc(1, 'b'))
    expect(temporaryFiles()).toHaveLength(2)
    await longer.close()
    await announced.close()
  })

  it('is in a file from 512 KiB on while others hold 12 MiB in memory, and in memory once one of them is gone', async () => {
    // The first half MiB of each is its own.
    const others = await Promise.all(Array.from({ length: 4 }, () => spoolOf(3.5 * MIB)))
    expect(temporaryFiles()).toEqual([])
    const late = [await spoolOf(MIB / 2), await spoolOf(MIB / 2 + 1)]
    expect(temporaryFiles()).toHaveLength(1)
    await Promise.all(others.slice(1).map((other) => other.close()))
    const next = await spoolOf(3.5 * MIB)
    expect(temporaryFiles()).toHaveLength(1)
    for (const spool of [...others, ...late, next]) await spool.close()
  })

  it('gives back its share of these however it ends: in a file, closed while it is written, closed twice', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [whole, cut] = [await spoolOf(3.5 * MIB), await spoolOf(4 * MIB)]
      const writing = cut.append(Buffer.alloc(MIB, 'b'))
      const closing = [cut.close(), cut.close(), whole.close()]
      await expect(writing).rejects.toThrow('closed')
      await Promise.all(closing)
      expect(() => whole.append(Buffer.alloc(MIB, 'b'))).toThrow('closed')
      const written = await spoolOf(4 * MIB + 1)
      await written.close()
    }
    const all = await Promise.all(Array.from({ length: 4 }, () => spoolOf(3.5 * MIB)))
    expect(temporaryFiles()).toEqual([])
    for (const spool of all) await spool.close()
  })
})

describe.runIf(process.platform === 'linux')('the temporary file of an upload', () => {
  it.each([
    [200, {}, null],
    [422, {}, 'REMOTE.INPUT_INVALID'],
    [422, { name: 'cv.docx' }, null],
    [422, { name: 'refused.pdf' }, null],
  ] as const)('is gone when the answer is there: %i with %j after %s', async (status, changes, fault) => {
    let open = 0
    const { url, sandbox } = await start({
      scan: async ({ name }) => {
        open = temporaryFiles().length
        return name === 'refused.pdf' ? { reason: 'A virus was found' } : null
      },
    })
    if (fault !== null) sandbox.faults.arm(fault)
    expect((await post(url, bodyOf(LARGE, changes))).status).toBe(status)
    expect(temporaryFiles()).toEqual([])
    expect(open).toBe(status === 422 && 'name' in changes && changes.name === 'cv.docx' ? 0 : 1)
  })
})

describe.runIf(process.platform === 'linux')('the temporary file of a body that turns out wrong at its end', () => {
  it('is gone when the answer is there', async () => {
    const { url } = await start()
    const answer = await post(url, bodyOf(LARGE).replace(/.{4}"\}\}$/, '!!!!"}}'))
    expect(errorOf(answer).code).toBe('UPLOAD.BASE64_INVALID')
    expect(temporaryFiles()).toEqual([])
  })
})

describe.runIf(process.platform === 'linux')('a disk that is full', () => {
  it('makes the sender come again, tells the operator, and is no matter once there is room', async () => {
    const { url, sandbox } = await start()
    const body = Buffer.from(bodyOf(LARGE))
    const answer = await sendAsTheDiskFills(url, body)
    expect(answer.status).toBe(503)
    expect(Number(answer.retryAfter)).toBeGreaterThan(1)
    expect(parseError(JSON.parse(answer.text))).toMatchObject({ code: 'UPLOAD.SERVER_BUSY', delivery: 'none' })
    expect(failures.map(codesOf)).toEqual([['UPLOAD.SERVER_BUSY', 'SpoolFailure', 'ENOSPC']])
    expect(sandbox.received).toHaveLength(0)
    expect(temporaryFiles()).toEqual([])

    expect((await post(url, bodyOf(LARGE))).status).toBe(200)
    expect(sandbox.received).toHaveLength(1)
  })

  it('fails what is appended next', async () => {
    const spool = new Spool({ folder, expectedBytes: LARGE.length })
    await spool.append(Buffer.alloc(600_000, 'a'))
    for (const file of temporaryFiles()) replace(file, '/dev/full', 'r+')
    await expect(spool.append(Buffer.alloc(600_000, 'b'))).rejects.toMatchObject({ code: 'UPLOAD.SERVER_BUSY' })
    await spool.close()
  })
})

describe.runIf(process.platform === 'linux')('a disk that is gone', () => {
  it('ends the upload at once, with nothing delivered and the operator told', async () => {
    let looked = 0
    const { url, sandbox } = await start({
      scan: async () => {
        looked += 1
        for (const file of temporaryFiles()) replace(file, folder, 'r')
        return null
      },
    })
    const answer = await post(url, bodyOf(LARGE), { 'Idempotency-Key': randomUUID() })
    expect(errorOf(answer)).toMatchObject({ code: 'UPLOAD.INTERNAL', delivery: 'none' })
    expect(failures.map(codesOf)).toEqual([['SpoolFailure', 'EISDIR']])
    expect(sandbox.received).toHaveLength(0)
    expect(looked).toBe(1)
  })
})

/** Sends a request whose first half finds room on the disk, and whose second half does not. */
async function sendAsTheDiskFills(url: string, body: Buffer) {
  const authorization = `Bearer ${await token()}`
  const half = Math.floor(body.length / 2)
  const message = request(`${url}/applications/${APPLICATION}/attachments`, {
    method: 'POST',
    headers: { Authorization: authorization, 'Content-Type': 'application/json', 'Content-Length': body.length },
  })
  const answered = new Promise<{ status: number; retryAfter: string | undefined; text: string }>((resolve, reject) => {
    message.on('error', reject)
    message.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => (text += part))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], text }),
      )
    })
  })
  message.write(body.subarray(0, half))
  const textBytes = half - body.indexOf('"data":"') - '"data":"'.length
  // Nothing is being written any more once each whole block is there.
  const writtenBytes = textBytes - (textBytes % (512 * 1024))
  await vi.waitFor(() => expect(temporaryFiles().map((file) => fstatSync(file).size)).toEqual([writtenBytes]))
  for (const file of temporaryFiles()) replace(file, '/dev/full', 'r+')
  message.end(body.subarray(half))
  return answered
}
