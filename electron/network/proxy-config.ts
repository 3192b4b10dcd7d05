import type { ProxySettings } from '#shared/proxy-settings.ts';
import type { ProxyConfig } from '../platform/network-ports.ts';
import { environmentProxy } from './environment-proxy.ts';

/** What Chromium is told for what was set. */
export function proxyConfig(
  { mode, pacUrl, server, bypass }: ProxySettings,
  environment: Readonly<Record<string, string | undefined>>,
): ProxyConfig {
  switch (mode) {
    case 'system':
    case 'direct':
      return { mode };
    case 'environment':
      return environmentProxy(environment);
    case 'pac':
      return { mode: 'pac_script', pacScript: pacUrl };
    case 'manual':
      return { mode: 'fixed_servers', proxyRules: server, proxyBypassRules: bypass.replaceAll(',', ';') };
  }
}

/** One way of Chromium's list, `PROXY host:port;DIRECT`. */
export interface ProxyWay {
  readonly kind: string;
  /** `host:port` */
  readonly proxy: string;
}

/** Chromium's list in the order in which it is tried; null is the way without a proxy. Never empty. */
export function waysIn(list: string): readonly [ProxyWay | null, ...(ProxyWay | null)[]] {
  const [first = null, ...others] = list.split(';').flatMap((entry) => {
    const [kind = '', proxy = ''] = entry.trim().split(/\s+/, 2);
    if (kind === '') return [];
    return [proxy === '' || /^direct$/i.test(kind) ? null : { kind: kind.toUpperCase(), proxy }];
  });
  return [first, ...others];
}
