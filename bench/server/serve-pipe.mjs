import { Agent, createServer, request } from 'node:http'
import { pipeline } from 'node:stream'

/*
 * The least a relay can do in Node: it pipes the request to Kombo and the answer back, and checks nothing. Arguments:
 * Kombo's URL. Prints where it is.
 */

const kombo = new URL(process.argv[2] ?? '')
const agent = new Agent({ keepAlive: true, maxSockets: Infinity })

const server = createServer((incoming, outgoing) => {
  const { authorization: _, host: __, ...headers } = incoming.headers
  const upstream = request(
    { host: kombo.hostname, port: kombo.port, path: incoming.url, method: incoming.method, headers, agent },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      pipeline(answer, outgoing, ignore)
    },
  )
  pipeline(incoming, upstream, ignore)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`)
})

/** A broken connection shows at the sender, who counts answers. */
function ignore() {}
