import { expect, it } from 'vitest'
import { createMemoryStore } from '../../src/server.ts'

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
