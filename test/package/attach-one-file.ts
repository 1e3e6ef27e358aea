/** One file is carried from a route mounted on plain `node:http` to the sandbox, all of it from the package. */
export const ATTACH_ONE_FILE = `
  import { createServer } from 'node:http'
  import { once } from 'node:events'
  import { createAttachmentRoute, signUploadToken } from 'kombo-attachment-upload/server'
  import { createSandbox, SANDBOX_APPLICATION_ID, SANDBOX_INTEGRATION_ID } from 'kombo-attachment-upload/sandbox'

  const sandbox = await createSandbox()
  const tokenSecret = 'a secret of more than thirty-two bytes'
  const route = createAttachmentRoute({ komboApiKey: sandbox.apiKey, komboApiUrl: sandbox.apiUrl, tokenSecret, onError: console.error })
  const server = createServer(route.node).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const target = 'application:' + SANDBOX_APPLICATION_ID
  const token = await signUploadToken({ target, integrationId: SANDBOX_INTEGRATION_ID }, tokenSecret)
  const response = await fetch(
    'http://127.0.0.1:' + server.address().port + '/applications/' + SANDBOX_APPLICATION_ID + '/attachments',
    {
      method: 'POST',
      headers: { Authorization: 'Bearer ' + token, 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
      body: JSON.stringify({
        attachment: {
          name: 'cv.pdf', content_type: 'application/pdf', type: 'CV', data: btoa('%PDF-1.7 packed'),
        },
      }),
    },
  )
  console.log(JSON.stringify({ status: response.status, received: sandbox.received.map(({ name, type }) => ({ name, type })) }))
  server.close()
  await route.close()
  await sandbox.close()
`

/** What the program prints. */
export const ATTACHED = { status: 200, received: [{ name: 'cv.pdf', type: 'CV' }] }
