import { createServer } from 'node:http'

/* The built route on plain node:http. Arguments: Kombo's URL. Prints where it is and a token. */

/** @type {Pick<typeof import('../../src/server.ts'), 'createAttachmentRoute' | 'signUploadToken'>} */
const { createAttachmentRoute, signUploadToken } = await import(new URL('../../dist/server.js', import.meta.url).href)

const SECRET = 'benchmark-secret-benchmark-secret-benchmark'

const [komboApiUrl = ''] = process.argv.slice(2)
const route = createAttachmentRoute({
  komboApiKey: 'ks_dev_bench',
  komboApiUrl,
  tokenSecret: SECRET,
  // Thirty of the largest at once must fit, and one token has a quarter.
  limits: { maxFileSizeBytes: 128 * 1024 * 1024, totalBytes: 32 * 1024 ** 3 },
})
const token = await signUploadToken({ target: 'application:bench', integrationId: 'workday:bench' }, SECRET)
const server = createServer(route.node)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}`, token })}\n`)
})
