import type { OpenNetSession } from '../platform/network-ports.ts';

/** Whether a host name is in the list: itself, or below a domain that is written `*.domain`. */
export function allowsHost(hosts: readonly string[], hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  return hosts.some((host) => (host.startsWith('*.') ? name.endsWith(host.slice(1)) : name === host));
}

/**
 * The network without the servers that are not allowed: a request to one fails before anything is sent, with Chromium's own
 * code for it, and so does asking for the way there. Each hop of a redirect is a request of its own, and asked about as well.
 */
export const allowedSessions =
  (open: OpenNetSession, isAllowed: (address: URL) => boolean): OpenNetSession =>
  async (options) => {
    const { fetch, resolveProxy } = await open(options);
    const only =
      <Url extends string | URL, Rest extends unknown[], Answer>(
        ask: (url: Url, ...rest: Rest) => Promise<Answer>,
      ): typeof ask =>
      (url, ...rest) =>
        isAllowed(new URL(url)) ? ask(url, ...rest) : Promise.reject(new Error('net::ERR_BLOCKED_BY_ADMINISTRATOR'));
    return { fetch: only(fetch), resolveProxy: only(resolveProxy) };
  };
