/* What the way to servers, and new versions, need from Electron; as ports.ts. */
import type { AppError } from '#shared/errors.ts';
import type { Result } from '#shared/result.ts';
import type { Fetch } from './ports.ts';

/** How Chromium is told of proxies: Electron's `ProxyConfig`. */
export interface ProxyConfig {
  readonly mode: 'system' | 'direct' | 'pac_script' | 'fixed_servers';
  readonly pacScript?: string;
  readonly proxyRules?: string;
  readonly proxyBypassRules?: string;
}

export interface ProxyLogin {
  readonly user: string;
  readonly password: string;
}

/** One request's way past a proxy that asks who one is. */
export interface LoginAttempt {
  /** To be asked at each challenge of the proxy at `host:port`; null where there is nothing (more) to say. */
  answer(proxy: string): Promise<ProxyLogin | null>;
  /** To be called in any case, when the server answered or the request failed. */
  end(gotThrough: boolean): void;
  /** Why nothing was answered. */
  failure(): AppError | null;
}

/** A server's certificate as Chromium has judged it. PEM texts, the server's own first, then those that it sent along. */
export interface ShownCertificate {
  readonly hostname: string;
  readonly chain: readonly string[];
  /** Who issued the last of them. */
  readonly issuerName: string;
  /** Chromium's error, 0 where it trusts the server. */
  readonly errorCode: number;
}

export interface NetSessionOptions {
  readonly proxy: ProxyConfig;
  readonly beginLogin: () => LoginAttempt;
  /** Whether the server is to be trusted though Chromium does not; asked once a server and session. */
  readonly trusts: (shown: ShownCertificate) => Promise<boolean>;
}

/** A session of Chromium's for requests alone: nothing that another one learned, or cached, counts in it. */
export interface NetSession {
  /** Rejects as `Fetch` does; with a failure of `failureIn` where a proxy asked for a login. */
  readonly fetch: Fetch;
  /** As `PROXY host:port;DIRECT`, for a proxy that is tried first. Rejects where a script cannot be read. */
  resolveProxy(url: string): Promise<string>;
}
export type OpenNetSession = (options: NetSessionOptions) => Promise<NetSession>;

export interface FoundUpdate {
  readonly version: string;
  /** As the feed has them: text or HTML. */
  readonly notes: string | null;
}

/** Where new versions come from. */
export interface UpdateFeed {
  readonly ability: 'installs' | 'tells' | 'none';
  /** Null where there is nothing newer. */
  look(): Promise<Result<FoundUpdate | null>>;
  /** Fetches what was found last and checks who signed it; from then on it is installed when the program has quit. */
  prepare(onProgress: (share: number) => void): Promise<Result<null>>;
}
