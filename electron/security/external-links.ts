import { isLoopback, refusedLink } from '#shared/base-url.ts';
import { ok, type Result } from '#shared/result.ts';

// Hosts that vendors use for payment pages, help and invoices, and their subdomains.
const allowedHosts = ['stripe.com', 'imagekit.io'];

/** Whether the system browser may be sent there: https on listed hosts, and loopback http for practice accounts. */
export function checkExternalLink(address: string, practice: boolean): Result<string> {
  const url = URL.parse(address);
  const host = url?.hostname ?? '';
  const refused = refusedLink(host);
  if (!url || url.username !== '' || url.password !== '') return refused;
  if (practice) return url.protocol === 'http:' && isLoopback(host) ? ok(url.href) : refused;
  const listed = allowedHosts.some((allowed) => host === allowed || host.endsWith(`.${allowed}`));
  return url.protocol === 'https:' && listed ? ok(url.href) : refused;
}
