import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { IDEMPOTENCY_KEY_HEADER, IDEMPOTENCY_REPLAY_ONLY_HEADER } from '../../src/contract/body-layout.ts'
import { parseRules } from '../../src/contract/wire.ts'
import { parseSubject } from '../../src/contract/target.ts'
import type { Outcome } from '../../src/upload/engine/attachment-upload.ts'
import { UploadEngine } from '../../src/upload/engine/engine.ts'
import { SendFailure } from '../../src/upload/send/send.ts'
import { isSettled } from '../../src/upload/list/upload.ts'
import type { Conversation } from './scripted-route.ts'
import { attached, pdf, refused, rulesAnswer, scriptedSend, token } from './scripted-route.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 0, toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function numbersOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Lets so much time pass, and then whatever the browser does by itself, until no file is read any more. */
async function pass(ms: number, { getSnapshot }: Pick<UploadEngine, 'getSnapshot'>): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms)
  for (let turn = 0; turn < 6 || getSnapshot().uploads.some(({ state }) => state === 'reading'); turn += 1) {
    await new Promise((resolve) => setImmediate(resolve))
    await vi.advanceTimersByTimeAsync(0)
  }
}

/** A record, and a route in front of it that attaches once under each key, as the real one does. */
class Witness {
  /** Contents, as often as they were attached. */
  readonly record: string[] = []
  readonly #keys = new Set<string>()

  /** Whether it is on the record then. */
  async receive(conversation: Conversation): Promise<boolean> {
    const { request } = conversation
    const key = request.headers[IDEMPOTENCY_KEY_HEADER] ?? ''
    if (!this.#keys.has(key) && !(IDEMPOTENCY_REPLAY_ONLY_HEADER in request.headers)) {
      this.#keys.add(key)
      this.record.push(atob((await conversation.attachment()).data))
    }
    return this.#keys.has(key)
  }

  async answer(conversation: Conversation): Promise<void> {
    if (await this.receive(conversation)) conversation.answer(200, attached())
    else conversation.answer(409, refused('UPLOAD.NOT_ATTACHED'))
  }
}

/** What can happen to a request, most of it bad. */
const FATES: readonly ((conversation: Conversation, witness: Witness) => unknown)[] = [
  (conversation, witness) => witness.answer(conversation),
  (conversation) => conversation.allSent(),
  (conversation) => conversation.progress(20),
  (conversation) => conversation.breakOff(new SendFailure(false)),
  (conversation) => conversation.breakOff(new SendFailure(true)),
  (conversation) => conversation.answer(409, refused('ATS.JOB_CLOSED')),
  (conversation) => conversation.answer(503, refused('UPLOAD.SERVER_BUSY', { retryAfterMs: 100 })),
  (conversation) => conversation.answer(401, refused('UPLOAD.TOKEN_EXPIRED')),
  (conversation) => conversation.answer(413, '<html>too large</html>'),
  async (conversation, witness) => {
    await witness.receive(conversation)
    conversation.breakOff(new SendFailure(true))
  },
  async (conversation, witness) => {
    await witness.receive(conversation)
    conversation.answer(504, refused('UPLOAD.DELIVERY_UNKNOWN', { delivery: 'unknown' }))
  },
]

async function walk(seed: number) {
  const random = numbersOf(seed)
  const one = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)]
  vi.spyOn(Math, 'random').mockImplementation(random)
  let isOnline = true
  vi.spyOn(navigator, 'onLine', 'get').mockImplementation(() => isOnline)

  const witness = new Witness()
  const route = scriptedSend()
  const outcomes: Outcome[] = []
  const settled: Outcome[] = []
  const ended = new WeakSet<Conversation>()
  const open = () => route.conversations.filter((each) => !each.signal.aborted && !ended.has(each))
  const options = {
    endpoint: 'https://portal.example/api',
    token: token('application:app1'),
    send: route.send,
    onOutcome: (outcome: Outcome) => outcomes.push(outcome),
    onSettled: (all: readonly Outcome[]) => settled.push(...all),
  }
  const target = parseSubject('application:app1')
  const engine = new UploadEngine({ target, client: new QueryClient(), options })
  const release = engine.hold()
  const disconnect = engine.connect()
  const rules = parseRules(rulesAnswer())
  if (rules !== null) engine.setRules(rules)

  const { actions } = engine
  const uploads = () => engine.getSnapshot().uploads
  const contents = new Map<string, string>()
  const anyway = new Map<string, number>()
  const aFile = (then: (upload: ReturnType<typeof uploads>[number]) => void) => () => {
    const upload = one(uploads())
    if (upload !== undefined) then(upload)
  }
  const choose = () => {
    const content = `%PDF-${contents.size}`
    actions.addFiles([pdf(`${contents.size}.pdf`, content)])
    contents.set(uploads().at(-1)?.id ?? '', content)
  }
  // The route goes on with what it has when the person cancels: what has left may arrive.
  const goesOn = (conversation: Conversation) => {
    if (!ended.has(conversation)) void witness.receive(conversation)
  }
  const happens = async () => {
    const conversation = one(open())
    if (conversation === undefined) return
    const fate = one(FATES) ?? FATES[0]
    await fate?.(conversation, witness)
    if (fate === FATES[1]) conversation.signal.addEventListener('abort', () => goesOn(conversation))
    else if (fate !== FATES[2]) ended.add(conversation)
  }
  const network = (isThere: boolean) => {
    isOnline = isThere
    window.dispatchEvent(new Event(isThere ? 'online' : 'offline'))
  }
  const steps: readonly (() => unknown)[] = [
    choose,
    choose,
    actions.start,
    actions.start,
    ...Array.from({ length: 8 }, () => happens),
    aFile(({ id }) => actions.cancel(id)),
    () => uploads().forEach(({ id, state }) => state === 'accepting' && actions.cancel(id)),
    aFile(({ id }) => actions.retry(id)),
    aFile(({ id }) => actions.retry(id)),
    aFile(({ id }) => actions.checkAgain(id)),
    aFile(({ id }) => actions.checkAgain(id)),
    aFile(({ id, state }) => {
      if (state === 'unknown') anyway.set(id, (anyway.get(id) ?? 0) + 1)
      actions.sendAnyway(id)
    }),
    aFile(({ id }) => actions.setType(id, 'OTHER')),
    aFile(({ id, name }) => actions.rename(id, `again ${name}`)),
    aFile(({ id }) => random() < 0.3 && actions.remove(id)),
    () =>
      engine.configure({ ...options, token: token('application:app1', { iat: Math.floor(random() * 100) }) }, target),
    () => network(!isOnline),
    () => pass(random() * 20_000, engine),
  ]
  for (let step = 0; step < 120; step += 1) {
    await one(steps)?.()
    await pass(random() * 50, engine)
  }

  // Everything is well again, and time passes.
  network(true)
  for (let quiet = 0; quiet < 8;) {
    const waiting = open()
    for (const conversation of waiting) {
      ended.add(conversation)
      await witness.answer(conversation)
    }
    await pass(10_000, engine)
    quiet = waiting.length > 0 ? 0 : quiet + 1
  }
  const shown = uploads()
  release()
  disconnect()
  engine.dispose()
  await pass(600_000, engine)
  return { record: witness.record, shown, contents, anyway, outcomes, settled }
}

describe.each(Array.from({ length: 24 }, (_, index) => index + 1))('whatever happens, walk %i', (seed) => {
  it('attaches nothing twice, tells the truth of each file, and comes to an end', async () => {
    const { record, shown, contents, anyway, outcomes, settled } = await walk(seed)
    const times = (id: string) => record.filter((each) => each === contents.get(id)).length
    for (const id of contents.keys()) expect(times(id)).toBeLessThanOrEqual(1 + (anyway.get(id) ?? 0))
    // Maybe attached is the one word that promises nothing.
    for (const { id, state } of shown.filter((upload) => upload.state !== 'unknown')) {
      expect([state, times(id) > 0]).toEqual([state, state === 'done'])
    }
    expect(shown.filter((upload) => upload.state !== 'ready' && !isSettled(upload))).toEqual([])

    const heard = new Map(outcomes.map(({ id, state }) => [id, state]))
    for (const upload of shown.filter(isSettled)) expect(heard.get(upload.id)).toBe(upload.state)
    expect(settled).toEqual(outcomes)

    expect(vi.getTimerCount()).toBe(0)
    expect(window.dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(true)
  })
})
