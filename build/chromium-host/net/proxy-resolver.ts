import { readFile } from 'node:fs/promises';
import { NotOfferedError } from '../strict.ts';
import { direct, isImplicitlyDirect, type Ways, waysByEnvironment, waysByRules, waysOfPac } from './proxy-rules.ts';

export type ResolveProxy = (url: URL) => Promise<Ways>;

/** Electron makes a PAC script mandatory (shell/browser/api/electron_api_session.cc, createProxyConfig). */
const failed = (cause: unknown): Error => new Error('net::ERR_MANDATORY_PROXY_CONFIGURATION_FAILED', { cause });
const fetchTimeout = 30_000;

/** The ways that a configuration of `setProxy` gives. */
export function createResolveProxy(config: Electron.ProxyConfig, environment: NodeJS.ProcessEnv): ResolveProxy {
  const { pacScript = '', proxyRules = '', proxyBypassRules = '' } = config;
  // "Defaults to `pac_script` proxy mode if `pacScript` option is specified otherwise defaults to `fixed_servers`."
  const mode = config.mode ?? (pacScript === '' ? 'fixed_servers' : 'pac_script');
  switch (mode) {
    case 'direct':
      return () => Promise.resolve(direct);
    case 'system': {
      const ways = waysByEnvironment(environment);
      return (url) => Promise.resolve(ways(url));
    }
    case 'fixed_servers': {
      const ways = waysByRules(proxyRules, proxyBypassRules);
      return (url) => Promise.resolve(ways(url));
    }
    case 'pac_script':
      return byScript(pacScript);
    default:
      throw new NotOfferedError(`the proxy mode '${mode}'`);
  }
}

/** The script is fetched once, past every proxy, and once more where that failed. */
function byScript(address: string): ResolveProxy {
  let loading: Promise<(url: string, host?: string) => Promise<string>> | null = null;
  async function load(): Promise<(url: string, host?: string) => Promise<string>> {
    const [{ createPacResolver }, { QuickJS }] = await Promise.all([import('pac-resolver'), import('quickjs-wasi')]);
    const response = await fetch(address, { signal: AbortSignal.timeout(fetchTimeout) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const wasm = await readFile(new URL(import.meta.resolve('quickjs-wasi/quickjs.wasm')));
    return createPacResolver(await QuickJS.create({ wasm }), await response.text());
  }
  return async (url) => {
    if (isImplicitlyDirect(url)) return direct;
    try {
      const findProxy = await (loading ??= load());
      // Of an https address Chromium shows a script the origin alone.
      const shown = url.protocol === 'https:' ? `${url.origin}/` : url.href;
      const ways = waysOfPac(await findProxy(shown, url.hostname));
      return ways.length > 0 ? ways : direct;
    } catch (cause) {
      loading = null;
      throw failed(cause);
    }
  };
}
