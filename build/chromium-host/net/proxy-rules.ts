import { BlockList, isIP } from 'node:net';
import { NotOfferedError } from '../strict.ts';

/** One entry of Chromium's list of ways to a server. */
export interface ProxyWay {
  readonly kind: 'DIRECT' | 'PROXY' | 'HTTPS' | 'SOCKS' | 'SOCKS5';
  readonly host: string;
  readonly port: number;
}

/** A list is tried from its first entry on. */
export type Ways = readonly ProxyWay[];

export const direct: Ways = [{ kind: 'DIRECT', host: '', port: 0 }];

const kinds = { http: ['PROXY', 80], https: ['HTTPS', 443], socks: ['SOCKS', 1080], socks4: ['SOCKS', 1080] } as const;
const kindOf = (scheme: string): readonly [ProxyWay['kind'], number] | null =>
  scheme === 'socks5' ? ['SOCKS5', 1080] : scheme in kinds ? kinds[scheme as keyof typeof kinds] : null;

/** A name and password in front of the host are left out: "Proxy authentication parameters ignored", net's bug 16709. */
function proxyOf(text: string): ProxyWay | null {
  const [, scheme = 'http', host = '', port = ''] =
    /^(?:([a-z\d]+):\/\/)?(?:[^@/]*@)?(\[[^\]]+\]|[^:/]+)(?::(\d+))?\/?$/i.exec(text.trim()) ?? [];
  if (scheme.toLowerCase() === 'direct') return { kind: 'DIRECT', host: '', port: 0 };
  const found = kindOf(scheme.toLowerCase());
  if (!found || host === '') return null;
  return { kind: found[0], host, port: port === '' ? found[1] : Number(port) };
}

const waysIn = (list: string): Ways => list.split(',').flatMap((each) => proxyOf(each) ?? []);

/** What a PAC script answers: "PROXY host:port; DIRECT". */
export function waysOfPac(answer: string): Ways {
  return answer.split(';').flatMap((entry): Ways => {
    const [word = '', place = ''] = entry.trim().split(/\s+/, 2);
    if (/^direct$/i.test(word)) return direct;
    const scheme = { proxy: 'http', http: 'http', https: 'https', socks: 'socks', socks4: 'socks', socks5: 'socks5' }[
      word.toLowerCase()
    ];
    const way = scheme === undefined ? null : proxyOf(`${scheme}://${place}`);
    return way ? [way] : [];
  });
}

/** As Chromium and Electron tell them: "PROXY host:port;DIRECT". */
export const inWords = (ways: Ways): string =>
  ways.map(({ kind, host, port }) => (kind === 'DIRECT' ? kind : `${kind} ${host}:${port}`)).join(';');

const implicit = new BlockList();
implicit.addSubnet('127.0.0.0', 8, 'ipv4');
implicit.addSubnet('169.254.0.0', 16, 'ipv4');
implicit.addAddress('::1', 'ipv6');
implicit.addSubnet('fe80::', 10, 'ipv6');

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

/** Never through a proxy, unless "<-loopback>" says so (net/proxy_resolution/proxy_bypass_rules.cc, MatchesImplicitRules). */
export function isImplicitlyDirect({ hostname }: URL): boolean {
  const host = bare(hostname);
  const version = isIP(host);
  if (version !== 0) return implicit.check(host, version === 6 ? 'ipv6' : 'ipv4');
  return /^(.*\.)?localhost\.?$/i.test(host);
}

/** Whether a list of rules takes an address past the proxy; `suffixes`: as NO_PROXY, where a name stands for its ends. */
function isBypassed(url: URL, rules: string, suffixes = false): boolean {
  const list = rules.split(/[,;]/).map((rule) => rule.trim());
  const isLoopbackAsked = list.includes('<-loopback>');
  return (!isLoopbackAsked && isImplicitlyDirect(url)) || list.some((rule) => matches(url, rule, suffixes));
}

function matches(url: URL, rule: string, suffixes: boolean): boolean {
  if (rule === '' || rule === '<-loopback>') return false;
  if (rule === '<local>') return !url.hostname.includes('.') && isIP(bare(url.hostname)) === 0;
  const [, scheme = '', rest = ''] = /^(?:([a-z]+):\/\/)?(.*)$/i.exec(rule) ?? [];
  if (scheme !== '' && `${scheme.toLowerCase()}:` !== url.protocol) return false;
  const [, network = '', bits] = /^\[?([\d.:a-f]+?)\]?\/(\d+)$/i.exec(rest) ?? [];
  if (bits !== undefined) {
    const version = isIP(network);
    if (version === 0 || isIP(bare(url.hostname)) !== version) return false;
    const block = new BlockList();
    block.addSubnet(network, Number(bits), version === 6 ? 'ipv6' : 'ipv4');
    return block.check(bare(url.hostname), version === 6 ? 'ipv6' : 'ipv4');
  }
  const [, name = '', port] = /^(.*?)(?::(\d+))?$/.exec(rest) ?? [];
  if (port !== undefined && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false;
  const isName = isIP(bare(name)) === 0;
  const pattern = name.startsWith('.') || (suffixes && isName && !name.startsWith('*')) ? `*${name}` : name;
  const expression = pattern.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*');
  return new RegExp(`^${expression}$`, 'i').test(url.hostname);
}

/** `proxyRules`: "http=host:port;https=host:port", or "host:port,direct://" for all. */
export function waysByRules(rules: string, bypass: string): (url: URL) => Ways {
  const byScheme = new Map<string, Ways>();
  for (const rule of rules.split(';').filter((each) => each.trim() !== '')) {
    const at = rule.indexOf('=');
    byScheme.set(at < 0 ? '*' : rule.slice(0, at).trim().toLowerCase(), waysIn(rule.slice(at + 1)));
  }
  return (url) => {
    if (isBypassed(url, bypass)) return direct;
    const found = byScheme.get('*') ?? byScheme.get(url.protocol.slice(0, -1)) ?? byScheme.get('socks') ?? [];
    return found.length > 0 ? found : direct;
  };
}

/** As Chromium on a Linux without a desktop that has settings of its own (proxy_config_service_linux.cc, GetConfigFromEnv). */
export function waysByEnvironment(environment: NodeJS.ProcessEnv): (url: URL) => Ways {
  // base::Environment looks for the name in the other case as well.
  const variable = (name: string): string | undefined => environment[name] ?? environment[name.toUpperCase()];
  if (variable('auto_proxy') !== undefined) throw new NotOfferedError('a proxy script in the variable auto_proxy');
  const all = variable('all_proxy');
  const bypass = variable('no_proxy') ?? '';
  return (url) => {
    const chosen = all ?? variable(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy') ?? '';
    const way = proxyOf(chosen);
    return !way || isBypassed(url, bypass, true) ? direct : [way];
  };
}
