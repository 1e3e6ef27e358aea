// Over 200 lines: the one place where React, the queries and the engine meet, and most lines hand something on.
import { QueryClient, QueryClientContext, useQuery } from '@tanstack/react-query'
import {
  useCallback,
  useContext,
  useEffect,
  useInsertionEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { errorPolicy } from '../contract/error-code.ts'
import type { Rules } from '../contract/rules.ts'
import { isSameTarget } from '../contract/target.ts'
import type { Target } from '../contract/target.ts'
import { browserError } from '../contract/wire.ts'
import type { AttachmentUploadOptions } from './attachment-upload-options.ts'
import { browserConnection } from './connection.ts'
import type { AttachmentUpload, PendingTargetChange, RulesState, UploadSettings } from './attachment-upload.ts'
import { UploadEngine } from './engine.ts'
import { reportHostError } from './host-callback.ts'
import { existingKey, rulesKey } from './kept-answers.ts'
import { propGetters } from './prop-getters.ts'
import type { PropGetters } from './prop-getters.ts'
import { fetchExisting, fetchRules, RouteFailure } from './route-client.ts'
import { summarise } from './summarise.ts'
import { targetKey, targetOf } from './token.ts'
import type { Upload } from './upload.ts'
import { isUnderWay } from './upload.ts'
import { useFirstToken } from './use-first-token.ts'

/** How long rules are taken as current, in milliseconds; older ones are asked for again when the page is looked at. */
const RULES_FRESH_MS = 60_000

/** How long the route stays with rules that stand in for those of the ATS, in milliseconds: then it asks Kombo anew. */
const DEFAULT_RULES_FRESH_MS = 10_000

/**
 * The whole engine of the widget, for user interfaces of your own.
 *
 *     const upload = useAttachmentUpload({ endpoint: '/api', token })
 *     <label>Documents <input {...upload.getFileInputProps()} /></label>
 *     {upload.uploads.map((each) => (
 *       <li key={each.id} {...upload.getRowProps(each)}>
 *         {each.name} <progress {...upload.getProgressProps(each)} />
 *       </li>
 *     ))}
 *     <button type="button" onClick={upload.start}>Upload</button>
 *
 * Files under way go on when the component goes away: they were sent on the person's word, and their outcomes are
 * still told to `onOutcome` and `onSettled`.
 */
export function useAttachmentUpload(given: AttachmentUploadOptions): AttachmentUpload & PropGetters {
  const client = useClient(given.queryClient)
  const first = useFirstToken(given)
  const options = first.token === undefined ? given : { ...given, token: first.token }
  const wanted = useWantedTarget(options)

  const [engine, setEngine] = useState(() => new UploadEngine({ target: wanted, client, options }))
  const {
    uploads,
    isOnline,
    round,
    wanted: asked,
    unmeasured,
  } = useSyncExternalStore(engine.subscribe, engine.getSnapshot, engine.getSnapshot)

  // While there is no target no record is shown that files could have been chosen for: the list takes over the first.
  const { endpoint, target } = engine
  const changes = wanted !== null && target !== null && targetKey(wanted) !== targetKey(target)
  const replace = () => setEngine(new UploadEngine({ target: wanted, client, options }))
  const isAtStake = uploads.some(wouldBeLost)
  const [isAsked, setAsked] = useState(false)
  // Once asked, a person wants to see how it ends: the list stays until they answer, empty it, or the page goes back.
  const asks = changes && (isAtStake || (isAsked && uploads.length > 0))
  if (asks !== isAsked) setAsked(asks)
  if (changes && !asks) replace()

  // Unlike other effects it lasts while React hides the component, which forgets nothing then.
  useInsertionEffect(() => engine.hold(), [engine])
  const before = useRef(engine)
  useEffect(() => {
    // What was to be lost a person has answered for. The page hears that this list is empty, and nothing more of it.
    if (before.current !== engine) before.current.dispose()
    before.current = engine
    return engine.connect()
  }, [engine])
  // What was chosen for one record stays with the server it was chosen for, until a person lets it go.
  useEffect(() => engine.configure(changes ? { ...options, endpoint } : options, wanted))

  const { problem } = first
  const unnamed = useMemo<RulesState | null>(() => problem && { status: 'failed', error: problem }, [problem])
  const rules = useRules(engine, client)
  useAskAgain(rules, options.token, engine, client)
  const current = rules.status === 'ready' ? rules.rules : null
  const shown = target === null ? (unnamed ?? rules) : rules
  // What was asked for waits until there are rules, and nobody is told that it is on its way.
  const awaited = shown.status === 'failed' ? undefined : asked
  const summary = useMemo(() => summarise(uploads, round, awaited, unmeasured), [uploads, round, awaited, unmeasured])
  useSecondLook(current, summary.rejected, engine, client)
  const existing = useExisting(engine, current, client)
  const { grant, view, label, endsAt: tokenEndsAt } = engine.tokens
  useEffect(() => {
    // Unless another grant, or another endpoint, came in the same drawing.
    if (current !== null && engine.tokens.grant === grant && engine.endpoint === endpoint) engine.setRules(current)
  }, [engine, current, grant, endpoint])
  useEffect(() => engine.setExisting(existing), [engine, existing])

  const pendingTargetChange = useMemo(
    () => (asks ? describeChange(target, wanted, uploads) : null),
    [asks, target, wanted, uploads],
  )
  const accept = () => {
    if (!changes) return
    engine.dispose()
    replace()
  }
  const latest = useRef({ reload: first.reload, accept })
  useEffect(() => {
    latest.current = { reload: first.reload, accept }
  })

  const reloadRules = useCallback(() => {
    latest.current.reload()
    void client.refetchQueries({ queryKey: rulesKey(engine) })
  }, [client, engine])
  useComeback(shown.status === 'failed', reloadRules)
  const acceptTargetChange = useCallback(() => latest.current.accept(), [])

  const maxTotalSizeBytes = useLimit(options.maxTotalSizeBytes)
  const getters = useMemo(
    () => propGetters({ rules: shown, addFiles: engine.addFiles, setType: engine.setType }),
    [shown, engine],
  )
  // The same object until something in it changes: a page may keep it in a state of its own.
  return useMemo(
    () => ({
      target,
      view,
      label,
      tokenEndsAt,
      pendingTargetChange,
      rules: shown,
      uploads,
      existing,
      summary,
      maxTotalSizeBytes,
      isOnline,
      reloadRules,
      addFiles: engine.addFiles,
      setType: engine.setType,
      rename: engine.rename,
      remove: engine.remove,
      clear: engine.clear,
      addAnyway: engine.addAnyway,
      start: engine.start,
      cancel: engine.cancel,
      cancelAll: engine.cancelAll,
      retry: engine.retry,
      checkAgain: engine.checkAgain,
      sendAnyway: engine.sendAnyway,
      acceptTargetChange,
      ...getters,
    }),
    [
      engine,
      target,
      view,
      label,
      tokenEndsAt,
      pendingTargetChange,
      shown,
      uploads,
      existing,
      summary,
      maxTotalSizeBytes,
      isOnline,
      reloadRules,
      acceptTargetChange,
      getters,
    ],
  )
}

/**
 * Whether a person has to say what becomes of a file before the list goes: it is not attached, and nobody decided that. A
 * failed file has to be sent again or given up, one that is maybe attached to be looked for on this very record. A refused
 * file was never going to be sent, and a cancelled one was given up by the person. An attached one is where it belongs.
 */
function wouldBeLost(upload: Upload): boolean {
  return isUnderWay(upload) || upload.state === 'ready' || upload.state === 'failed' || upload.state === 'unknown'
}

function describeChange(from: Target | null, to: Target, uploads: readonly Upload[]): PendingTargetChange | null {
  if (from === null) return null
  const underWay = uploads.filter(isUnderWay).length
  return { from, to, underWay, unsent: uploads.filter(wouldBeLost).length - underWay }
}

/** `NaN`, of a variable that is not set, is no limit: the page is told, and the person reads of none. */
function useLimit(given: number | undefined): number | null {
  const isNone = Number.isNaN(given)
  useEffect(() => {
    if (isNone) reportHostError(new RangeError('maxTotalSizeBytes is NaN'))
  }, [isNone])
  return isNone ? null : (given ?? null)
}

/** One object for as long as the token names the same record, however often the token changes. */
function useWantedTarget({ token, target }: UploadSettings): Target | null {
  const found = useMemo(() => targetOf(token, target), [token, target])
  const [kept, keep] = useState(found)
  if (targetKey(kept) === targetKey(found)) return kept
  keep(found)
  return found
}

function useClient(given: QueryClient | undefined): QueryClient {
  const provided = useContext(QueryClientContext)
  const [own] = useState(() => new QueryClient())
  const client = given ?? provided ?? own
  useEffect(() => {
    // Nobody else mounts it, and unmounted it would not ask again when the network or the person comes back.
    if (client !== own) return undefined
    own.mount()
    return () => own.unmount()
  }, [client, own])
  return client
}

function useRules(engine: UploadEngine, client: QueryClient): RulesState {
  const { route } = engine
  const query = useQuery(
    {
      queryKey: rulesKey(engine),
      queryFn: async ({ signal }) => {
        if (route === null) throw new RouteFailure(browserError('UPLOAD.TOKEN_MISSING', 'no record is named'))
        const rules = await fetchRules(route, signal)
        // Rules of another record would be shown as this one's.
        if (isSameTarget(rules.target, route.target)) return rules
        throw new RouteFailure(browserError('UPLOAD.TARGET_MISMATCH', 'the route answered for another record'))
      },
      enabled: route !== null,
      ...QUERY,
    },
    client,
  )
  const { data, error, fetchStatus } = query
  return useMemo((): RulesState => {
    if (data !== undefined) return { status: 'ready', rules: data }
    if (error === null || fetchStatus === 'fetching') return { status: 'loading' }
    const known = error instanceof RouteFailure ? error.error : browserError('UPLOAD.NETWORK', 'no rules')
    return { status: 'failed', error: known }
  }, [data, error, fetchStatus])
}

/** What could not be had is asked for again when the network is back, or the person: it may be there now. */
function useComeback(hasFailed: boolean, reload: () => void): void {
  useEffect(() => {
    if (!hasFailed) return undefined
    const look = () => {
      if (browserConnection.isOnline() && document.visibilityState === 'visible') reload()
    }
    const stop = browserConnection.subscribe(look)
    document.addEventListener('visibilitychange', look)
    return () => {
      stop()
      document.removeEventListener('visibilitychange', look)
    }
  }, [hasFailed, reload])
}

/** The ATS may take what rules that only stand in for its own refuse: with each refusal they are asked for once more. */
function useSecondLook(rules: Rules | null, rejected: number, engine: UploadEngine, client: QueryClient): void {
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
function useAskAgain(
  { status }: RulesState,
  token: string | undefined,
  engine: UploadEngine,
  client: QueryClient,
): void {
  const { target } = engine
  const asked = useRef({ target, token })
  useEffect(() => {
    // What is asked first for another target, is asked with the token of now.
    if (asked.current.target !== target) asked.current = { target, token }
    if (status === 'loading' || asked.current.token === token) return
    asked.current = { target, token }
    if (status === 'failed') void client.refetchQueries({ queryKey: rulesKey(engine) })
  }, [status, token, target, engine, client])
}

function useExisting(engine: UploadEngine, rules: Rules | null, client: QueryClient) {
  const { route } = engine
  const isReadable = route !== null && rules?.canRead === true
  const query = useQuery(
    {
      queryKey: existingKey(engine),
      queryFn: ({ signal }) => (route === null ? [] : fetchExisting(route, signal)),
      enabled: isReadable,
      ...QUERY,
    },
    client,
  )
  return isReadable ? (query.data ?? null) : null
}

/** Set out in full: the page's own defaults must not reach in here. */
const QUERY = {
  placeholderData: () => undefined,
  staleTime: RULES_FRESH_MS,
  networkMode: 'always',
  throwOnError: false,
  retry: (failures: number, error: Error) =>
    failures < 2 && error instanceof RouteFailure && errorPolicy(error.error.code).retry === 'automatic',
  retryDelay: (failures: number, error: Error) =>
    (error instanceof RouteFailure ? (error.error.retryAfterMs ?? 0) : 0) + 500 * 2 ** failures,
} as const
