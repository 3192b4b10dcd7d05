import type { BaseUrlProblem } from './error-reasons.ts';
import { fail, ok, type Result } from './result.ts';

/** A vendor's server: scheme, host and port, because the Stripe SDK takes no path. */
export interface BaseUrl {
  readonly protocol: 'http' | 'https';
  /** As in an address: an IPv6 host has its brackets. */
  readonly host: string;
  readonly port: number;
  /** `https://host` or `https://host:port`, without a slash at the end. */
  readonly origin: string;
}

/** Whether a host name or address can only be this machine: `localhost`, 127.0.0.0/8, `[::1]`. */
export const isLoopback = (host: string): boolean =>
  host === '[::1]' || host === 'localhost' || (host.startsWith('127.') && isIpv4(host));

/** A link that Billfold neither opens nor asks for; `host` is empty where none can be made out in it. */
export const refusedLink = (host: string): Result<never> =>
  fail(host === '' ? { code: 'link-malformed' } : { code: 'link-not-allowed', host });

/**
 * Reads the address of a server that speaks a vendor's API: https anywhere, http on loopback only, no path, query,
 * fragment, user name or password. Fails with `base-url-missing` or `base-url-not-allowed`; the error repeats no password and no query.
 */
export function parseBaseUrl(text: string): Result<BaseUrl> {
  const trimmed = text.trim();
  if (trimmed === '') return fail({ code: 'base-url-missing' });
  const refuse = (reason: BaseUrlProblem) =>
    fail({ code: 'base-url-not-allowed', url: withoutSecrets(trimmed), reason } as const);
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\s\\]*)([^\s\\]*)$/i.exec(trimmed);
  if (!parts) return refuse('malformed');
  const [, scheme = '', authority = '', rest = ''] = parts;
  if (authority.includes('@')) return refuse('credentials');
  const [, host = '', portText = ''] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(authority.toLowerCase()) ?? [];
  const protocol = scheme.toLowerCase();
  const port = portText === '' ? (protocol === 'https' ? 443 : 80) : Number(portText);
  if (!isHost(host) || port < 1 || port > 65_535) return refuse('malformed');
  if (protocol !== 'https' && !(protocol === 'http' && isLoopback(host))) return refuse('scheme');
  if (rest !== '' && rest !== '/') return refuse('path');
  const isDefault = port === (protocol === 'https' ? 443 : 80);
  return ok({ protocol, host, port, origin: `${protocol}://${host}${isDefault ? '' : `:${port}`}` });
}

// No leading zeros: some readers take them as octal.
const isIpv4 = (host: string): boolean =>
  /^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/.test(host) && host.split('.').every((part) => Number(part) < 256);

/** ASCII names (an international one in its `xn--` form), IPv4, IPv6 in brackets. */
function isHost(host: string): boolean {
  if (host.startsWith('[')) return isIpv6(host.slice(1, -1));
  const labels = host.split('.');
  // A last label of digits makes the whole an IPv4 address, written in whatever way.
  if (/^(\d+|0x[\da-f]*)$/.test(labels.at(-1) ?? '')) return isIpv4(host);
  return host.length <= 253 && labels.every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label));
}

function isIpv6(address: string): boolean {
  const halves = address.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const complete = halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8;
  return complete && groups.every((group) => /^[\da-f]{1,4}$/.test(group));
}

const withoutSecrets = (text: string): string => text.replace(/\/\/[^/?#]*@/, '//').replace(/[?#].*$/s, '');
