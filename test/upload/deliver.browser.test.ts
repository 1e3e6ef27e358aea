import { expect, it, onTestFinished, vi } from 'vitest'
import { deliver } from '../../src/upload/send/deliver.ts'
import { sendByXhr } from '../../src/upload/send/send.ts'
import type { Send } from '../../src/upload/send/send.ts'
import { TokenSource } from '../../src/upload/token/token.ts'
import { attached } from './scripted-route.ts'

function deliverBy(send: Send) {
  return deliver(
    {
      url: '/no/such/route',
      content: new TextEncoder().encode('%PDF-1.7\n'),
      attachment: { name: 'cv.pdf', contentType: 'application/pdf', type: 'CV' },
      idempotencyKey: '5ac6ea5e-4ff8-4b8e-8ac1-0b2d6a2c2a10',
      isCheckAgain: false,
    },
    {
      send,
      tokens: new TokenSource(null),
      signal: new AbortController().signal,
      report: () => {},
      onSend: () => {},
    },
  )
}

it('leaves the body to the `send` of the page, which may hold on to it', async () => {
  const send = vi.fn<Send>(async () => ({ status: 200, text: JSON.stringify(attached()) }))
  expect(await deliverBy(send)).toMatchObject({ state: 'done' })
  expect(send.mock.calls[0]?.[0].body).not.toHaveLength(0)
})

it.each([
  ['that not all had left', Object.assign(new Error('offline'), { allSent: false }), 'failed', 'UPLOAD.NETWORK'],
  ['that all had left', Object.assign(new Error('reset'), { allSent: true }), 'unknown', 'UPLOAD.ANSWER_LOST'],
  ['nothing of it', new TypeError('Failed to fetch'), 'unknown', 'UPLOAD.ANSWER_LOST'],
])('believes the `send` of the page, and fears the worst where it says %s', async (_, error, state, code) => {
  const reported = vi.fn<(error: unknown) => void>()
  vi.stubGlobal('reportError', reported)
  vi.useFakeTimers()
  onTestFinished(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
  const delivering = deliverBy(() => Promise.reject(error))
  await vi.runAllTimersAsync()
  expect(await delivering).toMatchObject({ state, error: { code } })
  expect(reported.mock.calls).toEqual('allSent' in error ? [] : [[error]])
})

it('gives the memory of the body back once its own request is over', async () => {
  const send = vi.spyOn(XMLHttpRequest.prototype, 'send')
  await deliverBy(sendByXhr)
  expect(send.mock.calls[0]?.[0]).toHaveLength(0)
  send.mockRestore()
})
