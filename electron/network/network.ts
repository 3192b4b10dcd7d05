import type { AppError } from '#shared/errors.ts';
import type { ConnectionReport, NetworkState, ProxyLoginState } from '#shared/network.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Settings } from '#shared/settings.ts';
import type { EventChannel } from '../events/index.ts';
import { failureIn, failureReason, RequestFailure } from '../http/index.ts';
import type { NetSession, NetSessionOptions, OpenNetSession, ProxyLogin } from '../platform/network-ports.ts';
import type { Clock, Disposer, Fetch, Logger } from '../platform/ports.ts';
import { type Authority, readAuthority } from './authority.ts';
import { type Connect, createConnect, trustedAuthorities } from './connect.ts';
import { environmentLogins } from './environment-proxy.ts';
import type { LoginStore } from './login-store.ts';
import { proxyConfig, waysIn } from './proxy-config.ts';
import { createProxyLogins } from './proxy-logins.ts';
import { vouches } from './vouches.ts';

/** What servers are asked through. */
interface Ways {
  /** For everything that is HTTP: over Chromium. */
  readonly fetch: Fetch;
  /** For everything else (mailboxes, databases): with the same proxies, logins and authorities. */
  readonly connect: Connect;
  /** PEM texts of whoever may vouch for a server: the operating system's, Node's and that of Settings. */
  readonly authorities: () => string[];
}

/** The way to every server, as it is set: proxies, their logins, certificate authorities. */
export interface Network extends Ways {
  /** Asks a server for anything at all, over a connection of its own. */
  test(address: string): Promise<ConnectionReport>;
  /** Whether a proxy is on the way to a server. */
  hasProxy(address: string): Promise<boolean>;
  state(): NetworkState;
  /** Takes the login for a proxy that asked, and tries it on the way to `address`; kept once the proxy has taken it. */
  enterLogin(proxy: string, login: ProxyLogin, address: string): Promise<Result<ConnectionReport>>;
  forgetLogin(proxy: string): void;
  /** The same way, for a session of somebody else's. */
  readonly sessionOptions: () => NetSessionOptions;
  /** Nobody is to be asked for a proxy's login any more. */
  dismiss(): void;
  readonly dispose: Disposer;
}

interface NetworkParts {
  readonly openSession: OpenNetSession;
  readonly settings: () => Pick<Settings, 'proxy' | 'authorityFile'>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly store: LoginStore;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly logger: Logger;
  readonly events: Pick<EventChannel, 'on' | 'emit'>;
}

/** Of a server, as it was seen at its last new connection in a session. */
interface Seen {
  readonly authority: string;
  readonly byOwnAuthority: boolean;
}
interface Opened extends NetSession {
  readonly seen: ReadonlyMap<string, Seen>;
}

/**
 * Each change of proxy or authority opens another session of Chromium's: what one has verified or learned counts in it for
 * as long as it lives (electron#41448).
 */
export function createNetwork({
  openSession,
  settings,
  environment,
  store,
  clock,
  logger,
  events,
}: NetworkParts): Network {
  let asks: ProxyLoginState | null = null;
  const logins = createProxyLogins({
    store,
    environment: environmentLogins(environment),
    onWanted(state) {
      asks = state;
      events.emit('proxy.asks', state);
    },
  });

  function authority(): Authority | null {
    const { authorityFile } = settings();
    const read = authorityFile === null ? null : readAuthority(authorityFile, clock.now());
    if (read && !read.ok)
      logger.warn('The certificate authority of the settings cannot be used', { error: read.error });
    return read?.ok ? read.value : null;
  }

  function sessionOptions(seen = new Map<string, Seen>()): NetSessionOptions {
    const own = authority();
    return {
      proxy: proxyConfig(settings().proxy, environment),
      beginLogin: logins.begin,
      async trusts(shown) {
        const isUnknown = shown.errorCode === unknownAuthority;
        const byOwnAuthority = isUnknown && own !== null && (await vouches(own, shown, clock.now()));
        seen.set(shown.hostname, { authority: byOwnAuthority ? own.name : shown.issuerName, byOwnAuthority });
        return byOwnAuthority;
      },
    };
  }

  async function open(): Promise<Opened> {
    const seen = new Map<string, Seen>();
    const { fetch, resolveProxy } = await openSession(sessionOptions(seen));
    return { fetch, resolveProxy, seen };
  }

  let current: Promise<Opened> | null = null;
  const session = (): Promise<Opened> =>
    (current ??= open().catch((cause: unknown) => {
      current = null;
      throw cause;
    }));
  /** What is under way goes on in the former one. */
  function reopen(): void {
    current = null;
  }

  let { proxy: proxyBefore, authorityFile: authorityBefore } = settings();
  const stop = events.on('settings.changed', ({ proxy, authorityFile }) => {
    const isSame = authorityFile === authorityBefore && JSON.stringify(proxy) === JSON.stringify(proxyBefore);
    [proxyBefore, authorityBefore] = [proxy, authorityFile];
    if (!isSame) reopen();
  });

  /** What a failure comes to where the way to the server is to blame; else null. */
  async function explained({ resolveProxy, seen }: Opened, url: URL, cause: unknown): Promise<AppError | null> {
    const host = url.hostname;
    const reason = failureReason(cause);
    const { pacUrl } = settings().proxy;
    if (/MANDATORY_PROXY|PAC_/.test(reason) && pacUrl !== '')
      return { code: 'proxy-script-unavailable', address: pacUrl };
    if (reason === 'ERR_CERT_AUTHORITY_INVALID') {
      const { authority: name } = seen.get(host) ?? {};
      return name ? { code: 'authority-unknown', host, authority: name } : null;
    }
    if (!/PROXY|TUNNEL/.test(reason)) return null;
    const proxy = (await proxyFor(resolveProxy, url))?.proxy;
    if (proxy === undefined) return null;
    if (/PROXY_CONNECTION_FAILED/.test(reason)) return { code: 'proxy-unreachable', proxy };
    if (/PROXY_AUTH_UNSUPPORTED/.test(reason)) return { code: 'proxy-login-unsupported', proxy };
    return { code: 'proxy-refused', proxy, host };
  }

  async function send(opened: Opened, ...[url, init]: Parameters<Fetch>): Promise<Response> {
    try {
      return await opened.fetch(url, init);
    } catch (cause) {
      if (failureIn(cause) || init.signal?.aborted) throw cause;
      const error = await explained(opened, new URL(url), cause);
      throw error ? new RequestFailure(error, cause) : cause;
    }
  }

  async function test(address: string): Promise<ConnectionReport> {
    const url = new URL(address);
    // Of its own, so that no connection, verification or login of before answers for it.
    const opened = await open();
    const ending = new AbortController();
    const stopTimer = clock.after(longestTest, () => {
      ending.abort();
    });
    let error: AppError | null = null;
    try {
      const { body } = await send(opened, url, { redirect: 'manual', signal: ending.signal });
      await body?.cancel();
    } catch (cause) {
      const timeout = { code: 'server-timeout', host: url.hostname, seconds: longestTest / 1000 } as const;
      const unreachable = { code: 'server-unreachable', host: url.hostname, reason: failureReason(cause) } as const;
      error = ending.signal.aborted ? timeout : (failureIn(cause) ?? unreachable);
    } finally {
      stopTimer();
    }
    const proxy = (await proxyFor(opened.resolveProxy, url))?.proxy ?? null;
    const { authority: name = null, byOwnAuthority = false } = opened.seen.get(url.hostname) ?? {};
    return { host: url.hostname, proxy, authority: name, byOwnAuthority, error };
  }

  return {
    fetch: async (url, init) => send(await session(), url, init),
    connect: createConnect({
      resolveProxy: async (url) => (await session()).resolveProxy(url),
      beginLogin: logins.begin,
      authority,
    }),
    authorities: () => trustedAuthorities(authority()),
    test,
    sessionOptions: () => sessionOptions(),
    hasProxy: async (address) => (await proxyFor((await session()).resolveProxy, new URL(address))) !== null,
    state() {
      const { authorityFile } = settings();
      const read = authorityFile === null ? null : readAuthority(authorityFile, clock.now());
      const none = { name: null, validTo: null };
      const state = read && (read.ok ? { ...read.value, error: null } : { ...none, error: read.error });
      return { logins: logins.states(), asks, authority: state };
    },
    async enterLogin(proxy, login, address) {
      if (!logins.isKnown(proxy)) return fail({ code: 'proxy-not-asking', proxy });
      asks = null;
      logins.enter(proxy, login);
      const report = await test(address);
      if (report.error?.code === 'proxy-login-refused') return fail(report.error);
      // What the session in use has learned is the old one.
      reopen();
      return ok(report);
    },
    forgetLogin(proxy) {
      logins.forget(proxy);
      reopen();
    },
    dismiss() {
      asks = null;
    },
    dispose: stop,
  };
}

/** net/base/net_error_list.h, ERR_CERT_AUTHORITY_INVALID. */
const unknownAuthority = -202;
const longestTest = 30_000;

const proxyFor = async (resolveProxy: NetSession['resolveProxy'], url: URL) => {
  try {
    return waysIn(await resolveProxy(url.href))[0];
  } catch {
    // The script could not be read, and which proxy it names is not known.
    return null;
  }
};
