import { expect, it } from 'vitest'
import { parseAttachments } from '../../src/server/calls/recorded-attachments.ts'

const DOCUMENTED = {
  id: 'a',
  remote_id: '1',
  type: 'CV',
  file_name: 'cv.pdf',
  content_type: 'application/pdf',
  data_url: 'https://resources.kombo.dev/a',
  remote_created_at: null,
  remote_updated_at: null,
}

const listOf = (results: unknown, next?: unknown) =>
  parseAttachments({
    kind: 'answer',
    status: 200,
    header: () => null,
    json: { status: 'success', data: { results, next }, warnings: [] },
    sentAll: true,
  })

it('takes a document of a type nobody knows yet for one of the others, and never leaves it out', () => {
  expect(listOf([{ ...DOCUMENTED, type: 'CERTIFICATE' }, DOCUMENTED])).toMatchObject({
    documents: [
      { id: 'a', type: 'OTHER', file_name: 'cv.pdf' },
      { id: 'a', type: 'CV' },
    ],
    isWhole: true,
  })
})

it('tells "on the candidate" from "nobody says"', () => {
  const owners = [{ application_id: null }, { application_id: 'b' }, { application_id: 7 }, {}]
  const listed = listOf(owners.map((owner) => ({ ...DOCUMENTED, ...owner })))
  expect(listed?.documents.map(({ application_id }) => application_id)).toEqual([null, 'b', undefined, undefined])
})

it('tells a date that cannot be read from one that is not given', () => {
  const listed = listOf([null, undefined, 1786529843456].map((date) => ({ ...DOCUMENTED, remote_updated_at: date })))
  expect(listed?.documents.map(({ remote_updated_at }) => remote_updated_at)).toEqual([null, null, ''])
})

it.each([{ ...DOCUMENTED, id: null }, null, 'a', { id: 7 }])('is not whole with an item like %j', (item) => {
  expect(listOf([DOCUMENTED, item])).toMatchObject({ documents: [{ id: 'a' }], isWhole: false })
})

it('is not whole with a page after it, as Kombo writes that in its other lists', () => {
  const pages = ['eyJwYWdlIjoy', null, undefined].map((next) => listOf([DOCUMENTED], next))
  expect(pages.map((page) => page?.isWhole)).toEqual([false, true, true])
})

it('is no list when it is none', () => {
  expect(listOf('nothing')).toBeNull()
})
