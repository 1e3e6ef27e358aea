import { describe, expect, it } from 'vitest'
import { Log, withRequestId } from '../../src/server/standalone/log.ts'
import { RouteError } from '../../src/server/answers/route-error.ts'

function capture() {
  let text = ''
  const log = new Log({ logLevel: 'trace', auditLog: true }, { write: (line) => (text += line) })
  return { log, text: () => text, line: (): unknown => JSON.parse(text) }
}

describe('the log', () => {
  it('tells of an unexpected error where it came from, and none of what it says', () => {
    const { log, text, line } = capture()
    try {
      JSON.parse('{"name": Frank Doe')
    } catch (cause) {
      log.failure('request failed', new TypeError('cannot read Frank Doe.pdf', { cause }))
    }
    expect(line()).toMatchObject({
      level: 'error',
      msg: 'request failed',
      error: { name: 'TypeError', at: expect.any(Array), cause: { name: 'SyntaxError' } },
    })
    expect(text()).not.toContain('Frank')
    expect(text()).toContain('log.test.ts')
  })

  it('takes no line of what an error says for a place it passed', () => {
    const { log, text } = capture()
    try {
      JSON.parse('{"cv":\n  at Siemens, 1999')
    } catch (error) {
      log.failure('request failed', error)
    }
    log.failure('request failed', new Error('read\n    at Siemens, 1999\n    at home'))
    expect(text()).not.toMatch(/Siemens|home/)
    expect(text().match(/log\.test\.ts/g)).toHaveLength(2)
  })

  it('keeps a name and a code only where they are words', () => {
    const { log, text } = capture()
    const named = Object.assign(new Error('x'), {
      name: 'Cannot read Frank Doe.pdf',
      code: 'no such file: Frank Doe.pdf',
    })
    log.failure('request failed', named)
    log.failure('request failed', Object.assign(new Error('x'), { name: 'Zod$Error', code: 17 }))
    const [wordless, words] = text().trimEnd().split('\n')
    expect(wordless).not.toContain('Frank')
    expect(words).toMatch(/"name":"Zod\$Error","code":"17"/)
  })

  it('tells of an error that cannot be looked into', () => {
    const { log, text } = capture()
    log.failure('request failed', Object.assign(new Error('x'), { stack: 7 }))
    log.failure('request failed', Object.assign(new Error('x'), { code: { toString: 'nothing' } }))
    expect(text().match(/"name":"Error"/g)).toHaveLength(2)
  })

  it('keeps what is safe to say: codes, and the words of our own errors', () => {
    const { log, line } = capture()
    const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    log.failure('request failed', new RouteError('UPLOAD.ATS_UNREACHABLE', 'Kombo cannot be reached', { cause }))
    expect(line()).toMatchObject({
      error: {
        name: 'RouteError',
        code: 'UPLOAD.ATS_UNREACHABLE',
        message: 'Kombo cannot be reached',
        cause: { code: 'ECONNREFUSED' },
      },
    })
  })

  it('survives an error that is none, and one that is its own cause', () => {
    const { log, text } = capture()
    const looped = new Error('loop')
    looped.cause = looped
    log.failure('request failed', looped)
    log.failure('request failed', 'Frank Doe')
    log.failure('request failed', undefined)
    expect(text().trimEnd().split('\n')).toHaveLength(3)
    expect(text()).not.toContain('Frank')
  })

  it('gives every line of a request its id, also the late ones', async () => {
    const { log, line } = capture()
    await withRequestId('request-1', async () => {
      await Promise.resolve()
      log.write('info', 'stopping')
    })
    expect(line()).toMatchObject({ requestId: 'request-1', time: expect.stringMatching(/^\d{4}-.*Z$/) })
  })

  it('gives each line of a request its own fields, and none of a line before', () => {
    const { log, text } = capture()
    withRequestId('request-1', () => {
      log.write('warn', 'rate limit reached', { by: 'token' })
      log.failure('request failed', new TypeError('no'))
      log.write('info', 'stopping')
    })
    const lines = text()
      .trimEnd()
      .split('\n')
      .map((line): object => JSON.parse(line))
    expect(lines.map((line) => Object.keys(line))).toEqual([
      ['level', 'time', 'requestId', 'by', 'msg'],
      ['level', 'time', 'requestId', 'error', 'msg'],
      ['level', 'time', 'requestId', 'msg'],
    ])
  })
})
