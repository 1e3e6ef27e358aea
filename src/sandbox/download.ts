import { createHash } from 'node:crypto'
import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { Agent, request } from 'undici'
import { Refusal } from './answers.ts'
import type { Content } from './base64-decoder.ts'

export interface DownloadOptions {
  readonly keepContent: boolean
  readonly maxBytes: number
  /** Take files from loopback and private addresses: for tests and local stacks only. */
  readonly allowPrivateAddresses: boolean
  readonly signal: AbortSignal
}

export interface Download {
  readonly content: Content
  /** Without parameters; `null` when the server named none. */
  readonly contentType: string | null
}

const MAX_REDIRECTS = 5
const TIMEOUT_MS = 30_000

/** Addresses no file is fetched from, so that a `data_url` cannot make the sandbox knock on doors inside a network. */
const PRIVATE = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  PRIVATE.addSubnet(net, prefix, 'ipv4')
}
for (const [net, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  PRIVATE.addSubnet(net, prefix, 'ipv6')
}

/** IPv4 addresses written as IPv6 (`::ffff:127.0.0.1`) are judged by the IPv4 list, which BlockList does by itself. */
export function isPrivateAddress(address: string): boolean {
  return PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/** Looks a name up and refuses private results, at the moment of connecting: a name cannot change its mind in between. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, [])
    const [first] = addresses
    if (first === undefined || addresses.some(({ address }) => isPrivateAddress(address))) {
      return callback(new PrivateAddress(hostname), [])
    }
    if (options.all === true) return callback(null, addresses)
    return callback(null, first.address, first.family)
  })
}

class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress'
}

/**
 * Fetches a `data_url` as Kombo documents it: at once, while the request is handled, and without any authentication.
 * That a failure is `PLATFORM.INPUT_INVALID` is chosen.
 */
export async function download(url: URL, options: DownloadOptions): Promise<Download> {
  options.signal.throwIfAborted()
  const agent = new Agent(options.allowPrivateAddresses ? {} : { connect: { lookup: publicLookup } })
  // By hand: a timeout that only `AbortSignal.any` refers to is lost to a garbage collection in Node 20.
  const limit = new AbortController()
  const stop = () => limit.abort(options.signal.reason)
  options.signal.addEventListener('abort', stop, { once: true })
  const timer = setTimeout(stop, TIMEOUT_MS)
  try {
    return await follow(url, agent, limit.signal, options)
  } catch (error) {
    if (error instanceof Refusal || options.signal.aborted) throw error
    throw new Refusal('PLATFORM.INPUT_INVALID', 'attachment.data_url could not be downloaded')
  } finally {
    clearTimeout(timer)
    options.signal.removeEventListener('abort', stop)
    await agent.destroy()
  }
}

async function follow(start: URL, agent: Agent, signal: AbortSignal, options: DownloadOptions): Promise<Download> {
  let url = start
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    refusePrivateLiteral(url, options)
    const { statusCode, headers, body } = await request(url, { dispatcher: agent, signal })
    const location = headers['location']
    if (statusCode >= 300 && statusCode < 400 && typeof location === 'string') {
      await body.dump()
      url = new URL(location, url)
      if (url.protocol !== 'http:' && url.protocol !== 'https:') break
      continue
    }
    if (statusCode !== 200) {
      await body.dump()
      throw new Refusal('PLATFORM.INPUT_INVALID', `attachment.data_url answered with status ${statusCode}`)
    }
    const contentType = headers['content-type']
    return { content: await collect(body, options), contentType: mediaType(contentType) }
  }
  throw new Refusal('PLATFORM.INPUT_INVALID', 'attachment.data_url redirects too often')
}

/** An address in the URL itself is never looked up, so it is judged here. */
function refusePrivateLiteral({ hostname }: URL, { allowPrivateAddresses }: DownloadOptions): void {
  const address = hostname.replace(/^\[|\]$/g, '')
  if (!allowPrivateAddresses && isIP(address) !== 0 && isPrivateAddress(address)) {
    throw new Refusal('PLATFORM.INPUT_INVALID', 'attachment.data_url must be reachable from the internet')
  }
}

async function collect(body: AsyncIterable<unknown>, { maxBytes, keepContent }: DownloadOptions): Promise<Content> {
  const hash = createHash('sha256')
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('The download is read as bytes')
    sizeBytes += chunk.length
    if (sizeBytes > maxBytes) throw new Refusal('PLATFORM.INPUT_INVALID', 'attachment.data_url is too large')
    hash.update(chunk)
    if (keepContent) chunks.push(chunk)
  }
  return { sizeBytes, sha256: hash.digest('hex'), bytes: keepContent ? Buffer.concat(chunks, sizeBytes) : null }
}

function mediaType(header: string | string[] | undefined): string | null {
  if (typeof header !== 'string') return null
  return header.split(';', 1)[0]?.trim() ?? null
}
