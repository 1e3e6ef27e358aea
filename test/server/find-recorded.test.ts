import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findRecorded } from '../../src/server/find-recorded.ts'
import { KomboClient } from '../../src/server/kombo-client.ts'
import { listen } from '../../src/server/listen.ts'

/* Among documents of which nobody says when they came: each of them may be the file. */

const server = createServer((_, response) => response.end('another content'))
let url: string
let kombo: KomboClient

beforeAll(async () => {
  url = await listen(server, '127.0.0.1', 0)
  kombo = new KomboClient({ apiKey: 'key', apiUrl: `${url}/v1` })
})
afterAll(async () => {
  await kombo.close()
  server.close()
})

const CONTENT = 'the content that is looked for'

const sought = {
  name: 'cv.pdf',
  type: 'CV',
  sizeBytes: CONTENT.length,
  sha256: createHash('sha256').update(CONTENT).digest('hex'),
  sentAt: Date.now(),
  others: () => [],
} as const

async function findAmong(count: number, isWhole: boolean): Promise<string> {
  const documents = Array.from({ length: count }, (_, at) => ({
    id: String(at),
    type: 'OTHER' as const,
    file_name: `${at}.pdf`,
    content_type: 'application/pdf',
    data_url: `${url}/${at}`,
    remote_created_at: null,
    remote_updated_at: null,
    application_id: undefined,
  }))
  return (await findRecorded({ documents, isWhole }, sought, kombo, AbortSignal.timeout(10_000))).finding
}

it.each([0, 20])('is absent where all documents were looked at and none is it: %i', async (count) => {
  expect(await findAmong(count, true)).toBe('absent')
})

it('may be one of those that are too many to be looked at', async () => {
  expect(await findAmong(21, true)).toBe('unclear')
})

it.each([0, 20])('may be where the list could not be read, beside %i documents', async (count) => {
  expect(await findAmong(count, false)).toBe('unclear')
})
