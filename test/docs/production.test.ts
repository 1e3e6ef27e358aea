import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../../src/server.ts'
import { PREFLIGHT_KEPT_SECONDS } from '../../src/server/standalone/api-shell.ts'
import { READING_MS } from '../../src/server/delivery/read-back.ts'
import { longestBody } from '../../src/server/receive/request-body.ts'
import { RESTRICTIONS_WAIT_MS } from '../../src/server/calls/restrictions.ts'
import { SILENT_AFTER_MS } from '../../src/widget/use-silent.ts'
import { ROOT } from './snippets.ts'

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, min: 60_000 }

const text = readFileSync(join(ROOT, 'docs/production.md'), 'utf8')

/** What a proxy has to let through: the longest body with a file of the default limit, rounded up to whole MiB. */
const BODY_LIMIT_MIB = Math.ceil(longestBody(DEFAULT_LIMITS.maxFileSizeBytes) / 2 ** 20)

describe('the limit of a body, for proxies', () => {
  it('is one number wherever it is told, and the right one', () => {
    const operations = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8')
    const told = [...`${text}${operations}`.matchAll(/client_max_body_size (\w+)|max_size (\w+)/g)]
    expect(told.map(([, nginx, caddy]) => nginx ?? caddy)).toEqual([
      `${BODY_LIMIT_MIB}m`,
      `${BODY_LIMIT_MIB}MiB`,
      `${BODY_LIMIT_MIB}m`,
    ])
  })

  it('is told for any size of files, with room to spare', () => {
    expect(text).toContain('a body limit of 4/3 of the largest file and 10 KiB')
    for (const bytes of [1, 1e6, 1e8]) expect(longestBody(bytes)).toBeLessThan((bytes * 4) / 3 + 10 * 1024)
  })
})

/** Rows such as `| a whole body | 15 min | \`limits.bodyTotalMs\` |`. */
const told = [...text.matchAll(/^\| [^|]+ \| (\d+) (s|min) \| `limits\.(\w+)` \|$/gm)].map(
  ([, count, unit, name]) => [name ?? '', Number(count) * (UNIT_MS[unit ?? ''] ?? Number.NaN)] as const,
)

describe('the patience of proxies', () => {
  const { deadlineMs, answerMs, readBackDelaysMs } = DEFAULT_LIMITS
  const lookingMs = readBackDelaysMs.reduce((sum, delayMs) => sum + delayMs + READING_MS, 0)

  it('is told with what it is made of', () => {
    expect(text).toContain(
      `${deadlineMs / 1000} seconds for another request under the same key, a slot or a next try, ${answerMs / 1000} for Kombo's answer (as its own client waits), and up to ${lookingMs / 1000} of looking at the record`,
    )
  })

  it('is more than the longest request takes, wherever it is told', () => {
    const operations = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8')
    const all = /(?:proxy_read_timeout|proxy_send_timeout|response_header_timeout) (\d+)s/g
    const seconds = [...`${text}${operations}`.matchAll(all)].map(([, count]) => Number(count))
    expect(seconds).toHaveLength(4)
    expect(Math.min(...seconds)).toBeGreaterThan((deadlineMs + answerMs + lookingMs) / 1000)
  })
})

describe('the times in docs/production.md', () => {
  it('are there', () => {
    expect(told.length).toBeGreaterThan(3)
  })

  it.each(told)('are those of the code: %s', (name, milliseconds) => {
    expect(new Map<string, unknown>(Object.entries(DEFAULT_LIMITS)).get(name)).toBe(milliseconds)
  })

  it('say how long restrictions are waited for', () => {
    expect(text).toContain(`where nothing is known | ${RESTRICTIONS_WAIT_MS / 1000} s |`)
  })

  it('say when a row admits that nothing happens', () => {
    const { sending, accepting } = SILENT_AFTER_MS
    expect(text).toContain(
      `has left the browser for ${sending / 1000} s, or no answer has come ${accepting / 1000} s after`,
    )
  })

  it('say how long browsers keep an answer about the allowed origins', () => {
    expect(PREFLIGHT_KEPT_SECONDS).toBe(10 * 60)
    expect(text).toContain('Browsers keep what the standalone server said of `ALLOWED_ORIGINS` for ten minutes.')
  })
})
