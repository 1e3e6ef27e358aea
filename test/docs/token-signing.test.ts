import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyUploadToken } from '../../src/server.ts'
import { snippetsOf } from './snippets.ts'

const SECRET = 'a secret of thirty-two bytes, or more'

/** How each language shown in docs/tokens.md is run; a language that is not at hand is skipped by name. */
const INTERPRETERS = { python: ['python3', 'py'], ruby: ['ruby', 'rb'], php: ['php', 'php'] } as const

const LANGUAGES = ['python', 'ruby', 'php'] as const

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'token-signing-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('signing in another language', () => {
  it.for(LANGUAGES)('makes a token the route accepts, in %s', async (language, { skip }) => {
    const [program, extension] = INTERPRETERS[language]
    skip(!isAtHand(program), `${program} is not installed`)
    const shown = snippetsOf('docs/tokens.md').filter((snippet) => snippet.language === language)
    expect(shown).toHaveLength(1)

    const file = join(folder, `sign.${extension}`)
    writeFileSync(file, shown[0]?.code ?? '')
    const { stdout, stderr, status } = spawnSync(program, [file], {
      encoding: 'utf8',
      env: { ...process.env, UPLOAD_TOKEN_SECRET: SECRET },
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })

    const verified = await verifyUploadToken(stdout.trim(), SECRET)
    expect(verified).toMatchObject({
      ok: true,
      grant: {
        target: { kind: 'application', id: 'GRKdd9dibYKKCrmGRSMJf3wu' },
        integrationId: 'workday:HWUTwvyx2wLoSUHphiWVrp28',
        label: 'Frank Doe · Senior Nurse',
        view: 'recruiter',
        read: false,
      },
    })
    const lifetimeSeconds = verified.ok ? (verified.expiresAt - Date.now()) / 1000 : 0
    expect(Math.round(lifetimeSeconds / 60)).toBe(60)
  })
})

function isAtHand(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0
}
