import { describe, expect, it } from 'vitest'
import { createAttachmentRoute } from '../../src/server.ts'
import { komboApiUrl } from '../../src/server/kombo-api-url.ts'

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

  it.each([
    ['asia', /^komboApiUrl must be "eu", "us", or a URL such as https:/],
    ['', /^komboApiUrl must be "eu", "us", or a URL/],
    ['http://kombo.example/v1', /^komboApiUrl must begin with https:/],
    ['https://user:hunter2@kombo.example/v1', /^komboApiUrl may have neither a user/],
  ])('is not made with komboApiUrl "%s", and says what to do', (url, problem) => {
    const make = () => createAttachmentRoute({ komboApiKey: 'ks_dev_abc', komboApiUrl: url, tokenSecret })
    expect(make).toThrow(RangeError)
    expect(make).toThrow(problem)
    expect(make).not.toThrow(/hunter2/)
  })

  it('is not made with a short token secret', () => {
    expect(() => createAttachmentRoute({ komboApiKey: 'ks_dev_abc', tokenSecret: 'short' })).toThrow(
      'needs at least 32 bytes, it has 5',
    )
  })
})

describe('komboApiUrl', () => {
  it.each([
    [undefined, 'https://api.kombo.dev/v1'],
    ['eu', 'https://api.kombo.dev/v1'],
    ['us', 'https://api.us.kombo.dev/v1'],
    ['US', 'https://api.us.kombo.dev/v1'],
    ['https://api.us.kombo.dev/v1/', 'https://api.us.kombo.dev/v1'],
    ['http://127.0.0.1:4000/v1', 'http://127.0.0.1:4000/v1'],
  ])('%s is %s, in a route as in the environment', (given, url) => {
    expect(komboApiUrl(given)).toBe(url)
  })

  it.each(['eu', 'us', 'https://api.us.kombo.dev/v1'])('makes a route with %s', (given) => {
    const make = () => createAttachmentRoute({ komboApiKey: 'ks_dev_abc', komboApiUrl: given, tokenSecret })
    expect(make).not.toThrow()
  })
})
