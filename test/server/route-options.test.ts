import { describe, expect, it } from 'vitest'
import { createClient } from 'redis'
import { parseError } from '../../src/contract/wire.ts'
import type { AttachmentRoute, AttachmentRouteOptions } from '../../src/server.ts'
import { createAttachmentRoute, createRedisStore } from '../../src/server.ts'
import { checkedLimits } from '../../src/server/route/checked-limits.ts'
import { komboApiUrl } from '../../src/server/route/kombo-api-url.ts'
import { DEFAULT_LIMITS } from '../../src/server/limits/route-limits.ts'

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

  it.each([
    [
      '{}',
      /^tokenSecret is undefined\. Give one of at least 32 bytes, for example from a variable UPLOAD_TOKEN_SECRET/,
    ],
    ['{"tokenSecret":7}', /^tokenSecret is not text\./],
    ['{"tokenSecret":[null]}', /^tokenSecret is not text\./],
    ['{"tokenSecret":"short"}', /^tokenSecret needs at least 32 bytes, it has 5$/],
  ])('is not made with %s, where nothing checks types, and says what to do', (json, problem) => {
    const fromJavaScript: { tokenSecret: string } = JSON.parse(json)
    const make = () => createAttachmentRoute({ komboApiKey: 'ks_dev_abc', ...fromJavaScript })
    expect(make).toThrow(RangeError)
    expect(make).toThrow(problem)
  })

  it('is not made with two ways to let callers in', () => {
    const both = { komboApiKey: 'ks_dev_abc', tokenSecret, authorize: () => null }
    // @ts-expect-error the types say so as well
    const make = () => createAttachmentRoute(both)
    expect(make).toThrow(RangeError)
    expect(make).toThrow(/^tokenSecret and authorize are both given\. Give one/)
  })

  it.each<[string, string]>([
    ['{"authorize":"yes"}', 'authorize must be a function that answers with a grant or null, or left out where'],
    ['{"authorize":true}', 'authorize must be a function'],
    ['{"authorize":null}', 'authorize must be a function'],
    ['{"scan":null}', 'scan must be a function, or left out.'],
    ['{"scan":{}}', 'scan must be a function, or left out.'],
    ['{"onUpload":"log"}', 'onUpload must be a function, or left out.'],
    ['{"onError":"log"}', 'onError must be a function, or left out.'],
    ['{"store":"redis://127.0.0.1"}', 'store must be what createRedisStore makes, or left out for the memory of this'],
    ['{"store":{}}', 'store must be what createRedisStore makes'],
    ['{"allowedRisks":"macros"}', 'allowedRisks must be a list that holds nothing but macros, active-content, archive'],
    ['{"allowedRisks":["macro"]}', 'allowedRisks must be a list'],
    ['{"basePath":7}', 'basePath must be a path such as /api, or left out.'],
    ['{"basePath":"https://portal.example/api"}', 'basePath must be a path'],
    ['{"basePath":"/api?x=1"}', 'basePath must be a path'],
    ['{"temporaryFolder":""}', "temporaryFolder must be the path of a folder, or left out for the system's."],
    ['{"temporaryFolder":7}', 'temporaryFolder must be the path of a folder'],
    ['{"limits":null}', 'limits must be an object, or left out for the defaults.'],
    ['{"limits":1000}', 'limits must be an object'],
    ['{"komboApiUrl":null}', 'komboApiUrl must be "eu", "us", or a URL'],
    ['{"komboApiUrl":7}', 'komboApiUrl must be "eu", "us", or a URL'],
    ['{"komboApiKey":null}', 'komboApiKey is not text. Give the API key of your Kombo environment'],
    ['{"komboApiKey":7}', 'komboApiKey is not text. Give'],
    ['{"tokenSecret":[]}', 'tokenSecret is an empty list. Give one of at least 32 bytes'],
  ])('is not made with %s, where nothing checks types: it is told by its name', (json, told) => {
    const given: object = JSON.parse(json)
    const access = 'authorize' in given ? {} : { tokenSecret }
    const options: AttachmentRouteOptions = JSON.parse(
      JSON.stringify({ komboApiKey: 'ks_dev_abc', ...access, ...given }),
    )
    const make = () => createAttachmentRoute(options)
    expect(make).toThrow(RangeError)
    expect(make).toThrow(told)
  })

  it('is not made with a Redis client in place of the store on it', () => {
    const options: AttachmentRouteOptions = { komboApiKey: 'ks_dev_abc', tokenSecret }
    Reflect.set(options, 'store', createClient())
    const make = () => createAttachmentRoute(options)
    expect(make).toThrow(/^store must be what createRedisStore makes/)
  })

  it('is not made with a short token secret', () => {
    expect(() => createAttachmentRoute({ komboApiKey: 'ks_dev_abc', tokenSecret: 'short' })).toThrow(
      'needs at least 32 bytes, it has 5',
    )
  })
})

describe('a way to let callers in that is undefined', () => {
  const RULES = 'http://portal.example/applications/app1/attachments/rules'
  const codeOf = async (route: AttachmentRoute) =>
    parseError(await (await route.fetch(new Request(RULES))).json())?.code

  it('is none, beside a token secret', async () => {
    const route = createAttachmentRoute({ komboApiKey: 'ks_dev_abc', tokenSecret, authorize: undefined })
    expect(await codeOf(route)).toBe('UPLOAD.TOKEN_MISSING')
    await route.close()
  })

  it('is none, beside a session of the portal’s', async () => {
    const asked: unknown[] = []
    const authorize = (_: Request, target: unknown) => {
      asked.push(target)
      return null
    }
    const route = createAttachmentRoute({ komboApiKey: 'ks_dev_abc', tokenSecret: undefined, authorize })
    expect(await codeOf(route)).toBe('UPLOAD.TOKEN_MISSING')
    expect(asked).toHaveLength(1)
    await route.close()
  })
})

type Limits = NonNullable<AttachmentRouteOptions['limits']>

/** What a portal in JavaScript may hand over, where no type stands in the way. */
function anything(json: string): number {
  return JSON.parse(json)
}

describe('limits of a route', () => {
  const make = (limits: Limits) => () => createAttachmentRoute({ komboApiKey: 'ks_dev_abc', tokenSecret, limits })
  const names = [
    'maxFileSizeBytes',
    'bodyIdleMs',
    'bodyTotalMs',
    'answerMs',
    'deadlineMs',
    'firstRetryMs',
    'settledMs',
    'totalBytes',
  ] as const

  it('are all named here', () => {
    expect([...names, 'readBackDelaysMs'].toSorted()).toEqual(Object.keys(DEFAULT_LIMITS).toSorted())
  })

  it.each(names)('that are undefined are the default: %s', (name) => {
    expect(checkedLimits({ [name]: undefined, readBackDelaysMs: undefined })).toEqual(DEFAULT_LIMITS)
    expect(make({ [name]: undefined })).not.toThrow()
  })

  it.each(names)('from a variable that is not set make no route: %s', (name) => {
    expect(make({ [name]: Number(undefined) })).toThrow(RangeError)
    expect(make({ [name]: Number(undefined) })).toThrow(
      new RegExp(
        `^limits\\.${name} is NaN, which a variable that is not set turns into\\. Give a .*or leave it out for the default\\.$`,
      ),
    )
  })

  it.each(names)('that are infinite, negative or no number make no route: %s', (name) => {
    for (const value of [Infinity, -Infinity, -1, anything('null'), anything('"1000"'), anything('[1000]')]) {
      expect(make({ [name]: value })).toThrow(new RegExp(`^limits\\.${name} is `))
    }
  })

  it.each<[Limits, string]>([
    [{ maxFileSizeBytes: 0 }, 'limits.maxFileSizeBytes is 0. Give a whole number of at least 1, or'],
    [{ totalBytes: 2.5 * 1024 ** 3 + 0.5 }, 'limits.totalBytes is 2684354560.5. Give a whole number of at least 1'],
    [{ answerMs: 0 }, 'limits.answerMs is 0. Give a number from 1 to 2147483647'],
    [{ bodyTotalMs: 30 * 24 * 60 * 60_000 }, 'limits.bodyTotalMs is 2592000000. Give a number from 1 to 2147483647'],
    [{ bodyIdleMs: anything('"30s"') }, 'limits.bodyIdleMs is a string. Give a number'],
    [{ bodyIdleMs: anything('[1000]') }, 'limits.bodyIdleMs is a list. Give a number'],
    [{ bodyIdleMs: anything('{}') }, 'limits.bodyIdleMs is an object. Give a number'],
    [
      { maxFileSizeBytes: 1e9, totalBytes: 1e9 },
      'limits.totalBytes leaves no room for a file of limits.maxFileSizeBytes',
    ],
    [{ readBackDelaysMs: [0, Number.NaN] }, 'limits.readBackDelaysMs[1] is NaN'],
    [JSON.parse('{"readBackDelaysMs":1000}'), 'limits.readBackDelaysMs is no list. Give one, or leave it out'],
  ])('%j: says what to do', (limits, told) => {
    expect(make(limits)).toThrow(RangeError)
    expect(make(limits)).toThrow(told)
  })

  it('may be as small as they make sense', () => {
    expect(make({ maxFileSizeBytes: 1, bodyIdleMs: 1, settledMs: 0, readBackDelaysMs: [] })).not.toThrow()
  })
})

describe('a store in Redis', () => {
  it.each(['"redis://127.0.0.1:6379"', '{}', 'null'])('is not made of %s', (json) => {
    const make = () => createRedisStore(JSON.parse(json))
    expect(make).toThrow(RangeError)
    expect(make).toThrow('The client of createRedisStore must be what connectRedis makes.')
  })
})

describe('the lease of a store in Redis', () => {
  it.each([Number.NaN, 0, -1, Infinity, 1000 / 3])('is not %s', (leaseMs) => {
    expect(() => createRedisStore(createClient(), { leaseMs })).toThrow(
      /^leaseMs is .*Give a whole number from 1 to 2147483647, or leave it out for the default\.$/,
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
