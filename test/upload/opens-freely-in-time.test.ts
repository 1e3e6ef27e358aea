import { afterEach, expect, it, vi } from 'vitest'
import { opensFreely } from '../../src/upload/bytes/opens-freely.ts'
import { encryptedPdf, sampleOf } from '../contract/encrypted-pdfs.ts'

// As over a line that has died unnoticed.
vi.mock('../../src/contract/pdf-password.ts', () => new Promise(() => {}))

afterEach(() => vi.useRealTimers())

it('leaves a locked PDF to the route where what looks for a password never comes', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const told = vi.fn<(opens: boolean) => void>()
  void opensFreely(sampleOf(encryptedPdf('r3-asks.pdf'))).then(told)
  await vi.advanceTimersByTimeAsync(9_999)
  expect(told).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(told).toHaveBeenCalledExactlyOnceWith(true)
})
