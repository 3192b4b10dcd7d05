import type { OpenNetSession } from '../platform/network-ports.ts';
import type { Fetch } from '../platform/ports.ts';

/** Whether a host name is in the list: itself, or below a domain that is written `*.domain`. */
export function allowsHost(hosts: readonly string[], hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  return hosts.some((host) => (host.startsWith('*.') ? name.endsWith(host.slice(1)) : name === host));
}

/**
 * The network without the servers that are not allowed: a request to one fails before anything is sent, with Chromium's own
 * code for it. Each hop of a redirect is a request of its own, and asked about as well.
 */
export const allowOnly =
  (fetch: Fetch, isAllowed: (address: URL) => boolean): Fetch =>
  (url, init) =>
    isAllowed(new URL(url)) ? fetch(url, init) : Promise.reject(new Error('net::ERR_BLOCKED_BY_ADMINISTRATOR'));

/** The same for every session that is opened. */
export const allowedSessions =
  (open: OpenNetSession, isAllowed: (address: URL) => boolean): OpenNetSession =>
  async (options) => {
    const { fetch, resolveProxy } = await open(options);
    return { fetch: allowOnly(fetch, isAllowed), resolveProxy };
  };
