import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findRecorded } from '../../src/server/delivery/find-recorded.ts'
import { KomboClient } from '../../src/server/calls/kombo-client.ts'
import { listen } from '../../src/server/standalone/listen.ts'
import type { RecordedAttachment } from '../../src/server/calls/recorded-attachments.ts'

/* Among documents of which nobody says when they came: each of them may be the file. */

const CONTENT = 'the content that is looked for'
/** As long as that. */
const ANOTHER = 'a content nobody is looking for'.slice(0, CONTENT.length)

let downloads = 0
const server = createServer(({ url: path }, response) => {
  downloads += 1
  response.end(path === '/it' ? CONTENT : ANOTHER)
})
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

const sought = {
  name: 'cv.pdf',
  type: 'CV',
  sizeBytes: CONTENT.length,
  sha256: createHash('sha256').update(CONTENT).digest('hex'),
  sentAt: Date.now(),
  others: () => [],
} as const

/**
 * @param all what each of them says of itself.
 * @param last what the last one does.
 */
async function findAmong(
  count: number,
  isWhole: boolean,
  all: Partial<RecordedAttachment> = {},
  last = all,
): Promise<string> {
  const documents = Array.from({ length: count }, (_, at) => ({
    id: String(at),
    type: 'OTHER' as const,
    file_name: `${at}.pdf`,
    content_type: 'application/pdf',
    data_url: `${url}/${at}`,
    remote_created_at: null,
    remote_updated_at: null,
    application_id: undefined,
    ...(at === count - 1 ? last : all),
  }))
  return (await findRecorded({ documents, isWhole }, sought, kombo, AbortSignal.timeout(10_000))).finding
}

it.each([0, 20])('is absent where all documents were looked at and none is it: %i', async (count) => {
  expect(await findAmong(count, true)).toBe('absent')
})

it('may be one of those that are too many to be looked at', async () => {
  downloads = 0
  expect(await findAmong(21, true)).toBe('unclear')
  expect(downloads).toBe(20)
})

it('is not taken for another of its name, type and length', async () => {
  expect(await findAmong(1, true, { file_name: 'cv.pdf', type: 'CV' })).toBe('unclear')
})

it.each<[string, Partial<RecordedAttachment>]>([
  ['name', { type: 'CV' }],
  ['type', { file_name: 'cv.pdf' }],
])('is looked for first where the %s is its own too, however long the list', async (_, all) => {
  expect(await findAmong(21, true, all, { file_name: 'cv.pdf', type: 'CV', data_url: `${url}/it` })).toBe('found')
})

it('is none of those that came before it was sent, however many and whatever they are', async () => {
  const old = {
    file_name: 'cv.pdf',
    type: 'CV',
    data_url: `${url}/it`,
    remote_created_at: '2020-01-02T03:04:05Z',
  } as const
  expect(await findAmong(21, true, old)).toBe('absent')
})

it.each([0, 20])('may be where the list could not be read, beside %i documents', async (count) => {
  expect(await findAmong(count, false)).toBe('unclear')
})
