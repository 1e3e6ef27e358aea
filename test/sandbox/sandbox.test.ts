import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSandbox, SANDBOX_APPLICATION_ID, SANDBOX_INTEGRATION_ID, type Sandbox } from '../../src/sandbox.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await createSandbox()
})
afterEach(() => sandbox.close())

const attachments = `/ats/applications/${SANDBOX_APPLICATION_ID}/attachments`
const cv = Buffer.from('%PDF-1.7 a curriculum vitae')

function headers(): Record<string, string> {
  return {
    authorization: `Bearer ${sandbox.apiKey}`,
    'x-integration-id': SANDBOX_INTEGRATION_ID,
    'content-type': 'application/json',
  }
}

function add(attachment: object = {}, path = attachments): Promise<Response> {
  const body = {
    attachment: {
      name: 'cv.pdf',
      type: 'CV',
      content_type: 'application/pdf',
      data: cv.toString('base64'),
      ...attachment,
    },
  }
  return fetch(sandbox.apiUrl + path, { method: 'POST', headers: headers(), body: JSON.stringify(body) })
}

describe('adding an attachment', () => {
  it('answers with the documented envelope and keeps every byte', async () => {
    const response = await add()
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ status: 'success', data: {}, warnings: [] })
    expect(sandbox.received).toMatchObject([
      {
        target: { kind: 'application', id: SANDBOX_APPLICATION_ID },
        integrationId: SANDBOX_INTEGRATION_ID,
        name: 'cv.pdf',
        type: 'CV',
        contentType: 'application/pdf',
        sizeBytes: cv.length,
        sha256: createHash('sha256').update(cv).digest('hex'),
      },
    ])
    expect(sandbox.received[0]?.bytes).toEqual(cv)
  })

  it('stores the same file twice when it is sent twice', async () => {
    await add()
    await add()
    expect(sandbox.received).toHaveLength(2)
  })
})
