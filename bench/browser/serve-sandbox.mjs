import { Server } from 'node:http'

/* The simulated Kombo in a process of its own, so that nobody's numbers hold its work. Prints where it is. */

// As long as ../server/serve-sink.mjs, for the same reason; the sandbox makes its server itself.
const listen = Reflect.get(Server.prototype, 'listen')
if (typeof listen !== 'function') throw new TypeError('a server that cannot listen')
/** @param {unknown[]} args */
Server.prototype.listen = function listenLonger(...args) {
  this.keepAliveTimeout = 120_000
  return Reflect.apply(listen, this, args)
}

/** @type {Pick<typeof import('../../src/sandbox.ts'), 'createSandbox'>} */
const { createSandbox } = await import(new URL('../../dist/sandbox.js', import.meta.url).href)
const sandbox = await createSandbox({
  keepContent: false,
  acceptAnyRecord: true,
  integrations: { 'workday:bench': { concurrencyLimit: 1000 } },
})
process.stdout.write(`${JSON.stringify({ url: sandbox.apiUrl, apiKey: sandbox.apiKey })}\n`)
