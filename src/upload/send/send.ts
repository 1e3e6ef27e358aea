import type { BlobOrBytes } from '../bytes/blob-or-bytes.ts'
import { sizeOf } from '../bytes/blob-or-bytes.ts'

/** One request to the route, as it goes over the wire. */
export interface SendRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** The page's own bytes for a small file, a `Blob` for a large one: `XMLHttpRequest` and `fetch` take either. */
  readonly body: BlobOrBytes
}

export interface SendOptions {
  readonly signal: AbortSignal
  /**
   * Bytes of the body that have left, of all its bytes. Equal once everything is sent; said at the beginning by whoever
   * cannot see it, since a file that is cancelled after that is *maybe attached*, and before it is not.
   */
  readonly onProgress: (sentBytes: number, totalBytes: number) => void
}

/** What came back, whoever it came from. */
export interface Answer {
  readonly status: number
  readonly text: string
}

/**
 * Carries one POST to the route. Resolves with any HTTP answer whatever its status. Rejects with the signal's reason when
 * it is aborted, and where no answer comes with an error whose `allSent` says whether the whole body had left before.
 * `false` means that nothing can have arrived: the file is sent again. After any other error it is *maybe attached*.
 */
export type Send = (request: SendRequest, options: SendOptions) => Promise<Answer>

/** The connection gave no answer. */
export class SendFailure extends Error {
  override readonly name = 'SendFailure'
  /** Whether the whole body had left before: then the route may have all of it. */
  readonly allSent: boolean

  constructor(allSent: boolean) {
    super(allSent ? 'the connection ended before an answer came' : 'the connection ended before everything was sent')
    this.allSent = allSent
  }
}

/** Sends by `XMLHttpRequest`: `fetch` cannot report upload progress. */
export const sendByXhr: Send = (request, { signal, onProgress }) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const xhr = new XMLHttpRequest()
    const totalBytes = sizeOf(request.body)
    let allSent = false
    // A service worker of the page that relays the request hides how much of it has left.
    let isHidden = navigator.serviceWorker?.controller != null
    const stop = () => xhr.abort()
    const fail = () => reject(new SendFailure(allSent))

    xhr.upload.addEventListener('progress', (event) => {
      isHidden = false
      // Only `load` says that everything has left: the last progress event may come while the last bytes are still here.
      onProgress(Math.min(event.loaded, totalBytes - 1), totalBytes)
    })
    xhr.upload.addEventListener('load', () => {
      allSent = true
      onProgress(totalBytes, totalBytes)
    })
    xhr.addEventListener('load', () => resolve({ status: xhr.status, text: xhr.responseText }))
    xhr.addEventListener('error', fail)
    xhr.addEventListener('abort', () => {
      if (isHidden) onProgress(totalBytes, totalBytes)
      reject(signal.reason)
    })
    xhr.addEventListener('loadend', () => signal.removeEventListener('abort', stop))
    signal.addEventListener('abort', stop)

    xhr.open('POST', request.url)
    for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value)
    xhr.send(request.body)
  })
