import { describe, expect, it, vi } from 'vitest'
import { SendFailure, sendByXhr } from '../../src/upload/send/send.ts'

const body = new Blob(['{"attachment":{}}'], { type: 'application/json' })
const { signal } = new AbortController()

describe('sending by XMLHttpRequest', () => {
  it('hands over whatever answers, and has reported every byte before', async () => {
    const onProgress = vi.fn<(sent: number, total: number) => void>()
    const answer = await sendByXhr(
      { url: '/no/such/route', headers: { 'Content-Type': 'application/json' }, body },
      { signal, onProgress },
    )
    expect(answer.status).toBeGreaterThanOrEqual(200)
    expect(onProgress.mock.calls.at(-1)).toEqual([body.size, body.size])
  })

  it('reports every byte of bytes as it does of a blob', async () => {
    const onProgress = vi.fn<(sent: number, total: number) => void>()
    const bytes = new TextEncoder().encode('{"attachment":{}}')
    await sendByXhr({ url: '/no/such/route', headers: {}, body: bytes }, { signal, onProgress })
    expect(onProgress.mock.calls.at(-1)).toEqual([17, 17])
  })

  it('says that nothing was sent when nobody listens', async () => {
    // Port 9 (discard) is blocked by browsers, so nothing can be listening there.
    const sending = sendByXhr({ url: 'http://127.0.0.1:9/', headers: {}, body }, { signal, onProgress: () => {} })
    await expect(sending).rejects.toThrow(SendFailure)
    await expect(sending).rejects.toMatchObject({ allSent: false })
  })

  it('does not begin when it is cancelled already, and gives the reason', async () => {
    const reason = new Error('cancelled')
    const sending = sendByXhr(
      { url: '/', headers: {}, body },
      { signal: AbortSignal.abort(reason), onProgress: () => {} },
    )
    await expect(sending).rejects.toBe(reason)
  })

  it('stops when it is cancelled on the way', async () => {
    const controller = new AbortController()
    const reason = new Error('cancelled')
    const sending = sendByXhr({ url: '/', headers: {}, body }, { signal: controller.signal, onProgress: () => {} })
    controller.abort(reason)
    await expect(sending).rejects.toBe(reason)
  })
})
