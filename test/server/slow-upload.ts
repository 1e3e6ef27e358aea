import { once } from 'node:events'
import { request } from 'node:http'
import { base64Length, bodyHead, BODY_TAIL } from '../../src/contract/body-layout.ts'

/** An upload the server has taken up, and the body of which comes when it is told to. */
export interface SlowUpload {
  /** What comes back, whether or not the body has come. */
  readonly answer: Promise<SlowAnswer>
  finish(): Promise<SlowAnswer>
}

interface SlowAnswer {
  readonly status: number | undefined
  readonly connection: string | undefined
  readonly text: string
}

export async function openUpload(url: string, headers: Record<string, string>, file: Buffer): Promise<SlowUpload> {
  const head = bodyHead({ name: 'cv.pdf', contentType: 'application/pdf', type: 'CV' })
  const upload = request(url, {
    method: 'POST',
    headers: {
      ...headers,
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(head) + base64Length(file.length) + BODY_TAIL.length,
      Expect: '100-continue',
    },
  })
  const answer = new Promise<SlowAnswer>((resolve, reject) => {
    upload.on('error', reject)
    upload.on('response', (response) => {
      let text = ''
      response.on('data', (part) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode, connection: response.headers.connection, text }))
    })
  })
  // The server says "100 Continue" when it takes the request up.
  upload.flushHeaders()
  await once(upload, 'continue')
  return {
    answer,
    finish() {
      upload.end(head + file.toString('base64') + BODY_TAIL)
      return answer
    },
  }
}
