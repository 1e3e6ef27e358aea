/* The simulated Kombo in a process of its own, so that nobody's numbers hold its work. Prints where it is. */

/** @type {Pick<typeof import('../../src/sandbox.ts'), 'createSandbox'>} */
const { createSandbox } = await import(new URL('../../dist/sandbox.js', import.meta.url).href)
const sandbox = await createSandbox({
  keepContent: false,
  acceptAnyRecord: true,
  integrations: { 'workday:bench': { concurrencyLimit: 1000 } },
})
process.stdout.write(`${JSON.stringify({ url: sandbox.apiUrl, apiKey: sandbox.apiKey })}\n`)
