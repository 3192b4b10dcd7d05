import { BlockList, isIP } from 'node:net';
import type { LookUp } from '../platform/ports.ts';

/** What lies behind a company's own walls, or in this computer (IANA's special-purpose registries). */
const inside = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  // Carrier-grade NAT.
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  // Multicast, reserved, broadcast.
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  // Unspecified, loopback, and the obsolete way to write an IPv4 address; ::ffff:a.b.c.d is judged as that one.
  ['::', 96],
  // Unique local, link-local, site-local, multicast.
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  // Tunnels to IPv4 addresses of any kind.
  ['2002::', 16],
  ['2001::', 32],
] as const)
  inside.addSubnet(network, prefix, 'ipv6');

/** Whether an IP address is one of the private, loopback, link-local or otherwise internal ones, in whatever form. */
export function isInternal(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const translated = behindNat64(plain);
  if (translated !== null) return inside.check(translated, 'ipv4');
  const version = isIP(plain);
  // What is no address has not been judged.
  return version === 0 || inside.check(plain, version === 6 ? 'ipv6' : 'ipv4');
}

/** The IPv4 address inside one of 64:ff9b::/96, by which networks of IPv6 alone reach the others (RFC 6052). */
function behindNat64(address: string): string | null {
  const [, high = '', low = ''] = /^64:ff9b::(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})$/i.exec(address) ?? [];
  const dotted = /^64:ff9b::(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (dotted !== undefined) return dotted;
  if (low === '') return null;
  const [first, second] = [Number.parseInt(high || '0', 16), Number.parseInt(low, 16)];
  return [first >> 8, first & 255, second >> 8, second & 255].join('.');
}

/**
 * Judges the host of an address that somebody else named: false where it is an internal address, or a name that stands for
 * one. A name that cannot be looked up here is let pass: a proxy may know it, and without one the request comes to nothing.
 */
export function createAddressJudge(lookUp: LookUp): (hostname: string) => Promise<boolean> {
  return async (hostname) => {
    if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return !isInternal(hostname);
    // By definition this computer (RFC 6761), whatever a name server says.
    if (/(^|\.)localhost\.?$/i.test(hostname)) return false;
    const addresses = await lookUp(hostname);
    return !addresses.some(isInternal);
  };
}
