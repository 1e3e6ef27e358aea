import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/server.ts'
import { collectGarbage } from './collect-garbage.ts'
import { endPassing, letPass } from './passing-time.ts'

afterEach(endPassing)

const DELIVERED = { state: 'delivered', delivered: { warnings: [], deliveredAt: '2026-01-01T00:00:00.000Z' } } as const

it('forgets the oldest outcomes where there are too many, and no delivery that is under way', async () => {
  const store = createMemoryStore()
  await store.claim('under way', 'file')
  for (let at = 0; at <= 50_001; at += 1) {
    const found = await store.claim(`key ${at}`, 'file')
    if (found.state === 'claimed') await found.claim.finish(DELIVERED)
  }
  const states = ['under way', 'key 0', 'key 50001'].map(async (key) => (await store.claim(key, 'file')).state)
  expect(await Promise.all(states)).toEqual(['running', 'claimed', 'delivered'])
})

it('holds no outcome longer than a day, beside what is under way for longer', async () => {
  const store = createMemoryStore()
  await store.claim('under way', 'file')
  const over = await deliver('old')
  letPass(12 * 60 * 60_000)
  const held = await deliver('new')
  letPass(12 * 60 * 60_000 + 1)
  await store.claim('next', 'file')
  await nextTurn()
  collectGarbage()
  expect(over.deref()).toBeUndefined()
  expect(held.deref()).toBeDefined()
  expect((await store.claim('under way', 'file')).state).toBe('running')

  async function deliver(key: string) {
    const found = await store.claim(key, 'file')
    const outcome = { ...DELIVERED }
    if (found.state === 'claimed') await found.claim.finish(outcome)
    return new WeakRef(outcome)
  }
})
