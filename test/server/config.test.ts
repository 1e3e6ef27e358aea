import { createClient } from 'redis'
import { describe, expect, it } from 'vitest'
import type { ServerConfig } from '../../src/server/standalone/config.ts'
import { readConfig } from '../../src/server/standalone/config.ts'
import { longestBody } from '../../src/server/receive/request-body.ts'
import type { Environment } from '../../src/server/standalone/environment.ts'

const SECRET = 'a secret of thirty-two bytes, or more'
const WITH_KOMBO = { KOMBO_API_KEY: 'ks_dev_abc', UPLOAD_TOKEN_SECRET: SECRET }

function problemsOf(environment: Environment): readonly string[] {
  const result = readConfig(environment)
  return result.ok ? [] : result.problems
}

describe('configuration', () => {
  it('starts the demo when nothing is set', () => {
    expect(readConfig({})).toEqual({
      ok: true,
      config: {
        port: 3000,
        host: '127.0.0.1',
        kombo: null,
        uploadTokenSecret: null,
        uploadTokenSecretPrevious: null,
        allowedOrigins: [],
        redisUrl: null,
        maxFileSizeBytes: 25 * 1024 * 1024,
        maxTotalBytes: 2 * 1024 ** 3,
        rateLimits: { perToken: 0, perAddress: 0 },
        trustedProxies: 0,
        metricsToken: null,
        logLevel: 'warn',
        auditLog: false,
      } satisfies ServerConfig,
    })
  })

  it('starts no demo where DEMO_MODE is off, and names what else is missing', () => {
    expect(problemsOf({ DEMO_MODE: 'off' })).toEqual([
      expect.stringMatching(/^KOMBO_API_KEY is not set, and DEMO_MODE is off/),
      expect.stringMatching(/^UPLOAD_TOKEN_SECRET is not set/),
    ])
    expect(problemsOf({ DEMO_MODE: 'off', UPLOAD_TOKEN_SECRET: SECRET, KOMBO_API_KEY: ' ' })).toHaveLength(1)
    expect(readConfig({ ...WITH_KOMBO, DEMO_MODE: 'Off' })).toEqual(readConfig(WITH_KOMBO))
    expect(readConfig({ DEMO_MODE: 'on' })).toEqual(readConfig({}))
  })

  it('speaks to Kombo in Europe when only key and secret are set', () => {
    expect(readConfig(WITH_KOMBO)).toMatchObject({
      ok: true,
      config: {
        kombo: { apiKey: 'ks_dev_abc', apiUrl: 'https://api.kombo.dev/v1' },
        uploadTokenSecret: SECRET,
        rateLimits: { perToken: 600, perAddress: 1200 },
        logLevel: 'info',
        auditLog: true,
      },
    })
  })

  it.each([
    ['eu', 'https://api.kombo.dev/v1'],
    ['US', 'https://api.us.kombo.dev/v1'],
    ['https://kombo.example/v1/', 'https://kombo.example/v1'],
    ['http://127.0.0.1:4000/v1', 'http://127.0.0.1:4000/v1'],
    ['http://localhost:4000/v1', 'http://localhost:4000/v1'],
  ])('reads KOMBO_API_URL %s as %s', (given, apiUrl) => {
    expect(readConfig({ ...WITH_KOMBO, KOMBO_API_URL: given })).toMatchObject({
      ok: true,
      config: { kombo: { apiUrl } },
    })
  })

  it('reads every other variable', () => {
    expect(
      readConfig({
        ...WITH_KOMBO,
        UPLOAD_TOKEN_SECRET_PREVIOUS: 'the secret before, with a comma, as it may have',
        PORT: '0',
        HOST: '0.0.0.0',
        ALLOWED_ORIGINS: 'https://portal.example, http://localhost:5173,https://portal.example/,',
        REDIS_URL: 'redis://:pass@127.0.0.1:6379',
        MAX_FILE_SIZE_BYTES: '1000',
        MAX_TOTAL_BYTES: '100000',
        RATE_LIMIT_PER_TOKEN: '5',
        RATE_LIMIT_PER_ADDRESS: '0',
        TRUSTED_PROXIES: '2',
        METRICS_TOKEN: 'a-b._~+/C3==',
        LOG_LEVEL: 'Debug',
        AUDIT_LOG: 'off',
      }),
    ).toMatchObject({
      ok: true,
      config: {
        uploadTokenSecret: SECRET,
        uploadTokenSecretPrevious: 'the secret before, with a comma, as it may have',
        port: 0,
        host: '0.0.0.0',
        allowedOrigins: ['https://portal.example', 'http://localhost:5173'],
        redisUrl: 'redis://:pass@127.0.0.1:6379',
        maxFileSizeBytes: 1000,
        maxTotalBytes: 100_000,
        rateLimits: { perToken: 5, perAddress: 0 },
        trustedProxies: 2,
        metricsToken: 'a-b._~+/C3==',
        logLevel: 'debug',
        auditLog: false,
      },
    })
  })

  it('takes an empty variable as not set', () => {
    expect(readConfig({ PORT: '', KOMBO_API_KEY: '  ', REDIS_URL: '' })).toEqual(readConfig({}))
  })

  it.each<[string, Environment, RegExp]>([
    ['a port that is a word', { PORT: 'http' }, /^PORT must be a whole number from 0 to 65535, it is "http"\.$/],
    ['a port out of range', { PORT: '70000' }, /^PORT /],
    ['a port with a sign', { PORT: '-1' }, /^PORT /],
    ['a host that is a URL', { HOST: 'http://0.0.0.0' }, /^HOST /],
    ['a size with a unit', { MAX_FILE_SIZE_BYTES: '25MB' }, /^MAX_FILE_SIZE_BYTES must be a whole number/],
    ['a size of nothing', { MAX_FILE_SIZE_BYTES: '0' }, /^MAX_FILE_SIZE_BYTES /],
    [
      'an origin with a path',
      { ALLOWED_ORIGINS: 'https://portal.example/app' },
      /^ALLOWED_ORIGINS .*"https:\/\/portal/,
    ],
    ['an origin no page has', { ALLOWED_ORIGINS: 'ws://portal.example' }, /^ALLOWED_ORIGINS .*"ws:/],
    ['every origin', { ALLOWED_ORIGINS: '*' }, /^ALLOWED_ORIGINS /],
    ['a family of origins', { ALLOWED_ORIGINS: 'https://*.portal.example' }, /^ALLOWED_ORIGINS /],
    ['a Redis of another kind', { REDIS_URL: 'http://127.0.0.1' }, /^REDIS_URL /],
    [
      'a Redis with a path',
      { REDIS_URL: 'redis://h/hunter2' },
      /^REDIS_URL may have no path but the number((?!hunter2).)*$/,
    ],
    ['a Redis with more of a path', { REDIS_URL: 'redis://h/0/1' }, /^REDIS_URL may have no path/],
    ['a Redis without a host', { REDIS_URL: 'redis:hunter2' }, /^REDIS_URL ((?!hunter2).)*$/],
    [
      'a Redis password that cannot be decoded',
      { REDIS_URL: 'redis://:hunter%ss@h:1/0' },
      /^REDIS_URL has a "%" in its user or password that stands for nothing((?!hunter).)*$/,
    ],
    ['a Redis user that cannot be decoded', { REDIS_URL: 'redis://a%C3:b@h' }, /^REDIS_URL has a "%"/],
    ['a rate with a unit', { RATE_LIMIT_PER_TOKEN: '5/s' }, /^RATE_LIMIT_PER_TOKEN must be a whole number/],
    ['proxies without end', { TRUSTED_PROXIES: '11' }, /^TRUSTED_PROXIES .*from 0 to 10/],
    ['a metrics token with spaces', { METRICS_TOKEN: 'a b' }, /^METRICS_TOKEN may hold nothing but letters/],
    [
      'a metrics token nobody could send',
      { METRICS_TOKEN: 'hunter2!' },
      /^METRICS_TOKEN may hold nothing but ((?!hunter2).)*$/,
    ],
    ['a demo that may be', { DEMO_MODE: 'maybe' }, /^DEMO_MODE must be on or off, it is "maybe"\.$/],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of trace, .*it is "loud"/],
    ['an unknown region', { ...WITH_KOMBO, KOMBO_API_URL: 'asia' }, /^KOMBO_API_URL must be "eu", "us"/],
    ['a key in the clear', { ...WITH_KOMBO, KOMBO_API_URL: 'http://kombo.example/v1' }, /^KOMBO_API_URL .*https/],
    ['a URL with a query', { ...WITH_KOMBO, KOMBO_API_URL: 'https://kombo.example/v1?a=b' }, /^KOMBO_API_URL /],
    ['a URL without a key', { KOMBO_API_URL: 'eu' }, /^KOMBO_API_URL is set, but KOMBO_API_KEY is not/],
    ['a key with a space', { ...WITH_KOMBO, KOMBO_API_KEY: 'ks dev' }, /^KOMBO_API_KEY /],
    // As `docker run --env-file` hands on what another reader of such a file takes off.
    ['a key in quotes', { ...WITH_KOMBO, KOMBO_API_KEY: '"ks_dev_abc"' }, /^KOMBO_API_KEY .*quotes/],
    ['a key without a secret', { KOMBO_API_KEY: 'ks_dev_abc' }, /^UPLOAD_TOKEN_SECRET is not set/],
    ['a short secret', { ...WITH_KOMBO, UPLOAD_TOKEN_SECRET: 'short' }, /^UPLOAD_TOKEN_SECRET needs at least 32 bytes/],
    ['a short secret in the demo', { UPLOAD_TOKEN_SECRET: 'short' }, /^UPLOAD_TOKEN_SECRET needs at least 32 bytes/],
    [
      'a short secret before',
      { ...WITH_KOMBO, UPLOAD_TOKEN_SECRET_PREVIOUS: 'short' },
      /^UPLOAD_TOKEN_SECRET_PREVIOUS needs at least 32 bytes/,
    ],
    [
      'a secret before and none now',
      { UPLOAD_TOKEN_SECRET_PREVIOUS: SECRET },
      /^UPLOAD_TOKEN_SECRET_PREVIOUS is set, but UPLOAD_TOKEN_SECRET is not/,
    ],
    [
      'the same secret before and now',
      { ...WITH_KOMBO, UPLOAD_TOKEN_SECRET_PREVIOUS: SECRET },
      /^UPLOAD_TOKEN_SECRET_PREVIOUS is the same as UPLOAD_TOKEN_SECRET/,
    ],
  ])('refuses %s', (_, environment, told) => {
    expect(problemsOf(environment)).toEqual([expect.stringMatching(told)])
  })

  it.each([
    'redis://h',
    'redis://h/',
    'redis://h:6380/15',
    'rediss://user:p%25%40%C3%9F@h/0',
    'redis://:p@ss:word@[::1]:6379/0',
    'redis://h/0?tls=1#x',
  ])('takes %s, of which a connection can be made', (REDIS_URL) => {
    expect(problemsOf({ REDIS_URL })).toEqual([])
    expect(() => createClient({ url: REDIS_URL })).not.toThrow()
  })

  it('refuses a total in which the largest file has no room as it travels, and takes one in which it just has', () => {
    const least = longestBody(1_000_000)
    expect(problemsOf({ MAX_FILE_SIZE_BYTES: '1000000', MAX_TOTAL_BYTES: String(least - 1) })).toEqual([
      expect.stringMatching(/^MAX_TOTAL_BYTES leaves no room for a file of MAX_FILE_SIZE_BYTES/),
    ])
    expect(problemsOf({ MAX_FILE_SIZE_BYTES: '1000000', MAX_TOTAL_BYTES: String(least) })).toEqual([])
    // One of the two by itself is wrong beside the default of the other.
    expect(problemsOf({ MAX_FILE_SIZE_BYTES: String(4 * 1024 ** 3) })).toHaveLength(1)
    expect(problemsOf({ MAX_TOTAL_BYTES: '1000000' })).toHaveLength(1)
  })

  it('reports every problem at once', () => {
    const problems = problemsOf({ PORT: 'x', LOG_LEVEL: 'y', REDIS_URL: 'z', KOMBO_API_KEY: 'k', ALLOWED_ORIGINS: 'w' })
    expect(problems).toHaveLength(5)
  })

  it('repeats no secret', () => {
    const problems = problemsOf({
      KOMBO_API_KEY: 'ks dev hunter2',
      UPLOAD_TOKEN_SECRET: 'hunter2',
      UPLOAD_TOKEN_SECRET_PREVIOUS: 'hunter2',
      REDIS_URL: 'http://:hunter2@127.0.0.1',
      KOMBO_API_URL: 'https://user:hunter2@kombo.example',
    })
    expect(problems).toHaveLength(5)
    expect(problems.join()).not.toContain('hunter2')
  })
})
