import { afterEach, expect, it, vi } from 'vitest'
import { randomUuid } from '../../src/upload/list/uuid.ts'

afterEach(() => vi.unstubAllGlobals())

const VERSION_4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/

it('is of version 4, and another each time', () => {
  expect(randomUuid()).toMatch(VERSION_4)
  expect(randomUuid()).not.toBe(randomUuid())
})

it.each([0, 255])('is of version 4 on a page without TLS, whatever the random bytes: %s', (byte) => {
  vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(byte) })
  expect(randomUuid()).toMatch(VERSION_4)
})
