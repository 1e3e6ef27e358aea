import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SANDBOX_APPLICATION_ID, SANDBOX_INTEGRATION_ID } from '../../src/sandbox.ts'
import { verifyUploadToken } from '../../src/server.ts'
import { snippetsOf } from './snippets.ts'

const SECRET = 'a secret of thirty-two bytes, or more'

const LANGUAGES = ['python', 'ruby', 'php'] as const

type Language = (typeof LANGUAGES)[number]

/**
 * How each language shown in docs/tokens.md is run, and how a program goes on that signs the claims in `CLAIMS`; a language
 * that is not at hand is skipped by name.
 */
const INTERPRETERS = {
  python: {
    program: 'python3',
    extension: 'py',
    signClaims: 'print(sign_upload_token(json.loads(os.environ["CLAIMS"]), os.environ["UPLOAD_TOKEN_SECRET"]))',
  },
  ruby: {
    program: 'ruby',
    extension: 'rb',
    signClaims: "puts sign_upload_token(JSON.parse(ENV['CLAIMS'], symbolize_names: true), ENV['UPLOAD_TOKEN_SECRET'])",
  },
  php: {
    program: 'php',
    extension: 'php',
    signClaims: "echo PHP_EOL, sign_upload_token(json_decode(getenv('CLAIMS'), true), getenv('UPLOAD_TOKEN_SECRET'));",
  },
} as const satisfies Record<Language, unknown>

let folder = ''
/** What Ruby finds in the place of `base64`, which since 3.4 a project has only when its Gemfile names it. */
let gone = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'token-signing-'))
  gone = join(folder, 'gone')
  mkdirSync(gone)
  writeFileSync(join(gone, 'base64.rb'), 'raise LoadError, "cannot load such file -- base64"')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('signing in another language', () => {
  it.for(LANGUAGES)(
    'makes a token the route accepts, for a record of the simulated Kombo, in %s',
    async (language, { skip }) => {
      skip(!isAtHand(language), `${language} is not installed`)
      const verified = await verifyUploadToken(printed(run(language)), SECRET)
      expect(verified).toMatchObject({
        ok: true,
        grant: {
          target: { kind: 'application', id: SANDBOX_APPLICATION_ID },
          integrationId: SANDBOX_INTEGRATION_ID,
          label: 'Frank Doe · Senior Nurse',
          view: 'recruiter',
          read: false,
        },
      })
      const lifetimeSeconds = verified.ok ? (verified.expiresAt - Date.now()) / 1000 : 0
      expect(Math.round(lifetimeSeconds / 60)).toBe(60)
    },
  )

  it.for(LANGUAGES)('carries every claim as it is given, in %s', async (language, { skip }) => {
    skip(!isAtHand(language), `${language} is not installed`)
    const exp = Math.floor(Date.now() / 1000) + 600
    const claims = {
      sub: 'candidate:26vafvWSRmbhNcxJYqjCzuJg',
      integration_id: 'greenhouse:8d1hpPsbjxUkoCoa1veLZGe5',
      candidate_id: null,
      exp,
      nbf: exp - 660,
      jti: 'portal-1',
      label: 'Zoë Łęcka “</script>” 李 🩺',
      view: 'candidate',
      types: ['CV', 'OTHER'],
      max_files: 3,
      max_file_size_bytes: 5_242_880,
      read: true,
      remote_fields: { greenhouse: { post_headers: { 'On-Behalf-Of': '123/4' } } },
    }
    const token = printed(
      run(language, { more: INTERPRETERS[language].signClaims, env: { CLAIMS: JSON.stringify(claims) } }),
    )
    expect(await verifyUploadToken(token, SECRET)).toEqual({
      ok: true,
      expiresAt: exp * 1000,
      grant: {
        id: 'portal-1',
        integrationId: claims.integration_id,
        target: { kind: 'candidate', id: '26vafvWSRmbhNcxJYqjCzuJg' },
        candidateId: null,
        label: claims.label,
        view: 'candidate',
        types: claims.types,
        maxFiles: 3,
        maxFileSizeBytes: 5_242_880,
        read: true,
        remoteFields: claims.remote_fields,
        expiresAt: exp * 1000,
      },
    })
  })

  it.for(LANGUAGES)('makes none without the secret, in %s', (language, { skip }) => {
    skip(!isAtHand(language), `${language} is not installed`)
    const { stdout, status } = run(language, { env: { UPLOAD_TOKEN_SECRET: undefined } })
    expect(status).not.toBe(0)
    expect(stdout).not.toContain('eyJ')
  })

  it.for([
    ['ruby', String.raw`puts sign_upload_token({ label: "M\xFCller" }, 'secret')`],
    ['php', String.raw`echo PHP_EOL, sign_upload_token(['label' => "M\xFCller"], 'secret');`],
  ] as const)('makes none of a name that is not in UTF-8, in %s', ([language, more], { skip }) => {
    skip(!isAtHand(language), `${language} is not installed`)
    const { stdout, status } = run(language, { more })
    expect(status).not.toBe(0)
    expect(stdout.match(/eyJ\S+/g)).toHaveLength(1)
  })

  it('takes a lifetime in Ruby that only tells its seconds, as a duration of Rails does', async ({ skip }) => {
    skip(!isAtHand('ruby'), 'ruby is not installed')
    const more = `
      Hours = Struct.new(:hours) { def to_i = hours * 3600 }
      claims = { sub: 'application:a', integration_id: 'w:1' }
      puts sign_upload_token(claims, ENV['UPLOAD_TOKEN_SECRET'], expires_in: Hours.new(2))`
    const verified = await verifyUploadToken(printed(run('ruby', { more })), SECRET)
    expect(verified.ok ? Math.round((verified.expiresAt - Date.now()) / 3_600_000) : verified).toBe(2)
  })
})

interface Run {
  /** What the program does after what the document shows. */
  readonly more?: string
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** Runs what the document shows. */
function run(language: Language, { more = '', env = {} }: Run = {}) {
  const shown = snippetsOf('docs/tokens.md').filter((snippet) => snippet.language === language)
  expect(shown).toHaveLength(1)
  const { program, extension } = INTERPRETERS[language]
  const file = join(folder, `sign.${extension}`)
  writeFileSync(file, `${shown[0]?.code ?? ''}\n${more}`)
  const found = { UPLOAD_TOKEN_SECRET: SECRET, RUBYLIB: gone, ...env }
  return spawnSync(program, [file], { encoding: 'utf8', env: { ...process.env, ...found } })
}

/** The last token of what a program prints. */
function printed({ stdout, stderr, status }: ReturnType<typeof run>): string {
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout.trim().split(/\s+/).at(-1) ?? ''
}

function isAtHand(language: Language): boolean {
  return spawnSync(INTERPRETERS[language].program, ['--version'], { stdio: 'ignore' }).status === 0
}
