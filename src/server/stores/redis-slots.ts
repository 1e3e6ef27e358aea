import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import * as v from 'valibot'
import type { Place, SlotPool } from './delivery-store.ts'
import { DEFAULT_CAPACITY } from './delivery-store.ts'
import type { RedisHold } from './redis-hold.ts'
import * as script from './redis-slot-scripts.ts'
import { WaitingLine } from './waiting-line.ts'

/** Pause before those who wait ask again, in milliseconds; half as much again or half of it at random. */
const ASK_AGAIN_MS = 40

/** How long a capacity is believed that nobody hears of again, in milliseconds. */
const LEARNED_MS = 10 * 60_000

const given = v.tupleWithRest([v.number()], v.union([v.string(), v.number()]))

/**
 * The places of each integration, counted in Redis, with one queue for all instances. An instance that is gone holds up
 * nobody: its tickets are passed over, and its slots end with their lease.
 */
export class RedisSlots implements SlotPool {
  readonly #hold: RedisHold
  readonly #prefix: string
  readonly #leaseMs: number
  readonly #instance = randomUUID()
  #tickets = 0
  readonly #lines = new Map<string, WaitingLine<Place>>()
  readonly #asking = new Set<string>()

  constructor(hold: RedisHold, prefix: string, leaseMs: number) {
    this.#hold = hold
    this.#prefix = prefix
    this.#leaseMs = leaseMs
  }

  async take(integrationId: string, signal: AbortSignal): Promise<Place> {
    signal.throwIfAborted()
    this.#tickets += 1
    const ticket = `${this.#instance}:${this.#tickets}`
    const line = this.#lines.get(integrationId) ?? new WaitingLine()
    this.#lines.set(integrationId, line)
    const place = line.wait(ticket, signal)
    void this.#join(integrationId, ticket)
    try {
      return await place
    } catch (error) {
      // The ticket goes as well, and with it a slot that may just be on its way to it.
      void this.#leave(integrationId, ticket, null)
      throw error
    }
  }

  async #join(integrationId: string, ticket: string): Promise<void> {
    try {
      await this.#ask(integrationId, script.JOIN_QUEUE, [ticket])
      await this.#keepAsking(integrationId)
    } catch {
      // A failure ends everybody's wait with it: nobody is left to be told.
    }
  }

  #leave(integrationId: string, ticket: string, capacity: number | null): Promise<void> {
    return this.#hold.insist(() => this.#ask(integrationId, script.LEAVE_QUEUE, [ticket, capacity ?? '', LEARNED_MS]))
  }

  /**
   * Runs a script and hands out the slots it gives. Where it fails nobody knows what was given, so everybody who waits
   * is told; what they leave behind in Redis goes with their tickets.
   */
  async #ask(integrationId: string, asked: string, args: readonly (string | number)[]): Promise<void> {
    try {
      const keys = ['slots', 'queue', 'seen', 'capacity'].map((part) => this.#key(part, integrationId))
      const answer = await this.#hold.run(asked, keys, [this.#instance, this.#leaseMs, DEFAULT_CAPACITY, ...args])
      const [isForgotten, ...slots] = v.parse(given, answer)
      this.#handOut(integrationId, slots)
      // Redis has come back without its data, or we were silent for longer than it waits.
      if (isForgotten === 1) throw this.#hold.unavailable()
    } catch (error) {
      this.#lines.get(integrationId)?.fail(error)
      throw error
    } finally {
      if (this.#lines.get(integrationId)?.length === 0) this.#lines.delete(integrationId)
    }
  }

  #handOut(integrationId: string, slots: readonly (string | number)[]): void {
    for (let index = 0; index < slots.length; index += 2) {
      const [ticket, inUse] = [String(slots[index]), Number(slots[index + 1])]
      // Who has given up by now has ended the ticket already: nothing is to be done for it here.
      this.#lines.get(integrationId)?.serve(ticket, () => this.#placeOf(integrationId, ticket, inUse))
    }
  }

  #placeOf(integrationId: string, ticket: string, inUse: number): Place {
    const key = this.#key('slots', integrationId)
    const release = this.#hold.keep(() => this.#hold.run(script.RENEW_SLOT, key, [ticket, this.#leaseMs]))
    return {
      inUse,
      give: (capacity) => {
        release()
        return this.#leave(integrationId, ticket, capacity)
      },
    }
  }

  /** Asks for as long as anybody here waits. It is what shows the others that we live, too. */
  async #keepAsking(integrationId: string): Promise<void> {
    if (this.#asking.has(integrationId) || this.#firstOf(integrationId) === undefined) return
    this.#asking.add(integrationId)
    try {
      for (;;) {
        await setTimeout(ASK_AGAIN_MS * (0.5 + Math.random()))
        const first = this.#firstOf(integrationId)
        if (first === undefined) return
        await this.#ask(integrationId, script.ASK_QUEUE, [first])
      }
    } finally {
      this.#asking.delete(integrationId)
    }
  }

  #firstOf(integrationId: string): string | undefined {
    return this.#lines.get(integrationId)?.first
  }

  /** The braces keep an integration's keys together in a cluster. */
  #key(part: string, integrationId: string): string {
    return `${this.#prefix}${part}:{${integrationId}}`
  }
}
