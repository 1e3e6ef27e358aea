import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { CLOCK_TOLERANCE_SECONDS } from '../../contract/grant.ts'
import { isSameTarget } from '../../contract/target.ts'
import type { UploadError } from '../../contract/wire.ts'
import type { UploadEngine } from '../engine/engine.ts'
import { rulesKey } from '../engine/kept-answers.ts'
import { isTokenRefused } from '../token/no-token.ts'
import type { RouteAddress } from '../send/route-client.ts'
import { fetchRules, RouteFailure } from '../send/route-client.ts'
import { onComeback } from './use-rules.ts'

/** How long after its end a token that is not refused yet is asked about again, in milliseconds. */
const ASK_AGAIN_MS = 60_000

/** Longest wait for a timer, in milliseconds: browsers take one of 25 days or more for none at all. */
export const LONGEST_TIMER_MS = 86_400_000

/** The token a refusal is of, in the list it was refused in. */
interface Refusal {
  readonly engine: UploadEngine
  /** The last one that is no renewal of the engine's own. */
  readonly news: string | undefined
  readonly error: UploadError
}

export interface TokenCheck {
  /** With what the route refuses the token of now; `null` while it does not, as far as anybody knows. */
  readonly refusal: UploadError | null
  /** Asks the route once more. One question at a time. */
  readonly ask: () => void
}

/**
 * What holds for one file holds for all: where the token was refused for one, or is over by this clock, the route is asked for
 * the rules. That a link has ended is said in place of the zone then, and nothing more is chosen for it. A refusal is kept apart from
 * the rules: those are shared with other widgets of the page, which may have tokens of their own.
 * @param refusals how many files of the list it was refused for.
 * @param isReady whether there are rules; without, they are asked for anyway.
 */
export function useTokenCheck(
  engine: UploadEngine,
  client: QueryClient,
  refusals: number,
  isReady: boolean,
): TokenCheck {
  const [known, setKnown] = useState<Refusal | null>(null)
  const { endsAt, news } = engine.tokens
  const refusal = known?.engine === engine && known.news === news ? known.error : null

  const { ask, stop } = useMemo(() => askOneAtATime(engine, client, news, setKnown), [engine, client, news])
  useEffect(() => stop, [stop])

  const before = useRef(refusals)
  useEffect(() => {
    const isMore = refusals > before.current
    before.current = refusals
    if (isMore && refusal === null) ask()
  }, [refusals, refusal, ask])

  const isOpen = isReady && refusal === null
  useEffect(() => {
    if (endsAt === null || !isOpen) return undefined
    const endMs = endsAt + CLOCK_TOLERANCE_SECONDS * 1000
    const leftMs = () => endMs - Date.now()
    const look = () => {
      if (leftMs() <= 0) ask()
    }
    let timer: ReturnType<typeof setTimeout>
    const wait = () => {
      const left = leftMs()
      timer = setTimeout(
        () => {
          look()
          wait()
        },
        left <= 0 ? ASK_AGAIN_MS : Math.min(left, LONGEST_TIMER_MS),
      )
    }
    // Rules that were kept from before its end say nothing of it now.
    if ((client.getQueryState(rulesKey(engine))?.dataUpdatedAt ?? 0) < endMs) look()
    wait()
    const stopLooking = onComeback(look)
    return () => {
      clearTimeout(timer)
      stopLooking()
    }
  }, [engine, client, endsAt, isOpen, ask])

  return { refusal, ask }
}

interface Question {
  readonly ask: () => void
  readonly stop: () => void
}

/** Asks by the token of a list, one question at a time; what is heard after `stop` is of no interest any more. */
function askOneAtATime(
  engine: UploadEngine,
  client: QueryClient,
  news: string | undefined,
  tell: (refusal: Refusal | null) => void,
): Question {
  let asking: AbortController | null = null
  const hear = async ({ signal }: AbortController, route: RouteAddress) => {
    try {
      const rules = await fetchRules(route, signal)
      if (signal.aborted) return
      // They may be others than before: a session may be another person's by now.
      if (isSameTarget(rules.target, route.target)) client.setQueryData(rulesKey(route), rules)
      tell(null)
    } catch (error) {
      // Whatever else goes wrong says nothing about the token.
      const isRefusal = error instanceof RouteFailure && isTokenRefused(error.error)
      if (isRefusal && !signal.aborted) tell({ engine, news, error: error.error })
    }
  }
  return {
    ask: () => {
      const { route } = engine
      if (route === null || asking !== null) return
      const controller = new AbortController()
      asking = controller
      void hear(controller, route).finally(() => {
        if (asking === controller) asking = null
      })
    },
    stop: () => {
      asking?.abort()
      asking = null
    },
  }
}
