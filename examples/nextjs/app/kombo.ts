import { createAttachmentRoute, signUploadToken } from 'kombo-attachment-upload/server'
import type { AttachmentRoute } from 'kombo-attachment-upload/server'

const tokenSecret = process.env['UPLOAD_TOKEN_SECRET'] ?? 'for this example only: thirty-two bytes or more'

/** Kombo with your key, or a simulated one on this machine. */
async function kombo() {
  const komboApiKey = process.env['KOMBO_API_KEY']
  const komboApiUrl = process.env['KOMBO_API_URL'] ?? 'eu'
  if (komboApiKey !== undefined) return { komboApiKey, komboApiUrl }
  const { createSandbox } = await import('kombo-attachment-upload/sandbox')
  const sandbox = await createSandbox()
  console.log(`What the ATS got: ${sandbox.url}`)
  return { komboApiKey: sandbox.apiKey, komboApiUrl: sandbox.apiUrl }
}

let route: Promise<AttachmentRoute> | null = null

/** One route for the whole process, made with the first request and not while the site is built. */
export function attachmentRoute(): Promise<AttachmentRoute> {
  route ??= kombo().then((access) => createAttachmentRoute({ ...access, tokenSecret, basePath: '/api' }))
  return route
}

export async function uploadToken(): Promise<string> {
  return signUploadToken(
    {
      target: process.env['TARGET'] ?? 'application:GRKdd9dibYKKCrmGRSMJf3wu',
      integrationId: process.env['INTEGRATION_ID'] ?? 'sandbox:HWUTwvyx2wLoSUHphiWVrp28',
      label: process.env['TARGET'] ? process.env['LABEL'] : 'Frank Doe · Senior Nurse',
      read: true,
    },
    tokenSecret,
  )
}
