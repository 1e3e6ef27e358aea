import { createServer } from 'node:http'

/*
 * Stands where Kombo would and does as little as possible, so that the numbers are those of the route in front of it:
 * swallows what comes, answers success, says that nothing is known of restrictions. Prints where it is.
 */

const ADDED = JSON.stringify({ status: 'success', data: {}, warnings: [] })
const RESTRICTIONS = JSON.stringify({ status: 'success', data: { attachment_restrictions: null } })
const HEADERS = { 'Content-Type': 'application/json', 'Concurrency-Limit': '30', 'Concurrency-Remaining': '15' }

const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    response.writeHead(200, HEADERS).end(request.method === 'POST' ? ADDED : RESTRICTIONS)
  })
})
// A server under this load may not look at its idle connections for seconds. The usual five would end some just as they are used again.
server.keepAliveTimeout = 120_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}/v1` })}\n`)
})
