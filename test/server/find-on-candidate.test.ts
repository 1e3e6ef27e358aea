import { afterAll, expect, it } from 'vitest'
import { parseTargetId } from '../../src/contract/target.ts'
import { findOnCandidate } from '../../src/server/delivery/find-on-candidate.ts'
import { KomboClient } from '../../src/server/calls/kombo-client.ts'

const kombo = new KomboClient({ apiKey: 'key', apiUrl: 'http://127.0.0.1:9/v1' })
afterAll(() => kombo.close())

const sought = { name: 'cv.pdf', type: 'CV', sizeBytes: 1, sha256: 'a', sentAt: Date.now(), others: () => [] } as const

async function findAmong(owner: string | null | undefined) {
  const document = {
    id: '1',
    type: 'CV',
    file_name: 'cv.pdf',
    content_type: 'application/pdf',
    data_url: null,
    remote_created_at: null,
    remote_updated_at: null,
    application_id: owner,
  } as const
  const id = parseTargetId('app1')
  if (id === null) throw new TypeError('an id')
  const list = { documents: [document], isWhole: true }
  return (await findOnCandidate(list, id, null, sought, kombo, AbortSignal.timeout(1000))).finding
}

it('leaves alone what hangs on another application, and nothing else', async () => {
  expect(await findAmong('app2')).toBe('absent')
  expect(await findAmong('app1')).toBe('unclear')
  expect(await findAmong(null)).toBe('unclear')
  // Nobody says where it hangs.
  expect(await findAmong(undefined)).toBe('unclear')
})
