import { randomUUID } from 'node:crypto'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { parse } from 'hono/utils/cookie'
import { createAttachmentRoute, grantFor } from 'kombo-attachment-upload/server'
import { kombo } from './kombo.js'

const port = Number(process.env.PORT ?? 3000)

/* What a portal keeps in its database: who is signed in, and whose applications they may touch. */
const sessions = new Map()
const applications = new Map([
  [
    process.env.APPLICATION_ID ?? 'GRKdd9dibYKKCrmGRSMJf3wu',
    {
      recruiter: 'grace',
      label: process.env.APPLICATION_ID ? process.env.LABEL : 'Frank Doe · Senior Nurse',
      integrationId: process.env.INTEGRATION_ID ?? 'sandbox:HWUTwvyx2wLoSUHphiWVrp28',
    },
  ],
])

/** The portal's own session decides, for this one record: no upload token anywhere. */
function authorize(request, { kind, id }) {
  const recruiter = sessions.get(parse(request.headers.get('cookie') ?? '')['session'])
  const application = kind === 'application' ? applications.get(id) : undefined
  if (recruiter === undefined || application?.recruiter !== recruiter) return null
  return grantFor({
    target: `application:${id}`,
    integrationId: application.integrationId,
    label: application.label,
    read: true,
  })
}

const route = createAttachmentRoute({ ...(await kombo()), authorize, onError: console.error })
const app = new Hono()

app.post('/session', (context) => {
  const id = randomUUID()
  sessions.set(id, 'grace')
  // Strict: no other site's page can make this browser upload anything.
  setCookie(context, 'session', id, { httpOnly: true, sameSite: 'Strict', path: '/' })
  return context.json({ application: [...applications.keys()][0] })
})
app.route('/api', route.app)
app.use(serveStatic({ root: './dist' }))

serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => console.log(`http://127.0.0.1:${port}`))
