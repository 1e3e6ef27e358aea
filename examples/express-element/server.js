import { fileURLToPath } from 'node:url'
import express from 'express'
import { createAttachmentRoute, signUploadToken } from 'kombo-attachment-upload/server'
import { kombo } from './kombo.js'

const tokenSecret = process.env.UPLOAD_TOKEN_SECRET ?? 'for this example only: thirty-two bytes or more'
const port = Number(process.env.PORT ?? 3000)

const route = createAttachmentRoute({ ...(await kombo()), tokenSecret, onError: console.error })
const app = express()

// Before any body parser: the route reads the body itself, piece by piece.
app.use('/api', route.node)

app.get('/upload-token', async (_request, response) => {
  // Here your portal checks its session, and that this person may touch this application.
  const token = await signUploadToken(
    {
      target: process.env.TARGET ?? 'application:GRKdd9dibYKKCrmGRSMJf3wu',
      // Whose application it is, from the same answer of Kombo: where the ATS keeps a document on the candidate, it is found.
      candidateId: process.env.CANDIDATE_ID,
      integrationId: process.env.INTEGRATION_ID ?? 'sandbox:HWUTwvyx2wLoSUHphiWVrp28',
      label: process.env.TARGET ? process.env.LABEL : 'Frank Doe · Senior Nurse',
      read: true,
      expiresInSeconds: 600,
    },
    tokenSecret,
  )
  response.type('text').send(token)
})

const element = fileURLToPath(import.meta.resolve('kombo-attachment-upload/element'))
app.get('/element.js', (_request, response) => response.sendFile(element))
app.use(express.static(fileURLToPath(new URL('public', import.meta.url))))

app.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`))
