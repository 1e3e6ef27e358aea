import { isIP, isIPv6 } from 'node:net'

/** An address with the port it called from behind it, as some proxies write it (Azure's Application Gateway). */
const WITH_PORT = /^(?:\[(.+)\](?::\d+)?|([\d.]+):\d+)$/

/**
 * The address a request comes from. `X-Forwarded-For` is written by whoever likes to: only the entries added by the
 * `trustedProxies` proxies in front of this server count, from the right.
 * @param socketAddress who holds the other end of the connection.
 * @param forwardedFor the header as received, or `null`.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | null,
  trustedProxies: number,
): string {
  const hops = [...(forwardedFor?.split(',') ?? []), socketAddress ?? ''].map((hop) => hop.trim())
  const hop = hops.at(-1 - Math.min(trustedProxies, hops.length - 1)) ?? ''
  const address = hop.replace(WITH_PORT, '$1$2')
  // A proxy that was counted but does not exist would let the sender choose any text.
  return isIP(address) === 0 ? (socketAddress ?? 'unknown') : address
}

/** What stands for one sender: an IPv4 address, or the /64 network of an IPv6 address, which one sender has to itself. */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(address)) return address
  const [left = '', right] = address.split('::')
  const groups = left === '' ? [] : left.split(':')
  if (right !== undefined) {
    const end = right === '' ? [] : right.split(':')
    const missing = Math.max(0, 8 - groups.length - end.length)
    groups.push(...Array.from({ length: missing }, () => '0'), ...end)
  }
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16))
  return `${network.join(':')}::/64`
}
