import { once } from 'node:events'
import { request, type ClientRequest } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox.ts'
import { createSandbox } from '../../src/sandbox.ts'
import type { Grant } from '../../src/server.ts'
import { grantFor } from '../../src/server.ts'
import { longestBody } from '../../src/server/receive/request-body.ts'
import { Room } from '../../src/server/receive/room.ts'
import { bodyOf, errorOf, INTEGRATION, pdfOf, post, startRoute, token, type RouteOnPort } from './harness.ts'

const LARGEST = 50_000
const LONGEST = longestBody(LARGEST)

describe('the room for bodies under way', () => {
  it('is a quarter for one holder, and anew when something is given back', () => {
    const room = new Room(400, 10)
    const leave = room.take(60, 'one')
    room.take(40, 'one')
    expect(() => room.take(1, 'one')).toThrow('This grant has as much under way as it may at once')
    room.take(100, 'other')
    leave()
    expect(() => room.take(60, 'one')).not.toThrow()
  })

  it('is enough for three of the largest under one holder, however little there is', () => {
    const room = new Room(100, 30)
    for (let file = 0; file < 3; file += 1) room.take(30, 'one')
    expect(() => room.take(1, 'one')).toThrow('This grant')
    expect(() => room.take(10, 'other')).not.toThrow()
  })

  it('ends for all together', () => {
    const room = new Room(400, 10)
    for (const holder of ['a', 'b', 'c', 'd']) room.take(100, holder)
    expect(() => room.take(1, 'e')).toThrow('The server has no room for another file just now')
  })
})

let sandbox: Sandbox
let running: RouteOnPort
let held: HeldUpload[] = []
async function stop(): Promise<void> {
  for (const upload of held) upload.leave()
  held = []
  await running.close()
  await sandbox.close()
}

async function start(totalBytes: number, authorize?: (request: Request) => Grant): Promise<void> {
  sandbox = await createSandbox({ acceptAnyRecord: true })
  running = await startRoute(sandbox, { limits: { maxFileSizeBytes: LARGEST, totalBytes } }, authorize)
}

interface HeldUpload {
  /** The status, when there is one before anything more is sent. */
  readonly answered: Promise<number | undefined>
  readonly leave: () => void
}

/** Begins a body and sends no more of it. */
function hold(headers: Readonly<Record<string, string | number>>, record: string): HeldUpload {
  const upload: ClientRequest = request(`${running.url}/applications/${record}/attachments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
  })
  // Whoever leaves is not told how it ends.
  const answered = once(upload, 'response').then(
    ([answer]) => answer.statusCode,
    () => undefined,
  )
  upload.write('{')
  const begun = { answered, leave: () => void upload.destroy() }
  held.push(begun)
  return begun
}

const send = async (bearer: string, record: string, file = pdfOf(500)) =>
  post(running.url, bodyOf(file), { Authorization: `Bearer ${bearer}` }, `/applications/${record}/attachments`)

/** The record a session of ours may touch: the one it asks for. */
const recordOf = ({ url }: Request) => new URL(url).pathname.split('/')[2] ?? ''

describe('somebody with one token who begins bodies and sends no more of them', () => {
  afterEach(stop)

  it.each([
    ['of no length', {}],
    ['compressed', { 'Content-Encoding': 'gzip', 'Content-Length': 1000 }],
    ['of the greatest length', { 'Content-Length': LONGEST }],
  ])('keeps nobody else out: %s', async (_, headers) => {
    await start(24 * LONGEST)
    const [flooding, other] = [await token(), await token({ target: 'application:other' })]
    const began = Array.from({ length: 7 }, () => hold({ ...headers, Authorization: `Bearer ${flooding}` }, 'app1'))
    expect(await Promise.race(began.map(({ answered }) => answered))).toBe(503)

    expect((await send(other, 'other')).status).toBe(200)
    const busy = await send(flooding, 'app1')
    expect({ status: busy.status, ...errorOf(busy) }).toMatchObject({
      status: 503,
      code: 'UPLOAD.SERVER_BUSY',
      delivery: 'none',
    })
    expect(Number(busy.headers.get('Retry-After'))).toBeGreaterThan(0)
    for (const begun of began) begun.leave()
    await expect.poll(async () => (await send(flooding, 'app1')).status).toBe(200)
  })

  it('nor with a session, which is known by its record where nothing else is said of it', async () => {
    await start(24 * LONGEST, (asked) =>
      grantFor({ target: `application:${recordOf(asked)}`, integrationId: INTEGRATION }),
    )
    const began = Array.from({ length: 7 }, () => hold({}, 'app1'))
    expect(await Promise.race(began.map(({ answered }) => answered))).toBe(503)
    expect((await send('', 'app1')).status).toBe(503)
    expect((await send('', 'other')).status).toBe(200)
  })
})

describe('the largest files of one token', () => {
  afterEach(stop)

  it('go three at a time, however little room there is', async () => {
    await start(3 * LONGEST)
    sandbox.setLatency(1000)
    const bearer = await token()
    const sent = [1, 2, 3].map((fill) => send(bearer, 'app1', pdfOf(LARGEST, String(fill))))
    await sandbox.until((each) => each.inFlight(INTEGRATION) === 3)
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([200, 200, 200])
  })

  it('go one at a time, where there is room for one', async () => {
    await start(LONGEST)
    const bearer = await token()
    const began = [1, 2].map(() => hold({ Authorization: `Bearer ${bearer}` }, 'app1'))
    expect(await Promise.race(began.map(({ answered }) => answered))).toBe(503)
    expect((await send(bearer, 'app1', pdfOf(LARGEST))).status).toBe(503)
    for (const begun of began) begun.leave()
    await expect.poll(async () => (await send(bearer, 'app1', pdfOf(LARGEST))).status).toBe(200)
  })
})
