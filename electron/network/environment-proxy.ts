import type { ProxyConfig, ProxyLogin } from '../platform/network-ports.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** In which a proxy's address can be, with its name and password; in letters of either case. */
export const proxyVariables = ['https_proxy', 'http_proxy', 'all_proxy'] as const;

const variable = (environment: Environment, name: string): string | undefined =>
  environment[name] ?? environment[name.toUpperCase()];

/** What HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY say, as Chromium is told it. */
export function environmentProxy(environment: Environment): ProxyConfig {
  const address = (name: string): string | null => withoutLogin(variable(environment, name) ?? '');
  const all = address('all_proxy');
  const rules = (['http', 'https'] as const).flatMap((scheme) => {
    const found = address(`${scheme}_proxy`) ?? all;
    return found === null ? [] : `${scheme}=${found}`;
  });
  if (rules.length === 0) return { mode: 'direct' };
  const bypass = (variable(environment, 'no_proxy') ?? '').split(',').flatMap(bypassOf);
  return { mode: 'fixed_servers', proxyRules: rules.join(';'), proxyBypassRules: bypass.join(';') };
}

/** In NO_PROXY a name stands for all that end in it; Chromium wants a sign for that. */
function bypassOf(entry: string): string[] {
  const name = entry.trim();
  if (name === '' || name === '*') return name === '' ? [] : ['*'];
  return /^[\d.:/[\]a-f]+$/i.test(name) || name.startsWith('*') ? [name] : [`*${name}`];
}

/** A proxy's address without what stands before its host; null for none. */
export function withoutLogin(address: string): string | null {
  const text = address.trim().replace(/\/+$/, '');
  return text === '' ? null : text.replace(/^((?:[a-z\d]+:\/\/)?)[^@/]*@/i, '$1');
}

/**
 * The names and passwords that the environment gives, by the proxy (`host:port`) that each is for: in the addresses of
 * proxies, and as `user:password@host:port` in BILLFOLD_PROXY_LOGIN. Signs that an address could not hold are `%40`.
 */
export function environmentLogins(environment: Environment): ReadonlyMap<string, ProxyLogin> {
  const given = [...proxyVariables.map((name) => variable(environment, name)), environment['BILLFOLD_PROXY_LOGIN']];
  return new Map(given.flatMap((address) => loginIn(address?.trim() ?? '')));
}

function loginIn(address: string): [string, ProxyLogin][] {
  const url = URL.parse(/^[a-z\d]+:\/\//i.test(address) ? address : `http://${address}`);
  if (!url || url.username === '') return [];
  // Known schemes leave their own port out.
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  try {
    const login = { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
    return [[`${url.hostname}:${port}`, login]];
  } catch {
    // A lone percent sign.
    return [];
  }
}
