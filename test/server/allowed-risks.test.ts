import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { parseRules } from '../../src/contract/wire.ts'
import { APPLICATION, bodyOf, errorOf, post, startRig, token, type Rig } from './harness.ts'

let rig: Rig
afterEach(() => rig.close())

async function rulesOf(): Promise<ReturnType<typeof parseRules>> {
  const response = await fetch(`${rig.url}/applications/${APPLICATION}/attachments/rules`, {
    headers: { Authorization: `Bearer ${await token({ types: ['CV'] })}` },
  })
  return parseRules(await response.json())
}

const macros = async () =>
  bodyOf(await readFile(new URL('../files/macros-renamed.docx', import.meta.url)), { name: 'cv.docx' })

describe('a risk the server takes', () => {
  it('is in the rules of each type that can be attached, and the file is delivered', async () => {
    rig = await startRig({ allowedRisks: ['macros'] })
    expect((await rulesOf())?.types).toMatchObject({
      CV: { supported: true, allowedRisks: ['macros'] },
      OTHER: { supported: false, reason: 'grant' },
    })
    expect((await post(rig.url, await macros())).status).toBe(200)
    expect(rig.sandbox.received).toHaveLength(1)
  })

  it('is none by default', async () => {
    rig = await startRig()
    const rule = (await rulesOf())?.types.CV
    expect(rule).toMatchObject({ supported: true })
    expect(rule).not.toHaveProperty('allowedRisks')
    expect(errorOf(await post(rig.url, await macros()))).toMatchObject({ code: 'UPLOAD.FILE_HAS_MACROS' })
    expect(rig.sandbox.received).toHaveLength(0)
  })

  it('is no other risk', async () => {
    rig = await startRig({ allowedRisks: ['archive', 'active-content'] })
    expect(errorOf(await post(rig.url, await macros()))).toMatchObject({ code: 'UPLOAD.FILE_HAS_MACROS' })
  })
})
