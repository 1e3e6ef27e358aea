import { Kombo } from '@kombo-api/sdk'
import { KomboAtsError, KomboDefaultError, ResponseValidationError } from '@kombo-api/sdk/models/errors'
import { describe, expect, it } from 'vitest'
import { KOMBO_ERROR_CODES } from '../../src/kombo/error-code.ts'
import {
  SANDBOX_APPLICATION_ID,
  SANDBOX_CANDIDATE_ID,
  SANDBOX_INTEGRATION_ID,
  type Sandbox,
  type SandboxOptions,
} from '../../src/sandbox.ts'
import { CV, startSandbox } from './caller.ts'

/** Kombo's own client is the judge of the shapes: it throws on any answer that is not as documented. */
async function start(options: SandboxOptions = {}): Promise<{ readonly sandbox: Sandbox; readonly kombo: Kombo }> {
  const sandbox = await startSandbox(options)
  const kombo = new Kombo({
    api_key: sandbox.apiKey,
    integration_id: SANDBOX_INTEGRATION_ID,
    server_url: sandbox.apiUrl,
  })
  return { sandbox, kombo }
}

const attachment = {
  name: 'cv.pdf',
  type: 'CV',
  content_type: 'application/pdf',
  data: CV.toString('base64'),
} as const

const toApplication = {
  application_id: SANDBOX_APPLICATION_ID,
  body: { attachment },
}

describe('the official client', () => {
  it('checks its key', async () => {
    const { kombo } = await start()
    expect(await kombo.general.checkApiKey()).toMatchObject({ status: 'success' })
  })

  it('lists the applications there are', async () => {
    const { kombo } = await start({ applications: [{ id: 'A1', candidateId: SANDBOX_CANDIDATE_ID, job: 'Nurse' }] })
    const listed = []
    for await (const { result } of await kombo.ats.getApplications({})) listed.push(...result.data.results)
    expect(listed).toMatchObject([
      { id: SANDBOX_APPLICATION_ID, candidate_id: SANDBOX_CANDIDATE_ID, candidate: { last_name: 'Doe' } },
      { candidate_id: SANDBOX_CANDIDATE_ID },
      { candidate: { first_name: 'Ayşe' } },
      { id: 'A1', job: { name: 'Nurse' } },
    ])
  })

  it('adds attachments to an application and a candidate', async () => {
    const { kombo, sandbox } = await start()
    const added = [
      await kombo.ats.addApplicationAttachment(toApplication),
      await kombo.ats.addCandidateAttachment({ candidate_id: SANDBOX_CANDIDATE_ID, body: { attachment } }),
    ]
    expect(added).toEqual([
      { status: 'success', data: {}, warnings: [] },
      { status: 'success', data: {}, warnings: [] },
    ])
    expect(sandbox.received.map(({ target }) => target.kind)).toEqual(['application', 'candidate'])
    expect(sandbox.received[0]?.bytes).toEqual(CV)
  })

  it('sends remote fields', async () => {
    const { kombo, sandbox } = await start()
    const remote_fields = { workable: { on_behalf_of_user_remote_id: '42' } }
    await kombo.ats.addApplicationAttachment({ ...toApplication, body: { attachment, remote_fields } })
    expect(sandbox.received[0]?.remoteFields).toEqual(remote_fields)
  })

  it.each([{}, { nullTimestamps: true, renamesContentType: true }])('reads both lists back: %o', async (readBack) => {
    const { kombo } = await start({ integrations: { [SANDBOX_INTEGRATION_ID]: { readBack } } })
    await kombo.ats.addApplicationAttachment(toApplication)
    const application = await kombo.ats.getApplicationAttachments({ application_id: SANDBOX_APPLICATION_ID })
    const candidate = await kombo.ats.getCandidateAttachments({ candidate_id: SANDBOX_CANDIDATE_ID })
    expect(application.data.results).toMatchObject([{ file_name: 'cv.pdf', type: 'CV' }])
    expect(candidate.data.results).toMatchObject([{ application_id: SANDBOX_APPLICATION_ID }])
  })

  it('reads warnings', async () => {
    const { kombo, sandbox } = await start()
    sandbox.faults.arm('warnings', { warnings: ['No preview.'] })
    const { warnings } = await kombo.ats.addApplicationAttachment(toApplication)
    expect(warnings).toEqual([{ message: 'No preview.' }])
  })

  it.each(KOMBO_ERROR_CODES.map((code) => [code]))('understands the error %s', async (code) => {
    const { kombo, sandbox } = await start()
    sandbox.faults.arm(code)
    const error = await kombo.ats.addApplicationAttachment(toApplication).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(KomboAtsError)
    expect(error).toMatchObject({ error: { code, log_url: expect.any(String) } })
  })

  it("understands every refusal of the sandbox's own", async () => {
    const { kombo } = await start()
    const unheardOf = kombo.ats.addApplicationAttachment({ application_id: 'unheard-of', body: { attachment } })
    await expect(unheardOf).rejects.toBeInstanceOf(KomboAtsError)
    const both = { ...attachment, data_url: 'https://files.example/cv.pdf' }
    const refused = kombo.ats.addApplicationAttachment({ ...toApplication, body: { attachment: both } })
    await expect(refused).rejects.toMatchObject({ statusCode: 400, error: { code: 'PLATFORM.INPUT_INVALID' } })
  })

  it("stumbles where Kombo's own answers would make it stumble", async () => {
    const { kombo, sandbox } = await start()
    sandbox.faults.arm('unknown-code')
    await expect(kombo.ats.addApplicationAttachment(toApplication)).rejects.toBeInstanceOf(ResponseValidationError)
    sandbox.faults.arm('no-warnings')
    await expect(kombo.ats.addApplicationAttachment(toApplication)).rejects.toMatchObject({ statusCode: 200 })
    sandbox.faults.arm('html-503')
    await expect(kombo.ats.addApplicationAttachment(toApplication)).rejects.toBeInstanceOf(KomboDefaultError)
    expect(sandbox.received).toHaveLength(1)
  })
})
