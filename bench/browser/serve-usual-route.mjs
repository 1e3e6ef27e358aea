import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { Kombo } from '@kombo-api/sdk'
import express from 'express'

/*
 * The route one would write in an afternoon: express, multer in memory, Kombo's SDK. Serves the other uploaders' pages
 * too. Arguments: folder of the pages, Kombo's URL and key. Prints where it is.
 */

const [folder = '', serverUrl = '', apiKey = ''] = process.argv.slice(2)
const multer = createRequire(import.meta.url)('multer')
const kombo = new Kombo({ server_url: serverUrl, api_key: apiKey, integration_id: 'workday:bench' })
const app = express()
app.use(express.static(resolve(folder)))
app.post('/attach', multer({ storage: multer.memoryStorage() }).any(), async (request, response) => {
  const [file] = Reflect.get(request, 'files') ?? []
  if (file === undefined) {
    response.status(400).end()
    return
  }
  const { warnings } = await kombo.ats.addApplicationAttachment({
    application_id: 'GRKdd9dibYKKCrmGRSMJf3wu',
    body: {
      attachment: {
        name: file.originalname,
        content_type: file.mimetype,
        type: 'CV',
        data: file.buffer.toString('base64'),
      },
    },
  })
  response.json({ warnings })
})
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`)
})
// As long as serve-sink.mjs, for the same reason.
server.keepAliveTimeout = 120_000
