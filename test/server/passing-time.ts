import { vi } from 'vitest'

const processClock = performance.now.bind(performance)

/** Lets that much time go by, in milliseconds, for whoever looks at a clock; timers do not hear of it. */
export function letPass(milliseconds: number): void {
  const ahead = performance.now() + milliseconds - processClock()
  vi.spyOn(performance, 'now').mockImplementation(() => processClock() + ahead)
  setClock(milliseconds)
}

/** Sets the clock of the machine on, or back, by that many milliseconds: no time goes by. */
export function setClock(milliseconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds })
}

/** Back to what the clocks say. */
export function endPassing(): void {
  vi.restoreAllMocks()
  vi.useRealTimers()
}
