import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { Rules } from '../../contract/rules.ts'
import { isSameTarget } from '../../contract/target.ts'
import { browserError } from '../../contract/wire.ts'
import type { RulesState } from '../engine/attachment-upload.ts'
import { isOnline, onConnection } from '../send/connection.ts'
import type { UploadEngine } from '../engine/engine.ts'
import { isSameGrant, rulesKey } from '../engine/kept-answers.ts'
import { fetchRules, RouteFailure } from '../send/route-client.ts'
import { useRouteQuery } from './route-query.ts'

/** How long the route stays with rules that stand in for those of the ATS, in milliseconds: then it asks Kombo anew. */
const DEFAULT_RULES_FRESH_MS = 10_000

const neverChanges = () => () => {}

/** What the ATS accepts, as far as the route knows. */
export function useRules(engine: UploadEngine, client: QueryClient): RulesState {
  const { route } = engine
  const queryKey = rulesKey(engine)
  const query = useRouteQuery<Rules>(
    {
      queryKey,
      queryFn: async ({ signal }) => {
        if (route === null) throw new RouteFailure(browserError('UPLOAD.TOKEN_MISSING', 'no record is named'))
        const rules = await fetchRules(route, signal)
        // Rules of another record would be shown as this one's.
        if (isSameTarget(rules.target, route.target)) return rules
        throw new RouteFailure(browserError('UPLOAD.TARGET_MISMATCH', 'the route answered for another record'))
      },
      enabled: route !== null,
      placeholderData: (before, query) =>
        before && query && isSameGrant(query.queryKey, queryKey) ? withoutCount(before) : undefined,
    },
    client,
  )
  const { data, error } = query
  // The server drew without rules, and another widget of the page may have brought them since.
  const isHydrating = useSyncExternalStore(
    neverChanges,
    () => false,
    () => true,
  )
  return useMemo((): RulesState => {
    if (isHydrating) return { status: 'loading' }
    if (data !== undefined) return { status: 'ready', rules: data }
    // Also while they are asked for again.
    if (error === null) return { status: 'loading' }
    const known = error instanceof RouteFailure ? error.error : browserError('UPLOAD.NETWORK', 'no rules')
    return { status: 'failed', error: known }
  }, [isHydrating, data, error])
}

/** Another token of the same grant allows the same; how many files it has taken the route has to say. */
function withoutCount(rules: Rules): Rules {
  const { filesUsed, ...others } = rules
  return filesUsed === undefined ? rules : others
}

/** What could not be had is asked for again when the network is back, or the person: it may be there now. */
export function useComeback(hasFailed: boolean, reload: () => void): void {
  useEffect(() => (hasFailed ? onComeback(reload) : undefined), [hasFailed, reload])
}

/** Calls back when the network is there again, or the person, until the returned function is called. */
export function onComeback(comeBack: () => void): () => void {
  const look = () => {
    if (isOnline() && document.visibilityState === 'visible') comeBack()
  }
  const stop = onConnection(look)
  document.addEventListener('visibilitychange', look)
  return () => {
    stop()
    document.removeEventListener('visibilitychange', look)
  }
}

/** The ATS may take what rules that only stand in for its own refuse: with each refusal they are asked for once more. */
export function useSecondLook(rules: Rules | null, rejected: number, engine: UploadEngine, client: QueryClient): void {
  const doubtful = rules?.source === 'default' ? rejected : 0
  useEffect(() => {
    if (doubtful === 0) return undefined
    const queryKey = rulesKey(engine)
    const freshUntil = (client.getQueryState(queryKey)?.dataUpdatedAt ?? 0) + DEFAULT_RULES_FRESH_MS
    const timer = setTimeout(() => void client.refetchQueries({ queryKey }), Math.max(0, freshUntil - Date.now()))
    return () => clearTimeout(timer)
  }, [doubtful, engine, client])
}

/** A refusal holds for the token it was asked with; another token may be let in. */
export function useAskAgain({ status }: RulesState, engine: UploadEngine, client: QueryClient): void {
  const { target } = engine
  // What `getToken` brought was asked with.
  const { news } = engine.tokens
  const asked = useRef({ target, news })
  useEffect(() => {
    // What is asked first for another target, is asked with the token of now.
    if (asked.current.target !== target) asked.current = { target, news }
    if (status === 'loading' || asked.current.news === news) return
    asked.current = { target, news }
    if (status === 'failed') void client.refetchQueries({ queryKey: rulesKey(engine) })
  }, [status, news, target, engine, client])
}
