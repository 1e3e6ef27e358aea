import type { Warning } from '../../contract/wire.ts'

/**
 * What there is to remember of a delivery. Everything else of a receipt is in the request that asks for it again, so
 * that no file name has to be kept.
 */
export interface Delivered {
  readonly warnings: readonly Warning[]
  /** ISO 8601. */
  readonly deliveredAt: string
}

/** What is remembered of a delivery under its idempotency key. */
export type RememberedOutcome =
  | { readonly state: 'delivered'; readonly delivered: Delivered }
  /** Maybe delivered; `since` is when its last byte may have left, in milliseconds since the epoch. */
  | { readonly state: 'unknown'; readonly since: number }
  /** Nothing was delivered: the key is free again. */
  | { readonly state: 'none' }

/** The right to deliver under one key. It is renewed by itself until it is finished. */
export interface Claim {
  /**
   * What a file delivered under it counts as. Whoever claims the key next gets the same, until an outcome is written or
   * all is forgotten: a key that is used anew after that is another file.
   */
  readonly id: string
  /**
   * To be called before each try: a claim that is lost after the first counts as maybe delivered, and one that somebody else
   * has by now must not be used again.
   * @throws RouteError `UPLOAD.STORE_UNAVAILABLE` when the claim has run out or cannot be confirmed, `UPLOAD.DELIVERY_UNKNOWN`
   * when another request has taken it over: that one may be sending.
   */
  markSending(): Promise<void>
  /**
   * Never throws: what cannot be written now is written later.
   * @param grantId what the file is counted under, where its count changes as well: `none` takes it off, `unknown` lets the
   * same file share its place, both unless the claim is somebody else's by now and the file with it; `delivered` ends that.
   */
  finish(outcome: RememberedOutcome, grantId?: string): Promise<void>
}

export type ClaimResult =
  | { readonly state: 'claimed'; readonly claim: Claim }
  /** Somebody is at it. */
  | { readonly state: 'running' }
  /** The key stands for another file. */
  | { readonly state: 'other-content' }
  | { readonly state: 'delivered'; readonly delivered: Delivered }
  /** Maybe delivered before; the claim allows finding out, never sending. */
  | { readonly state: 'unknown'; readonly claim: Claim; readonly since: number }

/** One of the places at an integration. */
export interface Place {
  /** Places in use when this one was given, with it. */
  readonly inUse: number
  /**
   * Gives it back. Never throws. To be called exactly once.
   * @param capacity how many places there are, as is known by now; `null`: nothing new is known.
   */
  give(capacity: number | null): Promise<void>
}

/** Places among those that may act on one integration at the same time, given in the order in which they are asked for. */
export interface SlotPool {
  /**
   * Waits for a place. As long as nothing is known of an integration it has `DEFAULT_CAPACITY` of them.
   * @param signal ends the wait: nothing is held then, and nobody waits behind it.
   * @throws RouteError `UPLOAD.STORE_UNAVAILABLE`, or the signal's reason.
   */
  take(integrationId: string, signal: AbortSignal): Promise<Place>
}

/** A file as it is counted under a grant. */
export interface CountedFile {
  /** What it counts under. */
  readonly grantId: string
  /** The `id` of the claim under which it is delivered. */
  readonly claimId: string
  /** What makes it the same file as another: content, record, type and name. */
  readonly fingerprint: string
}

/** Kombo's documented default for actions in flight per integration. */
export const DEFAULT_CAPACITY = 30

/**
 * The memory behind the route. In one process it is the process's own; several instances share one, so that a key is
 * claimed once and an integration's slots are counted together.
 */
export interface DeliveryStore {
  readonly slots: SlotPool
  /**
   * @throws RouteError `UPLOAD.STORE_UNAVAILABLE`, or `UPLOAD.DELIVERY_UNKNOWN` when there is a delivery that cannot be
   * read: another version may have written it down.
   */
  claim(key: string, fingerprint: string): Promise<ClaimResult>
  /**
   * Counts a file under a grant, once per claim's id. A file sent anyway shares the place of the same file that is maybe
   * attached; two share a place at most.
   * @param keptMs how long from now the count is kept at least, in milliseconds.
   * @returns whether it is among the first `most`.
   * @throws RouteError `UPLOAD.STORE_UNAVAILABLE`
   */
  countFile(file: CountedFile, most: number, keptMs: number): Promise<boolean>
  /**
   * How many files are counted under a grant.
   * @throws RouteError `UPLOAD.STORE_UNAVAILABLE`
   */
  countedFiles(grantId: string): Promise<number>
  close(): Promise<void>
}

/** How long outcomes are remembered, in milliseconds. */
export const REMEMBERED_MS = 24 * 60 * 60_000
