import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Gate } from '../../src/server/stores/gate.ts'
import { KomboClient } from '../../src/server/calls/kombo-client.ts'
import { listen } from '../../src/server/standalone/listen.ts'
import { readBack } from '../../src/server/delivery/read-back.ts'
import { createMemoryStore, grantFor } from '../../src/server.ts'
import { INTEGRATION } from './harness.ts'

/* A Kombo whose two lists do not agree, as the sandbox's always do. */

const DOCUMENT = {
  id: '1',
  type: 'CV',
  file_name: 'cv.pdf',
  content_type: 'application/pdf',
  // Its content cannot be had, so that it may be the file.
  data_url: null,
  remote_created_at: null,
  remote_updated_at: null,
}

const lists: Record<string, unknown> = {}
const server = createServer((request, response) => {
  const kind = request.url?.includes('/applications/') === true ? 'application' : 'candidate'
  response.end(JSON.stringify({ status: 'success', data: { results: lists[kind] }, warnings: [] }))
})
let kombo: KomboClient

beforeAll(async () => {
  kombo = new KomboClient({ apiKey: 'key', apiUrl: `${await listen(server, '127.0.0.1', 0)}/v1` })
})
afterAll(async () => {
  await kombo.close()
  server.close()
})

const sought = { name: 'cv.pdf', type: 'CV', sizeBytes: 1, sha256: 'a', sentAt: Date.now(), others: () => [] } as const
const grant = grantFor({ target: 'application:app1', candidateId: 'cand1', integrationId: INTEGRATION })

async function look(application: readonly unknown[], candidate: readonly unknown[]) {
  Object.assign(lists, { application, candidate })
  const parts = { kombo, gate: new Gate(createMemoryStore().slots), onRead: () => undefined }
  return readBack(grant, sought, { ...parts, delaysMs: [0], signal: new AbortController().signal })
}

it('finds a file absent where neither list has one that may be it', async () => {
  expect(await look([], [])).toEqual({ finding: 'absent', isOnCandidate: false })
})

it.each([
  ['the application', [DOCUMENT], []],
  ['the candidate', [], [{ ...DOCUMENT, application_id: null }]],
])('leaves open what may be on %s, whatever the other list says', async (_, application, candidate) => {
  expect(await look(application, candidate)).toEqual({ finding: 'unclear', isOnCandidate: false })
})
