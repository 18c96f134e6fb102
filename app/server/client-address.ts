// From which address a request came: the connection's own, or the one that a declared proxy names.

import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';

export type AddressOf = (connection: string, headers: IncomingHttpHeaders) => string;

/**
 * X-Forwarded-For is believed only of a declared proxy, and of its list only the last address that is no such proxy:
 * whatever stands before that one is what the client itself claims.
 * @param proxies addresses or networks: `127.0.0.1`, `172.30.0.0/24`, `::1`
 * @returns an IPv4 address, or the first half of an IPv6 one, as a client has all addresses of that network
 */
export function clientAddress(proxies: readonly string[]): AddressOf {
  const declared = new BlockList();
  for (const proxy of proxies) {
    const [network = '', bits] = proxy.split('/');
    const family = isIPv6(network) ? 'ipv6' : 'ipv4';
    if (bits === undefined) declared.addAddress(network, family);
    else declared.addSubnet(network, Number(bits), family);
  }
  const isProxy = (address: string) => declared.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

  return (connection, headers) => {
    const own = plain(connection);
    if (!isProxy(own)) return networkOf(own);
    const named = String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((address) => plain(address.trim()));
    const client = named.findLast((address) => !isProxy(address));
    return networkOf(client !== undefined && isIP(client) ? client : own);
  };
}

/** @returns whether this can be declared: an address, or a network of them */
export function isProxyAddress(text: string): boolean {
  const [network = '', bits, ...more] = text.split('/');
  const family = isIP(network);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** A socket for both families writes IPv4 as ::ffff:192.0.2.1. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}

function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
