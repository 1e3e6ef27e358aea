import { useCallback, useEffect, useInsertionEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { Target } from '../../contract/target.ts'
import type { AttachmentUploadOptions } from './attachment-upload-options.ts'
import type { AttachmentUpload, RulesState, UploadSettings } from '../engine/attachment-upload.ts'
import { UploadEngine } from '../engine/engine.ts'
import { reportHostError } from '../tasks/host-callback.ts'
import { rulesKey } from '../engine/kept-answers.ts'
import { summarise } from './summarise.ts'
import { describeChange, wouldBeLost } from './target-change.ts'
import { targetOf } from '../token/token-claims.ts'
import { targetKey } from '../token/token.ts'
import { useExisting } from './use-existing.ts'
import { useFirstToken } from './use-first-token.ts'
import { useOneQueryClient } from './use-query-client.ts'
import { useAskAgain, useComeback, useRules, useSecondLook } from './use-rules.ts'
import { useTokenCheck } from './use-token-check.ts'

/** The whole engine as a hook: what the widget draws, and what a page's own user interface is given. */
export function useUpload(given: AttachmentUploadOptions): AttachmentUpload {
  const client = useOneQueryClient(given.queryClient)
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
    tokenRefusals,
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
  useAskAgain(rules, engine, client)
  const current = rules.status === 'ready' ? rules.rules : null
  const { refusal, ask } = useTokenCheck(engine, client, tokenRefusals, current !== null)
  const closed = useMemo<RulesState | null>(
    () => refusal && current && { status: 'failed', error: refusal, known: current },
    [refusal, current],
  )
  const shown = (target === null ? unnamed : closed) ?? rules
  // What was asked for waits until there are rules, and nobody is told that it is on its way.
  const awaited = shown.status === 'failed' ? undefined : asked
  const summary = useMemo(() => summarise(uploads, round, awaited, unmeasured), [uploads, round, awaited, unmeasured])
  useSecondLook(current, summary.rejected, engine, client)
  const existing = useExisting(engine, current, client)
  const { grant, counting, view, endsAt: tokenEndsAt } = engine.tokens
  // Also once the token is refused: the route's word, else what the token says.
  const label = current === null ? engine.tokens.label : current.target.label
  useEffect(() => {
    // Unless another token, or another endpoint, came in the same drawing.
    const { tokens } = engine
    const isOurs = tokens.grant === grant && tokens.counting === counting && engine.endpoint === endpoint
    if (current !== null && isOurs) engine.setRules(current)
  }, [engine, current, grant, counting, endpoint])
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
  const reload = () => {
    first.reload()
    if (closed === null) void client.refetchQueries({ queryKey: rulesKey(engine) })
    else ask()
  }
  const latest = useRef({ reload, accept })
  useEffect(() => {
    latest.current = { reload, accept }
  })

  const reloadRules = useCallback(() => latest.current.reload(), [])
  useComeback(shown.status === 'failed', reloadRules)
  const acceptTargetChange = useCallback(() => latest.current.accept(), [])

  const maxTotalSizeBytes = useLimit(options.maxTotalSizeBytes)
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
      ...engine.actions,
      acceptTargetChange,
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
    ],
  )
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
