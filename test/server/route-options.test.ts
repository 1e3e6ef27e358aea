import { describe, expect, it } from 'vitest'
import { createAttachmentRoute } from '../../src/server.ts'

const tokenSecret = 'a secret of thirty-two bytes, or more'

describe('a route that could never work', () => {
  it.each([
    ['empty', ''],
    ['blank', ' \n'],
  ])('is not made with an API key that is %s, and says what to do', (_, komboApiKey) => {
    expect(() => createAttachmentRoute({ komboApiKey, tokenSecret })).toThrow(
      /^komboApiKey is empty\. Give the API key of your Kombo environment/,
    )
  })

  it('is not made with an API key from a variable that is not set, where nothing checks types', () => {
    const fromJavaScript: { komboApiKey: string } = JSON.parse('{}')
    expect(() => createAttachmentRoute({ ...fromJavaScript, tokenSecret })).toThrow(/^komboApiKey is empty/)
  })

  it.each([
    ['ends with a line break', 'ks_live_hunter2\n'],
    ['has a space', 'ks_live hunter2'],
    ['has a character of no header', 'ks_live_hunter2…'],
  ])('is not made with an API key that %s, and does not repeat it', (_, komboApiKey) => {
    const make = () => createAttachmentRoute({ komboApiKey, tokenSecret })
    expect(make).toThrow(/^komboApiKey may hold neither spaces, line breaks nor special characters\. Trim it/)
    expect(make).not.toThrow(/hunter2/)
  })

  it('is not made with a short token secret', () => {
    expect(() => createAttachmentRoute({ komboApiKey: 'ks_dev_abc', tokenSecret: 'short' })).toThrow(
      'needs at least 32 bytes, it has 5',
    )
  })
})
