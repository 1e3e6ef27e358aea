import { describe, expect, it } from 'vitest'
import { isSameContent, printOf, sampleOf, sha256, takeSample } from '../../src/upload/bytes/content.ts'

describe('the content of a file', () => {
  it('is told apart by a single byte anywhere', async () => {
    const bytes = new Uint8Array(3_000_000)
    const other = bytes.slice()
    other[2_999_998] = 1
    expect(await isSameContent(new Blob([bytes]), new Blob([bytes]))).toBe(true)
    expect(await isSameContent(new Blob([bytes]), new Blob([other]))).toBe(false)
    expect(await isSameContent(new Blob([bytes]), new Blob([bytes, 'x']))).toBe(false)
  })

  it('has the SHA-256 that FIPS 180-2 gives for "abc"', async () => {
    expect(await sha256(new Blob(['abc']))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('is sampled from both ends', async () => {
    const { head, tail } = await takeSample(new Blob(['head', new Uint8Array(200_000), 'tail']))
    expect(new TextDecoder().decode(head.subarray(0, 4))).toBe('head')
    expect(new TextDecoder().decode(tail.subarray(-4))).toBe('tail')
    expect(printOf({ head, tail })).not.toBe(printOf({ head, tail: tail.subarray(0, -1) }))
  })

  it('gives the same sample when it is in memory already', async () => {
    const bytes = Uint8Array.from({ length: 200_000 }, (_, index) => index % 251)
    expect(sampleOf(bytes)).toEqual(await takeSample(new Blob([bytes])))
  })
})
