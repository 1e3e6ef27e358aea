import { afterEach, describe, expect, it, vi } from 'vitest'
import { cdp } from 'vitest/browser'
import { BODY_TAIL, base64Length, bodyHead } from '../../src/contract/body-layout.ts'
import { deliver } from '../../src/upload/send/deliver.ts'
import { BYTES_UP_TO, SLICE_BYTES } from '../../src/upload/bytes/read-slices.ts'
import { sendByXhr } from '../../src/upload/send/send.ts'
import { TokenSource } from '../../src/upload/token/token.ts'

/* What people complain about in other uploaders (docs/complaints.md), where only a real browser can show it. */

afterEach(() => void vi.restoreAllMocks())

const PORTFOLIO = { name: 'portfolio.pdf', contentType: 'application/pdf', type: 'OTHER' } as const

/** Several slices, the last of them cut and padded. */
const LARGE_BYTES = 8 * SLICE_BYTES - 1

/** Reads, encodes and sends a file of that many bytes, as the widget does. No route takes it, and it is not sent again. */
function deliverFileOf(sizeBytes: number) {
  return deliver(
    {
      url: '/no/such/route',
      content: new File([new Uint8Array(sizeBytes).fill(77)], PORTFOLIO.name),
      attachment: PORTFOLIO,
      idempotencyKey: '5ac6ea5e-4ff8-4b8e-8ac1-0b2d6a2c2a10',
      isCheckAgain: false,
    },
    {
      send: sendByXhr,
      tokens: new TokenSource(null),
      signal: new AbortController().signal,
      report: () => {},
      onSend: () => {},
    },
  )
}

/** Whatever makes a text of many bytes at once. The browser keeps such a text outside of the heap, where nobody can count it. */
function watchTextMakers() {
  return [
    vi.spyOn(FileReader.prototype, 'readAsDataURL'),
    vi.spyOn(FileReader.prototype, 'readAsText'),
    vi.spyOn(FileReader.prototype, 'readAsBinaryString'),
    vi.spyOn(Blob.prototype, 'text'),
    vi.spyOn(Response.prototype, 'text'),
    vi.spyOn(Response.prototype, 'json'),
    vi.spyOn(TextDecoder.prototype, 'decode'),
    vi.spyOn(globalThis, 'btoa'),
  ]
}

/** Bytes that were put on the heap meanwhile, also those collected since. The bytes of buffers and blobs are not on it. */
async function heapUsedBy(work: () => Promise<unknown>): Promise<number> {
  await cdp().send('HeapProfiler.startSampling', {
    samplingInterval: 16 * 1024,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  })
  await work()
  const { profile } = await cdp().send('HeapProfiler.stopSampling')
  return profile.samples.reduce((sum, { size }) => sum + size, 0)
}

describe('the base64 of a large file', () => {
  it('is never a string, neither of the whole nor of a slice', async () => {
    const makers = watchTextMakers()
    const send = vi.spyOn(XMLHttpRequest.prototype, 'send')
    const used = await heapUsedBy(() => deliverFileOf(LARGE_BYTES))
    expect(send).toHaveBeenCalledOnce()
    for (const maker of makers) expect(maker).not.toHaveBeenCalled()
    // Texts of all its slices together, also those that are collected, would be twice as much; a busy page uses some itself.
    expect(used).toBeLessThan(base64Length(LARGE_BYTES) / 2)
  })

  it('leaves the page as a blob, and that of a small file as bytes', async () => {
    const send = vi.spyOn(XMLHttpRequest.prototype, 'send')
    await deliverFileOf(LARGE_BYTES)
    await deliverFileOf(BYTES_UP_TO)
    // By name: nobody is helped by a comparison of sixteen million bytes.
    const sent = send.mock.calls.map(([body]) => Object.prototype.toString.call(body))
    expect(sent).toEqual(['[object Blob]', '[object Uint8Array]'])
    const bodyBytes = bodyHead(PORTFOLIO).length + base64Length(LARGE_BYTES) + BODY_TAIL.length
    expect(send.mock.calls[0]?.[0]).toHaveProperty('size', bodyBytes)
  })
})
