import { once } from 'node:events'
import { request } from 'node:http'
import { base64Length, bodyHead, BODY_TAIL } from '../../src/contract/body-layout.ts'

/** An upload the server has taken up, and the body of which comes when it is told to. */
export interface SlowUpload {
  finish(): Promise<{ status: number | undefined; connection: string | undefined }>
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
  const answered = once(upload, 'response')
  // The server says "100 Continue" when it takes the request up.
  upload.flushHeaders()
  await once(upload, 'continue')
  return {
    async finish() {
      upload.end(head + file.toString('base64') + BODY_TAIL)
      const [answer] = await answered
      answer.resume()
      return { status: answer.statusCode, connection: answer.headers.connection }
    },
  }
}
