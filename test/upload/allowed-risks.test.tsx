import { act } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { KindRisk } from '../../src/contract/file-kinds.ts'
import { parseRules } from '../../src/contract/wire.ts'
import { acceptAttribute } from '../../src/upload/hook/accept.ts'
import { EVERYTHING, rulesAnswer } from './scripted-route.ts'
import { setUpUpload } from './set-up-upload.tsx'

const WORD_WITH_MACROS = 'application/vnd.ms-word.document.macroEnabled.12'

const taking = (allowed_risks: KindRisk[], accepted_mime_types: string[] | null = null) => ({
  types: {
    CV: { ...EVERYTHING, accepted_mime_types, allowed_risks },
    COVER_LETTER: EVERYTHING,
    OTHER: { supported: false, reason: 'ats' },
  } as const,
})

/** What the checks see of a document with macros that hides behind another ending: container and list of contents. */
const document = () => new File(['PK\u0003\u0004 word/document.xml word/vbaProject.bin PK\u0005\u0006'], 'macros.docx')

function offered(allowed: KindRisk[], listed: string[]): string {
  const rules = parseRules(rulesAnswer(taking(allowed, listed)))
  return rules === null ? '' : acceptAttribute(rules)
}

describe('a risk that the rules allow', () => {
  it('is taken for the types that name it, and for no other', async () => {
    const { add, current, file, reaches } = setUpUpload({}, taking(['macros']))
    await add(document())
    expect(file('macros.docx').state).toBe('ready')
    act(() => current().setType(file('macros.docx').id, 'COVER_LETTER'))
    await reaches('macros.docx', 'rejected')
  })

  it('is refused where they do not', async () => {
    const { add, file } = setUpUpload({}, taking(['archive']))
    await add(document())
    expect(file('macros.docx')).toMatchObject({ state: 'rejected', problem: { code: 'UPLOAD.FILE_HAS_MACROS' } })
  })

  it('makes the picker offer the kinds that carry it, where the ATS lists them', () => {
    expect(offered(['macros'], [WORD_WITH_MACROS])).toContain('.docm')
    expect(offered([], [WORD_WITH_MACROS])).not.toContain('.docm')
    expect(offered(['macros'], ['application/pdf'])).not.toContain('.docm')
  })
})
