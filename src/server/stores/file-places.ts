import type { CountedFile, RememberedOutcome } from './delivery-store.ts'

interface Place {
  /** The claim that holds it. */
  holder: string
  /** The claim under which the same file was sent anyway. */
  second: string | null
  /** Fingerprint of the holder's file while that is maybe attached. */
  doubt: string | null
  /** Whether the second is maybe attached, too. */
  isSecondInDoubt: boolean
}

const ALONE = { second: null, isSecondInDoubt: false } as const

/** The places of one grant's files, in this process. What they mean is said at `DeliveryStore`. */
export class FilePlaces {
  #places: Place[] = []

  get count(): number {
    return this.#places.length
  }

  /** @returns false when there is none left. */
  take({ claimId, fingerprint }: CountedFile, most: number): boolean {
    if (this.#places.some(({ holder, second }) => holder === claimId || second === claimId)) return true
    const shared = this.#places.find(({ second, doubt }) => second === null && doubt === fingerprint)
    if (shared !== undefined) shared.second = claimId
    else if (this.#places.length >= most) return false
    else this.#places.push({ holder: claimId, ...ALONE, doubt: null })
    return true
  }

  settle(claimId: string, fingerprint: string, state: RememberedOutcome['state']): void {
    const place = this.#places.find(({ holder, second }) => holder === claimId || second === claimId)
    if (place === undefined) return
    if (place.second === claimId) {
      Object.assign(place, state === 'none' ? ALONE : { isSecondInDoubt: state === 'unknown' })
    } else if (state !== 'none') place.doubt = state === 'unknown' ? fingerprint : null
    else if (place.second === null) this.#places = this.#places.filter((each) => each !== place)
    else {
      const doubt = place.isSecondInDoubt ? fingerprint : null
      Object.assign(place, { holder: place.second, ...ALONE, doubt } satisfies Place)
    }
  }
}
