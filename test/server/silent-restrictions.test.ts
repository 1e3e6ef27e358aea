import { afterEach, describe, expect, it } from 'vitest'
import { parseRules } from '../../src/contract/wire.ts'
import type { Rules } from '../../src/contract/rules.ts'
import { RESTRICTIONS_WAIT_MS } from '../../src/server/calls/restrictions.ts'
import {
  APPLICATION,
  bodyOf,
  errorOf,
  INTEGRATION,
  pdfOf,
  post,
  startRig,
  startRoute,
  token,
  type Rig,
} from './harness.ts'
import { endPassing, letPass } from './passing-time.ts'

/** Longer than restrictions are fresh, in milliseconds. */
const LATER_MS = 6 * 60_000

let rig: Rig
afterEach(async () => {
  endPassing()
  await rig.close()
})

async function ask(): Promise<Rules | null> {
  const response = await fetch(`${rig.url}/applications/${APPLICATION}/attachments/rules`, {
    headers: { Authorization: `Bearer ${await token()}` },
  })
  return parseRules(await response.json())
}

/** How long something takes, in milliseconds. */
async function timed(what: () => Promise<unknown>): Promise<number> {
  const since = performance.now()
  await what()
  return performance.now() - since
}

/** Time goes by, and with it what makes restrictions fresh. */
const later = () => letPass(LATER_MS)

const reads = () => rig.sandbox.requests.filter(({ path }) => path.includes('/ats/actions/')).length

describe('while Kombo does not say what the ATS takes', () => {
  it('the rules are the server’s own, after a short wait, and the next to ask waits no more', async () => {
    rig = await startRig()
    rig.sandbox.faults.arm('no-answer', { on: 'restrictions', times: Infinity })
    expect((await ask())?.source).toBe('default')
    expect(await timed(ask)).toBeLessThan(RESTRICTIONS_WAIT_MS / 2)
  })

  it('a file is delivered by them, and no silence of its sender is made of it', async () => {
    rig = await startRig({ limits: { bodyIdleMs: 300 } })
    rig.sandbox.faults.arm('no-answer', { on: 'restrictions', times: Infinity })
    expect((await post(rig.url, bodyOf(pdfOf(3_000_000)))).status).toBe(200)
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it('what it says late is known from then on', async () => {
    rig = await startRig()
    rig.sandbox.setIntegration(INTEGRATION, { restrictions: 'kombo-example' })
    rig.sandbox.faults.arm('slow', { on: 'restrictions', delayMs: RESTRICTIONS_WAIT_MS + 500 })
    expect((await ask())?.source).toBe('default')
    await expect.poll(async () => (await ask())?.source).toBe('ats')
    expect(rig.sandbox.requests.filter(({ path }) => path.includes('/ats/actions/'))).toHaveLength(1)
  })

  it('what it said before serves, and is asked for anew behind', async () => {
    rig = await startRig()
    rig.sandbox.setIntegration(INTEGRATION, { restrictions: 'kombo-example' })
    expect((await ask())?.types.CV.supported).toBe(false)
    rig.sandbox.setIntegration(INTEGRATION, { restrictions: { answer: 'null' } })
    rig.sandbox.faults.arm('slow', { on: 'restrictions', delayMs: 500 })
    later()
    expect((await ask())?.types.CV.supported).toBe(false)
    await expect.poll(async () => (await ask())?.types.CV.supported).toBe(true)
    expect(reads()).toBe(2)
  })

  it('what it said before outlives that it knows no more', async () => {
    rig = await startRig()
    rig.sandbox.setIntegration(INTEGRATION, { restrictions: 'kombo-example' })
    expect((await ask())?.source).toBe('ats')
    rig.sandbox.setIntegration(INTEGRATION, { restrictions: { answer: 'not-found' } })
    later()
    await ask()
    await expect.poll(reads).toBe(2)
    later()
    expect((await ask())?.source).toBe('ats')
  })

  it('what it said was wrong after it had said what the ATS takes is looked at anew, too', async () => {
    rig = await startRig()
    rig.sandbox.setIntegration(INTEGRATION, { restrictions: 'kombo-example' })
    expect((await ask())?.source).toBe('ats')
    rig.sandbox.faults.arm('INTEGRATION.AUTHENTICATION_INVALID', { on: 'restrictions', times: 1 })
    later()
    await ask()
    await expect.poll(async () => (await ask()) === null).toBe(true)
    later()
    expect((await ask())?.source).toBe('ats')
  })

  it('what it said was wrong is looked at anew before it is said again', async () => {
    rig = await startRig()
    rig.sandbox.faults.arm('INTEGRATION.AUTHENTICATION_INVALID', { on: 'restrictions' })
    expect(await ask()).toBeNull()
    later()
    expect((await ask())?.target.id).toBe(APPLICATION)
  })
})

describe('a kind of file that not every ATS takes', () => {
  const SLIDES = bodyOf(Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500)]), { name: 'portfolio.pptx' })

  it.each(['html-503', 'no-answer', 'PLATFORM.RATE_LIMIT_EXCEEDED', 'PLATFORM.UNKNOWN_ERROR'] as const)(
    'is told to come again while nobody can say whether this one does, and then taken: %s',
    async (fault) => {
      rig = await startRig()
      rig.sandbox.setIntegration(INTEGRATION, { restrictions: 'personio' })
      rig.sandbox.faults.arm(fault, { on: 'restrictions' })
      const answer = await post(rig.url, SLIDES)
      expect({ status: answer.status, ...errorOf(answer) }).toMatchObject({
        status: 502,
        code: 'UPLOAD.ATS_UNREACHABLE',
        delivery: 'none',
      })
      expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0)
      rig.sandbox.setIntegration(INTEGRATION, { restrictions: 'personio' })
      const again = await startRoute(rig.sandbox)
      expect((await post(again.url, SLIDES)).status).toBe(200)
      await again.close()
    },
  )

  it.each(['null', 'absent', 'not-found'] as const)(
    'is refused where Kombo knows nothing of it: %s',
    async (answer) => {
      rig = await startRig()
      rig.sandbox.setIntegration(INTEGRATION, { restrictions: { answer } })
      expect(errorOf(await post(rig.url, SLIDES)).code).toBe('UPLOAD.FILE_KIND_NOT_ACCEPTED')
    },
  )

  it('is refused all the same where no list could make it one that is taken', async () => {
    rig = await startRig()
    rig.sandbox.faults.arm('html-503', { on: 'restrictions' })
    const zip = bodyOf(Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500)]), { name: 'all.zip' })
    expect(errorOf(await post(rig.url, zip)).code).toBe('UPLOAD.FILE_KIND_NOT_ACCEPTED')
  })

  it('is answered with what is wrong with the integration, where that is why nobody can say', async () => {
    rig = await startRig()
    rig.sandbox.faults.arm('INTEGRATION.AUTHENTICATION_INVALID', { on: 'restrictions' })
    expect(errorOf(await post(rig.url, SLIDES)).code).toBe('INTEGRATION.AUTHENTICATION_INVALID')
  })
})

describe('a sender', () => {
  it('that is silent itself is still told so', async () => {
    rig = await startRig({ limits: { bodyIdleMs: 300 } })
    rig.sandbox.faults.arm('slow', { on: 'restrictions', delayMs: 600 })
    const head = new TextEncoder().encode(bodyOf(pdfOf(500)).slice(0, -20))
    const body = new ReadableStream({ start: (controller) => controller.enqueue(head) })
    expect(errorOf(await post(rig.url, body))).toMatchObject({ code: 'UPLOAD.BODY_TIMEOUT', delivery: 'none' })
  })
})
