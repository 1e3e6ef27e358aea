import { describe, expect, it } from 'vitest'
import { addressKey, clientAddress } from '../../src/server/standalone/client-address.ts'

describe('the address of a client', () => {
  it.each<[string, string | undefined, string | null, number, string]>([
    ['is the socket’s without proxies', '10.0.0.9', null, 0, '10.0.0.9'],
    ['ignores what the sender writes', '10.0.0.9', '1.2.3.4', 0, '10.0.0.9'],
    ['is what one proxy saw', '10.0.0.9', '1.2.3.4', 1, '1.2.3.4'],
    ['is what the trusted proxy added, not what came before', '10.0.0.9', '6.6.6.6, 1.2.3.4', 1, '1.2.3.4'],
    ['is what the first of two proxies saw', '10.0.0.9', '6.6.6.6, 1.2.3.4, 10.0.0.8', 2, '1.2.3.4'],
    ['is the socket’s when the proxy wrote nothing', '10.0.0.9', null, 1, '10.0.0.9'],
    ['is the farthest that is told when fewer proxies wrote than are trusted', '10.0.0.9', '1.2.3.4', 2, '1.2.3.4'],
    ['is the socket’s when the entry is no address', '10.0.0.9', 'anything', 1, '10.0.0.9'],
    ['is without the port that a proxy has written behind it', '10.0.0.9', '6.6.6.6:1, 1.2.3.4:51234', 1, '1.2.3.4'],
    ['is so with IPv6 in brackets', '10.0.0.9', '[2001:db8::7]:51234', 1, '2001:db8::7'],
    ['is so with brackets and no port', '10.0.0.9', '[2001:db8::7]', 1, '2001:db8::7'],
    ['is whole where IPv6 has neither', '10.0.0.9', '2001:db8::7', 1, '2001:db8::7'],
    ['is the socket’s when what has a port is no address', '10.0.0.9', '1.2.3:80', 1, '10.0.0.9'],
    ['has a word for a connection that is gone', undefined, null, 0, 'unknown'],
  ])('%s', (_, socket, forwarded, proxies, expected) => {
    expect(clientAddress(socket, forwarded, proxies)).toBe(expected)
  })

  it.each([
    ['1.2.3.4', '1.2.3.4'],
    ['::ffff:1.2.3.4', '1.2.3.4'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::7', '2001:db8:1:2::/64'],
    ['2001::2:3:4:5:6:7', '2001:0:2:3::/64'],
    ['2001:db8:1::', '2001:db8:1:0::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    // Whoever has a network of their own must not count as somebody else by an address in it.
    ['2001:db8:1:2::ffff:1.2.3.4', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s counts as %s', (address, key) => {
    expect(addressKey(address)).toBe(key)
  })
})
