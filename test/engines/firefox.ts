import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { WebSocket } from 'undici'
import * as v from 'valibot'
import type { Engine, Key } from './engine.ts'
import { asText } from './engine.ts'

/** WebDriver, 17.4.2: keys that write nothing. */
export const KEYS: Readonly<Record<Key, string>> = { Enter: '\uE007', Escape: '\uE00C', ArrowDown: '\uE015' }

const answer = v.object({ id: v.optional(v.nullable(v.number())), type: v.string(), result: v.optional(v.unknown()) })
const session = v.object({ capabilities: v.object({ browserVersion: v.string() }) })
const tab = v.object({ context: v.string() })
const called = v.object({
  type: v.literal('success'),
  result: v.object({ type: v.string(), value: v.optional(v.string()) }),
})
const node = v.object({ type: v.literal('success'), result: v.object({ sharedId: v.string() }) })

/** Starts Firefox without a window and speaks WebDriver BiDi to it, which needs no driver of its own. */
export async function startFirefox(program: string): Promise<Engine> {
  const profile = mkdtempSync(join(tmpdir(), 'firefox-'))
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0', 'about:blank']
  const firefox = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise<void>((resolve) => firefox.once('exit', () => resolve()))
  const address = await new Promise<string>((resolve, reject) => {
    const lines = createInterface({ input: firefox.stderr })
    lines.on('line', (line) => {
      const [, found] = /^WebDriver BiDi listening on (ws:\S+)/u.exec(line) ?? []
      if (found !== undefined) resolve(found)
    })
    lines.once('close', () => reject(new Error('Firefox has ended before it listened')))
  })

  const socket = new WebSocket(`${address}/session`)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', reject, { once: true })
  })
  let commands = 0
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>()
  socket.addEventListener('message', ({ data }) => {
    const { id, type, result } = v.parse(answer, JSON.parse(String(data)))
    if (id == null) return
    if (type === 'success') waiting.get(id)?.resolve(result)
    else waiting.get(id)?.reject(new Error(String(data)))
    waiting.delete(id)
  })
  const send = (method: string, params: object) =>
    new Promise<unknown>((resolve, reject) => {
      commands += 1
      waiting.set(commands, { resolve, reject })
      socket.send(JSON.stringify({ id: commands, method, params }))
    })

  const { capabilities } = v.parse(session, await send('session.new', { capabilities: {} }))
  // The tab it begins with has no focus, and no key does there what it does elsewhere.
  const { context } = v.parse(tab, await send('browsingContext.create', { type: 'tab' }))
  const call = (functionDeclaration: string, given: string) =>
    send('script.callFunction', {
      functionDeclaration,
      awaitPromise: true,
      target: { context },
      arguments: [{ type: 'string', value: given }],
    })
  const elementAt = async (selector: string) => {
    const { result } = v.parse(node, await call('(selector) => document.querySelector(selector)', selector))
    return { sharedId: result.sharedId }
  }
  const keys = (all: readonly string[]) => {
    const actions = all.flatMap((value) => ['keyDown', 'keyUp'].map((type) => ({ type, value })))
    return send('input.performActions', { context, actions: [{ type: 'key', id: 'keyboard', actions }] })
  }

  return {
    version: `Firefox ${capabilities.browserVersion}`,
    async open(url) {
      await send('browsingContext.navigate', { context, url, wait: 'complete' })
    },
    async run(inPage, ...given) {
      const { result } = v.parse(called, await call(asText(inPage), JSON.stringify(given)))
      return JSON.parse(result.value ?? 'null')
    },
    async choose(selector, files) {
      await send('input.setFiles', { context, element: await elementAt(selector), files })
    },
    async press(key) {
      await keys([KEYS[key]])
    },
    async type(text) {
      await keys(Array.from(text))
    },
    async click(selector) {
      const origin = { type: 'element', element: await elementAt(selector) }
      const actions = [
        { type: 'pointerMove', x: 0, y: 0, origin },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]
      await send('input.performActions', { context, actions: [{ type: 'pointer', id: 'mouse', actions }] })
    },
    async close() {
      firefox.kill()
      await ended
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
