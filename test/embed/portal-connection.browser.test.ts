import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PortalConnection } from '../../src/embed/portal-connection.ts'

/*
 * The frame is a real one and this page is its portal. Both have one origin: whether it counts is the list's matter. The
 * code runs in this window, so what it says carries this window as its source. Two origins: test/e2e/embed.spec.ts.
 */
const HERE = new Set([location.origin])
const ELSEWHERE = new Set(['https://portal.example'])

let frame: HTMLIFrameElement
let page: Window
/** What the portal hears of this frame. */
let heard: unknown[]
let connection: PortalConnection | null

function open(allowedOrigins: ReadonlySet<string>, onToken: (token: string) => void = () => {}): PortalConnection {
  connection = new PortalConnection(page, { allowedOrigins, onToken })
  return connection
}

function onMessage(event: MessageEvent<unknown>): void {
  if (typeof event.data === 'object' && event.data !== null && 'source' in event.data) heard.push(event.data)
}

/** Resolves when everything said before has been heard, since messages keep their order. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => resolve())
    port1.start()
    setTimeout(() => port2.postMessage(null))
  })
}

/** What each `token-needed` was told by. */
function questions(): readonly unknown[] {
  return heard.flatMap((message) =>
    typeof message === 'object' && message !== null && 'id' in message ? [message.id] : [],
  )
}

const say = (message: unknown) => page.postMessage(message, '*')
const token = { source: 'kombo-attachment-upload', type: 'token', token: 'fresh' }

beforeEach(() => {
  heard = []
  frame = document.body.appendChild(document.createElement('iframe'))
  if (frame.contentWindow === null) throw new Error('a frame has a window')
  page = frame.contentWindow
  window.addEventListener('message', onMessage)
})

afterEach(() => {
  connection?.close()
  window.removeEventListener('message', onMessage)
  frame.remove()
})

describe('the line between a frame and its portal', () => {
  it('says that it listens, and everything after that', async () => {
    open(HERE).say({ type: 'height', height: 240 })
    await vi.waitFor(() =>
      expect(heard).toEqual([
        { source: 'kombo-attachment-upload', type: 'ready' },
        { source: 'kombo-attachment-upload', type: 'height', height: 240 },
      ]),
    )
  })

  it('speaks to the portal’s origin only, should another page have taken its place', async () => {
    const spoken = vi.spyOn(window, 'postMessage')
    open(HERE).say({ type: 'height', height: 240 })
    expect(spoken.mock.calls.map(([, origin]) => origin)).toEqual([location.origin, location.origin])
    spoken.mockRestore()
    await settled()
  })

  it('says nothing to a portal of an origin that is not allowed', async () => {
    open(ELSEWHERE).say({ type: 'height', height: 240 })
    await settled()
    expect(heard).toEqual([])
  })

  it('hears nothing from a portal of an origin that is not allowed', async () => {
    const onToken = vi.fn<(token: string) => void>()
    open(ELSEWHERE, onToken)
    say(token)
    await settled()
    expect(onToken).not.toHaveBeenCalled()
    expect(heard).toEqual([])
  })

  it('hears nothing from a window that is not around it', async () => {
    const onToken = vi.fn<(token: string) => void>()
    open(HERE, onToken)
    const sibling = document.body.appendChild(document.createElement('iframe'))
    const script = `parent.frames[${window.frames.length - 2}].postMessage(${JSON.stringify(token)}, '*')`
    sibling.contentWindow?.document.body.append(
      Object.assign(sibling.contentWindow.document.createElement('script'), { textContent: script }),
    )
    await settled()
    expect(onToken).not.toHaveBeenCalled()
    say(token)
    await vi.waitFor(() => expect(onToken).toHaveBeenCalledWith('fresh'))
    sibling.remove()
  })

  it.each([
    ['text', 'token'],
    ['nothing', null],
    ['another script', { type: 'token', token: 'x' }],
    ['a token that is no text', { source: 'kombo-attachment-upload', type: 'token', token: 7 }],
    ['something newer', { source: 'kombo-attachment-upload', type: 'sing' }],
  ])('takes no notice of %s', async (_, message) => {
    const onToken = vi.fn<(token: string) => void>()
    open(HERE, onToken)
    say(message)
    await settled()
    expect(onToken).not.toHaveBeenCalled()
  })

  it('asks for a token and takes the answer', async () => {
    const asked = open(HERE).requestToken(new AbortController().signal)
    await vi.waitFor(() => expect(questions()).toHaveLength(1))
    say(token)
    expect(await asked).toBe('fresh')
  })

  it('gives an answer to the one who asked, and stays with a token that has come since', async () => {
    const onToken = vi.fn<(token: string) => void>()
    const opened = open(HERE, onToken)
    const { signal } = new AbortController()
    const asked = [opened.requestToken(signal), opened.requestToken(signal)]
    await vi.waitFor(() => expect(questions()).toHaveLength(2))
    const [first, second] = questions()
    say({ ...token, token: 'for the first', id: first })
    await vi.waitFor(() => expect(onToken).toHaveBeenLastCalledWith('for the first'))
    say({ ...token, token: 'for the second', id: second })
    expect(await Promise.all(asked)).toEqual(['for the first', 'for the second'])
    say({ ...token, token: 'another record' })
    await vi.waitFor(() => expect(onToken).toHaveBeenLastCalledWith('another record'))
    say({ ...token, token: 'once more', id: first })
    say({ ...token, token: 'to a question from before a reload', id: 'unknown' })
    await settled()
    expect(onToken).toHaveBeenCalledTimes(2)
  })

  it('takes the answer to the last question, whatever was asked before', async () => {
    const onToken = vi.fn<(token: string) => void>()
    const opened = open(HERE, onToken)
    const controller = new AbortController()
    const given = opened.requestToken(controller.signal)
    controller.abort(new Error('closed'))
    await expect(given).rejects.toThrow('closed')
    const asked = opened.requestToken(new AbortController().signal)
    await vi.waitFor(() => expect(questions()).toHaveLength(2))
    say({ ...token, id: questions()[1] })
    expect(await asked).toBe('fresh')
    expect(onToken).toHaveBeenCalledWith('fresh')
  })

  it('stops waiting for a token nobody needs any more', async () => {
    const controller = new AbortController()
    const asked = open(HERE).requestToken(controller.signal)
    controller.abort(new Error('closed'))
    await expect(asked).rejects.toThrow('closed')
  })

  it('repeats what matters to a portal that began to listen late', async () => {
    const opened = open(HERE)
    opened.say({ type: 'height', height: 100 })
    opened.say({ type: 'height', height: 240 })
    void opened.requestToken(new AbortController().signal)
    await settled()
    heard = []
    say({ source: 'kombo-attachment-upload', type: 'hello' })
    await vi.waitFor(() =>
      expect(heard).toMatchObject([{ type: 'ready' }, { type: 'height', height: 240 }, { type: 'token-needed' }]),
    )
  })

  it('has nobody to ask outside a frame', async () => {
    page = window.top ?? window
    await expect(open(HERE).requestToken(new AbortController().signal)).rejects.toThrow('not in a frame')
  })
})
