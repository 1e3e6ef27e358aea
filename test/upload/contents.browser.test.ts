import { describe, expect, it } from 'vitest'
import { Contents } from '../../src/upload/bytes/contents.ts'
import { TAKE_AT_ONCE_BYTES, TAKE_IN_ALL_BYTES } from '../../src/upload/bytes/taken-bytes.ts'
import type { UploadId } from '../../src/upload/list/upload.ts'
import { fileOnDisk } from './file-on-disk.ts'
import { inState, mintId } from './uploads.ts'

/** More than what is taken when it is chosen, so that it is read from the disk every time. */
const LARGE = '%PDF'.padEnd(TAKE_AT_ONCE_BYTES + 1, 'x')

/** Files that look the same, up to this. */
function fileWith(middle: string): File {
  return new File(['a'.repeat(8192), middle, 'a'.repeat(8192)], 'cv.pdf')
}

function setUp() {
  const files = new Map<UploadId, File>()
  const contents = new Contents({
    upload: (id) => {
      const file = files.get(id)
      return file && { ...inState('ready'), id, file }
    },
    onCopied: (id, copy) => files.set(id, copy),
  })
  const look = (file: File, id = mintId()) => {
    files.set(id, file)
    return contents.look(id, file)
  }
  const takeOut = (id: UploadId) => {
    files.delete(id)
    contents.forget(id)
  }
  return { look, takeOut }
}

describe('what is known of the files of a list', () => {
  it('is that two are the same, and another is not', async () => {
    const { look } = setUp()
    const [one, same, other] = await Promise.all(['cv', 'cv', 'cw'].map((text) => look(new File([text], 'cv.pdf'))))
    expect(one?.content).toBe(same?.content)
    expect(one?.content).not.toBe(other?.content)
  })

  it('is that two are the same that come at once, beside one that differs from them in the middle alone', async () => {
    const { look } = setUp()
    const before = await look(fileWith('x'))
    const [one, same] = await Promise.all([look(fileWith('y')), look(fileWith('y'))])
    expect(one.content).toBe(same.content)
    expect(one.content).not.toBe(before.content)
  })

  it('stays the same when a small file is gone from the disk', async () => {
    const { look } = setUp()
    const small = await fileOnDisk('cv', 'small.pdf')
    const one = await look(small.file)
    await small.takeAway()
    expect((await look(new File(['cv'], 'cv.pdf'))).content).toBe(one.content)
  })

  it('takes no room for files that are taken out of the list before they are read', async () => {
    const { look, takeOut } = setUp()
    const large = new File([new Uint8Array(TAKE_AT_ONCE_BYTES)], 'large.pdf')
    const looks = Array.from({ length: TAKE_IN_ALL_BYTES / TAKE_AT_ONCE_BYTES }, () => {
      const id = mintId()
      const looking = look(large, id)
      takeOut(id)
      return looking
    })
    const outcomes = await Promise.allSettled(looks)
    expect(outcomes.map(({ status }) => status)).toEqual(looks.map(() => 'rejected'))

    const small = await fileOnDisk('cv', 'small.pdf')
    const one = await look(small.file)
    await small.takeAway()
    expect((await look(new File(['cv'], 'cv.pdf'))).content).toBe(one.content)
  })

  it('gives the room of files that are taken out of the list to those that are chosen after them', async () => {
    const { look, takeOut } = setUp()
    const large = new File([new Uint8Array(TAKE_AT_ONCE_BYTES)], 'large.pdf')
    const ids = Array.from({ length: TAKE_IN_ALL_BYTES / TAKE_AT_ONCE_BYTES }, () => mintId())
    await Promise.all(ids.map((id) => look(large, id)))
    for (const id of ids) takeOut(id)

    const small = await fileOnDisk('cv', 'small.pdf')
    const one = await look(small.file)
    await small.takeAway()
    expect((await look(new File(['cv'], 'cv.pdf'))).content).toBe(one.content)
  })

  it('says nothing against a new file when the older one cannot be read any more', async () => {
    const { look } = setUp()
    const older = await fileOnDisk(LARGE, 'older.pdf')
    const one = await look(older.file)
    await older.takeAway()
    expect((await look(new File([LARGE], 'newer.pdf'))).content).not.toBe(one.content)
  })
})
