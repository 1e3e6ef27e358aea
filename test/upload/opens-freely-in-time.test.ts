import { afterEach, expect, it, vi } from 'vitest'
import { opensFreely } from '../../src/upload/opens-freely.ts'
import { encryptedPdf, sampleOf } from '../contract/encrypted-pdfs.ts'

// As over a line that has died unnoticed.
vi.mock('../../src/contract/pdf-password.ts', () => new Promise(() => {}))

afterEach(() => vi.useRealTimers())

it('leaves a locked PDF to the route where what looks for a password never comes', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const told = opensFreely(sampleOf(encryptedPdf('r3-asks.pdf')))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await told).toBe(true)
})
