import type { Place, SlotPool } from './delivery-store.ts'
import { DEFAULT_CAPACITY } from './delivery-store.ts'
import { WaitingLine } from './waiting-line.ts'

/** Integrations nobody uses of which the capacity is kept; more are not worth their memory. */
const MAX_IDLE = 1000

interface Lane {
  readonly line: WaitingLine<Place>
  tickets: number
  inUse: number
  capacity: number
}

/** The places of each integration, counted in this process. */
export class MemorySlots implements SlotPool {
  readonly #lanes = new Map<string, Lane>()

  take(integrationId: string, signal: AbortSignal): Promise<Place> {
    const lane = this.#laneOf(integrationId)
    lane.tickets += 1
    const place = lane.line.wait(String(lane.tickets), signal)
    this.#serve(integrationId, lane)
    return place
  }

  #laneOf(integrationId: string): Lane {
    const known = this.#lanes.get(integrationId)
    if (known !== undefined) return known
    const lane: Lane = { line: new WaitingLine(), tickets: 0, inUse: 0, capacity: DEFAULT_CAPACITY }
    this.#lanes.set(integrationId, lane)
    return lane
  }

  #serve(integrationId: string, lane: Lane): void {
    while (lane.inUse < lane.capacity) {
      const { first } = lane.line
      if (first === undefined) break
      lane.inUse += 1
      lane.line.serve(first, () => ({
        inUse: lane.inUse,
        give: async (capacity) => {
          lane.inUse -= 1
          if (capacity !== null) lane.capacity = capacity
          this.#serve(integrationId, lane)
        },
      }))
    }
    if (lane.inUse === 0 && lane.line.length === 0 && this.#lanes.size > MAX_IDLE) this.#lanes.delete(integrationId)
  }
}
