import { describe, expect, it } from 'vitest'
import { CommandLineError, readCommand, type Command } from '../../src/server/standalone/command-line.ts'

const RECORD = ['token', '--application', 'a', '--integration', 'workday:b']

function token(...more: readonly string[]): Command {
  return readCommand([...RECORD, ...more])
}

describe('the words behind the command', () => {
  it.each<[readonly string[], Command['name']]>([
    [[], 'serve'],
    [['serve'], 'serve'],
    [['-h'], 'help'],
    [['--help'], 'help'],
    [['serve', '--help'], 'help'],
    [['token', '-h'], 'help'],
    [['-v'], 'version'],
    [['serve', '-v'], 'version'],
    [['token', '--version'], 'version'],
  ])('%j mean: %s', (args, name) => {
    expect(readCommand(args)).toEqual({ name })
  })

  it('ask for a token that lets nothing be read, lasts as long as any and allows all, unless they say so', () => {
    expect(token()).toEqual({
      name: 'token',
      claims: { target: 'application:a', integrationId: 'workday:b', read: false },
      url: null,
    })
  })

  it('say all that a token can', () => {
    const said = ['--applicant', 'c', '--label', 'Frank Doe · Nurse', '--types', ' other, cv,CV', '--view', 'candidate']
    const limits = ['--max-files', '1', '--max-size', '5000', '--ttl', '2h', '--read', '--url', 'http://localhost:3000']
    expect(token(...said, ...limits)).toEqual({
      name: 'token',
      claims: {
        target: 'application:a',
        integrationId: 'workday:b',
        candidateId: 'c',
        label: 'Frank Doe · Nurse',
        types: ['OTHER', 'CV'],
        view: 'candidate',
        maxFiles: 1,
        maxFileSizeBytes: 5000,
        expiresInSeconds: 7200,
        read: true,
      },
      url: 'http://localhost:3000',
    })
  })

  it.each([
    ['1s', 1],
    ['90s', 90],
    ['30m', 1800],
    ['12h', 43_200],
    ['7d', 604_800],
  ])('let a token live for %s: %i seconds', (ttl, expiresInSeconds) => {
    expect(token('--ttl', ttl)).toMatchObject({ claims: { expiresInSeconds } })
  })

  it.each<[string, readonly string[], string | RegExp]>([
    ['a word too many', ['serve', 'now'], 'Unknown command "now".'],
    ['a word too many of a token', [...RECORD, 'now'], /^Unexpected argument 'now'\.$/],
    ['an option without its value', [...RECORD, '--label'], /^Option '--label <value>' argument missing\.?$/],
    ['a value for a switch', [...RECORD, '--read=yes'], /^Option '--read' does not take an argument\.?$/],
    ['a lifetime of nothing', [...RECORD, '--ttl', '0h'], /^--ttl is a number and a unit/],
    ['a lifetime in weeks', [...RECORD, '--ttl', '2w'], /^--ttl is/],
    ['half a lifetime', [...RECORD, '--ttl', '1.5h'], /^--ttl is/],
    ['a lifetime with more behind it', [...RECORD, '--ttl', '1h30m'], /^--ttl is/],
    ['a lifetime nobody can count', [...RECORD, '--ttl', `${'9'.repeat(16)}d`], /^--ttl is/],
    ['half a file', [...RECORD, '--max-files', '1.5'], '--max-files is a whole number of at least 1.'],
    ['a size with its unit', [...RECORD, '--max-size', '5MB'], '--max-size is a whole number of at least 1, in bytes.'],
    ['a size of nothing', [...RECORD, '--max-size', '0'], /^--max-size is/],
    ['a size nobody can count', [...RECORD, '--max-size', '9'.repeat(17)], /^--max-size is/],
    ['a view that is none', [...RECORD, '--view', 'admin'], '--view is one of recruiter, candidate.'],
    ['a list of no types', [...RECORD, '--types', ''], /^--types takes a list of CV, COVER_LETTER, OTHER/],
    ['a page of another kind', [...RECORD, '--url', 'ftp://upload.example'], /^--url is the origin/],
    ['an id with a blank', ['token', '--candidate', 'a b', '--integration', 'c'], '"a b" is not filled in yet'],
    ['an applicant as documents show it', [...RECORD, '--applicant', 'id>'], '"id>" is not filled in yet'],
    ['an id of nothing', ['token', '--candidate', '', '--integration', 'b'], '--candidate takes the Kombo id'],
    ['an applicant of nothing', [...RECORD, '--applicant', ''], '--applicant takes the Kombo id'],
  ])('are refused with a reason: %s', (_, args, told) => {
    expect(() => readCommand(args)).toThrow(CommandLineError)
    expect(() => readCommand(args)).toThrow(told)
  })
})
