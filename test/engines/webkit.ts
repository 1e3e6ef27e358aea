import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import * as v from 'valibot'
import { vi } from 'vitest'
import { freePort } from '../../scripts/free-port.mjs'
import type { Engine } from './engine.ts'
import { asText } from './engine.ts'
import { KEYS } from './firefox.ts'

const answer = v.object({ value: v.unknown() })
const failure = v.object({ error: v.string(), message: v.string() })
const session = v.object({ sessionId: v.string(), capabilities: v.object({ browserVersion: v.string() }) })

/** Starts WebKitGTK by its driver, on a screen that nobody sees, and speaks WebDriver to it. */
export async function startWebKit(driver: string, screen: string): Promise<Engine> {
  const display = spawn(screen, ['-displayfd', '3', '-screen', '0', '1300x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const place = await firstLine(display)
  const port = await freePort()
  const started = spawn(driver, [`--port=${port}`], {
    stdio: 'ignore',
    // The tests run as root where a container does, and there its sandbox does not start.
    env: { ...process.env, DISPLAY: `:${place}`, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
  })
  const send = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const { value } = v.parse(answer, await response.json())
    const failed = v.safeParse(failure, value)
    if (failed.success) throw new Error(`${failed.output.error}: ${failed.output.message}`)
    return value
  }
  await vi.waitFor(() => send('GET', '/status'))
  const made = v.parse(session, await send('POST', '/session', { capabilities: {} }))
  const at = `/session/${made.sessionId}`
  await send('POST', `${at}/window/rect`, { width: 1280, height: 960 })

  const elementAt = async (selector: string) => {
    const found = await send('POST', `${at}/element`, { using: 'css selector', value: selector })
    const [id = ''] = Object.values(v.parse(v.record(v.string(), v.string()), found))
    return { id, found }
  }
  const keys = (all: readonly string[]) => {
    const actions = all.flatMap((value) => ['keyDown', 'keyUp'].map((type) => ({ type, value })))
    return send('POST', `${at}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions }] })
  }

  return {
    version: `WebKitGTK ${made.capabilities.browserVersion}`,
    async open(url) {
      await send('POST', `${at}/url`, { url })
    },
    async run(inPage, ...given) {
      const script = `const done = arguments[1]; (${asText(inPage)})(arguments[0]).then(done, (error) => done('!' + error))`
      const text = v.parse(
        v.string(),
        await send('POST', `${at}/execute/async`, { script, args: [JSON.stringify(given)] }),
      )
      if (text.startsWith('!')) throw new Error(text.slice(1))
      return JSON.parse(text)
    },
    async choose(selector, files) {
      const { id } = await elementAt(selector)
      await send('POST', `${at}/element/${id}/value`, { text: files.join('\n') })
    },
    async press(key) {
      await keys([KEYS[key]])
    },
    async type(text) {
      await keys(Array.from(text))
    },
    async click(selector) {
      const { found } = await elementAt(selector)
      const actions = [
        { type: 'pointerMove', x: 0, y: 0, origin: found },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]
      await send('POST', `${at}/actions`, { actions: [{ type: 'pointer', id: 'mouse', actions }] })
    },
    async close() {
      await send('DELETE', at)
      await end(started)
      await end(display)
    },
  }
}

function firstLine(display: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    display.once('exit', () => reject(new Error('there is no screen')))
    display.stdio[3]?.once('data', (number) => resolve(String(number).trim()))
  })
}

async function end(process: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => process.once('exit', () => resolve()))
  process.kill()
  await ended
}
