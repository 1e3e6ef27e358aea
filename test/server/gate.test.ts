import { setMaxListeners } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/server.ts'
import { Gate, type Slot } from '../../src/server/stores/gate.ts'
import { RouteError } from '../../src/server/answers/route-error.ts'
import { endPassing, letPass } from './passing-time.ts'

const never = new AbortController().signal
setMaxListeners(0, never)
const soon = () => performance.now() + 5000
const answer = (limit: number, remaining: number) => ({ limit, remaining, isRefused: false })

async function gateFor(limit: number): Promise<Gate> {
  const gate = new Gate(createMemoryStore().slots)
  const first = await gate.enter('a', soon(), never)
  first.leave(answer(limit, limit - 1))
  return gate
}

/** Those inside once nothing moves any more. */
function entering(gate: Gate, count: number): { readonly inside: number[]; readonly slots: Promise<Slot>[] } {
  const inside: number[] = []
  const slots = Array.from({ length: count }, async (_, turn) => {
    const slot = await gate.enter('a', soon(), never)
    inside.push(turn)
    return slot
  })
  return { inside, slots }
}

afterEach(endPassing)

describe('the gate', () => {
  it('lets in as many as Kombo says, in the order they came', async () => {
    const gate = await gateFor(2)
    const { inside, slots } = entering(gate, 5)
    await expect.poll(() => inside).toEqual([0, 1])
    ;(await slots[0])?.leave(answer(2, 0))
    await expect.poll(() => inside).toEqual([0, 1, 2])
    expect(gate.slotsInUse).toBe(2)
  })

  it('leaves room for others who use the same integration', async () => {
    const gate = new Gate(createMemoryStore().slots)
    const first = await gate.enter('a', soon(), never)
    // One slot is ours and four remain of thirty: others hold twenty-five.
    first.leave(answer(30, 4))
    const { inside } = entering(gate, 20)
    await expect.poll(() => inside).toHaveLength(5)
    expect(gate.slotsInUse).toBe(5)
  })

  it('takes back what it let in when it is told that it was too many', async () => {
    const gate = await gateFor(3)
    const { inside, slots } = entering(gate, 6)
    await expect.poll(() => inside).toHaveLength(3)
    ;(await slots[2])?.leave({ limit: 3, remaining: 0, isRefused: true })
    expect(inside).toHaveLength(3)
    ;(await slots[0])?.leave(answer(3, 2))
    await expect.poll(() => inside).toHaveLength(5)
  })

  it('lets in one less where it is told that it was too many, and not how many there are', async () => {
    const gate = await gateFor(3)
    const { inside, slots } = entering(gate, 6)
    await expect.poll(() => inside).toHaveLength(3)
    ;(await slots[2])?.leave({ limit: null, remaining: null, isRefused: true })
    ;(await slots[0])?.leave()
    await expect.poll(() => inside).toHaveLength(4)
  })

  it.each([answer(0, 0), { limit: 0, remaining: null, isRefused: false }, { ...answer(0, 0), isRefused: true }])(
    'goes on with one slot where Kombo says that there is none: %o',
    async (report) => {
      const gate = new Gate(createMemoryStore().slots)
      const first = await gate.enter('a', soon(), never)
      first.leave(report)
      const { inside, slots } = entering(gate, 2)
      await expect.poll(() => inside).toEqual([0])
      ;(await slots[0])?.leave()
      await expect.poll(() => inside).toEqual([0, 1])
    },
  )

  it('keeps integrations apart', async () => {
    const gate = await gateFor(1)
    await gate.enter('a', soon(), never)
    await expect(gate.enter('b', soon(), never)).resolves.toBeDefined()
  })

  it('turns away at the deadline and on request, and goes on with the next', async () => {
    const gate = await gateFor(1)
    const first = await gate.enter('a', soon(), never)
    const late = gate.enter('a', performance.now() + 30, never)
    const cancelled = new AbortController()
    const gone = gate.enter('a', soon(), cancelled.signal)
    const next = gate.enter('a', soon(), never)
    cancelled.abort(new Error('gone'))
    await expect(gone).rejects.toThrow('gone')
    await expect(late).rejects.toMatchObject({ code: 'UPLOAD.ATS_BUSY', delivery: 'none' })
    first.leave()
    ;(await next).leave()
    expect(gate.slotsInUse).toBe(0)
  })

  it('lets nobody in after the deadline who stood still while a slot came', async () => {
    const gate = await gateFor(1)
    const first = await gate.enter('a', soon(), never)
    const late = gate.enter('a', soon(), never)
    const next = gate.enter('a', performance.now() + 3_600_000, never)
    letPass(60_000)
    first.leave()
    await expect(late).rejects.toMatchObject({ code: 'UPLOAD.ATS_BUSY', delivery: 'none' })
    ;(await next).leave()
    expect(gate.slotsInUse).toBe(0)
  })

  it('lets nobody in when the slots cannot be counted', async () => {
    const gate = new Gate({ take: () => Promise.reject(new RouteError('UPLOAD.STORE_UNAVAILABLE', 'gone')) })
    await expect(gate.enter('a', soon(), never)).rejects.toMatchObject({ code: 'UPLOAD.STORE_UNAVAILABLE' })
    expect(gate.slotsInUse).toBe(0)
  })
})
