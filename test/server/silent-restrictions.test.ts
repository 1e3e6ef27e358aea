import { afterEach, describe, expect, it, vi } from 'vitest'
import { parseRules } from '../../src/contract/wire.ts'
import type { Rules } from '../../src/contract/rules.ts'
import { RESTRICTIONS_WAIT_MS } from '../../src/server/restrictions.ts'
import { APPLICATION, bodyOf, errorOf, INTEGRATION, pdfOf, post, startRig, token, type Rig } from './harness.ts'

/** Longer than restrictions are fresh, in milliseconds. */
const LATER_MS = 6 * 60_000

let rig: Rig
afterEach(async () => {
  vi.useRealTimers()
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
const later = () => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + LATER_MS })

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

  it('what it said was wrong is looked at anew before it is said again', async () => {
    rig = await startRig()
    rig.sandbox.faults.arm('INTEGRATION.AUTHENTICATION_INVALID', { on: 'restrictions' })
    expect(await ask()).toBeNull()
    later()
    expect((await ask())?.target.id).toBe(APPLICATION)
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
