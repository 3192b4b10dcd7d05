import { setGlobalProxyFromEnv } from 'node:http';
import type { Protocol } from '../browser/schemes.ts';
import { NotOfferedError, StrictEmitter, StrictObject, absent } from '../strict.ts';

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type Offered = Pick<
  Electron.Session,
  | 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setProxy' | 'resolveProxy'
  | 'clearCache' | 'clearStorageData' | 'isPersistent' | 'getUserAgent' | 'storagePath' | 'setSpellCheckerEnabled'
  | 'spellCheckerEnabled' | 'closeAllConnections' | 'fetch'
>; // prettier-ignore

export interface SessionDeps {
  readonly protocol: Protocol;
  readonly storagePath: () => string;
  readonly fetch: Electron.Session['fetch'];
}

const directly = /^(localhost|127\.|\[?::1)/;

/** The default session: the only one. */
export class Session extends StrictEmitter implements Offered {
  readonly protocol: Protocol;
  readonly fetch: Electron.Session['fetch'];
  readonly webRequest = absent('Session.webRequest');
  readonly cookies = absent('Session.cookies');
  spellCheckerEnabled = false;
  readonly #deps: SessionDeps;
  #requestHandler: RequestHandler = null;
  #checkHandler: CheckHandler = null;
  #proxy: Electron.ProxyConfig = { mode: 'system' };
  #restoreProxy: (() => void) | null = null;

  constructor(deps: SessionDeps) {
    // None of these happens here: downloads are refused, and there are no devices.
    super([], ['will-download', 'select-hid-device', 'select-serial-port', 'select-usb-device', 'preconnect']);
    this.#deps = deps;
    this.protocol = deps.protocol;
    this.fetch = deps.fetch;
  }

  get storagePath(): string {
    return this.#deps.storagePath();
  }

  isPersistent(): boolean {
    return true;
  }

  getUserAgent(): string {
    return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Electron/${process.versions.electron}`;
  }

  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellCheckerEnabled = enabled;
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#requestHandler = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#checkHandler = handler;
  }

  setDevicePermissionHandler(): void {
    // Chromium's device choosers are denied in every window of the host.
  }

  /** Electron approves what no handler refuses. */
  async decide(permission: string, sender: object, requestingUrl: string): Promise<boolean> {
    // The host's WebContents is Electron's as far as the host offers it.
    const contents = sender as Electron.WebContents;
    // Names beyond Electron's list reach the handler there too, as 'unknown'.
    const name = permission as Parameters<NonNullable<CheckHandler>>[1];
    const details = { isMainFrame: true, requestingUrl };
    const checked = this.#checkHandler?.(contents, name, requestingUrl, details) ?? true;
    if (!checked) return false;
    const handler = this.#requestHandler;
    if (handler === null) return true;
    return new Promise((resolve) => {
      handler(contents, name, resolve, details);
    });
  }

  async setProxy(config: Electron.ProxyConfig): Promise<void> {
    if (config.pacScript !== undefined && config.pacScript !== '')
      throw new NotOfferedError('a PAC script in Session.setProxy');
    this.#restoreProxy?.();
    this.#proxy = config;
    const rules = proxyRules(config);
    this.#restoreProxy = setGlobalProxyFromEnv(rules);
    await Promise.resolve();
  }

  async resolveProxy(url: string): Promise<string> {
    const { http_proxy: http, https_proxy: https, no_proxy: bypass } = proxyRules(this.#proxy);
    const { protocol, hostname } = new URL(url);
    const proxy = protocol === 'https:' ? https : http;
    const bypassed =
      directly.test(hostname) || (bypass ?? '').split(',').some((host) => host !== '' && hostname.endsWith(host));
    if (proxy === undefined || bypassed) return Promise.resolve('DIRECT');
    return Promise.resolve(`PROXY ${new URL(proxy).host}`);
  }

  async clearCache(): Promise<void> {
    // Each response of a scheme comes from the program itself, and Node's fetch keeps no cache.
  }

  async clearStorageData(): Promise<void> {
    return Promise.reject(new NotOfferedError('Session.clearStorageData'));
  }

  async closeAllConnections(): Promise<void> {
    // Node's fetch closes idle connections by itself.
  }
}

/** As the environment variables that Node's HTTP understands. `proxyRules`: "http=host:port;https=host:port" or "host:port". */
function proxyRules(
  config: Electron.ProxyConfig,
): Record<'http_proxy' | 'https_proxy' | 'no_proxy', string | undefined> {
  const none = { http_proxy: undefined, https_proxy: undefined, no_proxy: undefined };
  if (config.mode === 'direct') return none;
  if (config.proxyRules === undefined || config.proxyRules === '') {
    if (config.mode !== undefined && config.mode !== 'system') return none;
    const { env } = process;
    return {
      http_proxy: env['http_proxy'] ?? env['HTTP_PROXY'],
      https_proxy: env['https_proxy'] ?? env['HTTPS_PROXY'],
      no_proxy: env['no_proxy'] ?? env['NO_PROXY'],
    };
  }
  const rules = new Map<string, string>();
  for (const rule of config.proxyRules.split(';')) {
    const [name, value] = rule.includes('=') ? rule.split('=', 2) : ['*', rule];
    const address = value?.split(',')[0]?.trim() ?? '';
    rules.set(name?.trim() ?? '*', address.includes('://') ? address : `http://${address}`);
  }
  return {
    http_proxy: rules.get('http') ?? rules.get('*'),
    https_proxy: rules.get('https') ?? rules.get('*'),
    no_proxy: config.proxyBypassRules?.replaceAll(';', ','),
  };
}

/** The module `session`. */
export class SessionModule extends StrictObject {
  readonly #isReady: () => boolean;
  readonly #session: Session;

  constructor(isReady: () => boolean, session: Session) {
    super();
    this.#isReady = isReady;
    this.#session = session;
  }

  get defaultSession(): Session {
    if (!this.#isReady()) throw new TypeError('Session can only be received when app is ready');
    return this.#session;
  }
}
