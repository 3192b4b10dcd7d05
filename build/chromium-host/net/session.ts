import type { Protocol } from '../browser/schemes.ts';
import { NotOfferedError, StrictEmitter, StrictObject, absent } from '../strict.ts';
import type { CertificateVerifyProc } from './certificates.ts';
import { inWords } from './proxy-rules.ts';
import { Transport } from './transport.ts';
import type { WebRequest } from './web-request.ts';

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type Offered = Pick<
  Electron.Session,
  | 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setProxy' | 'resolveProxy'
  | 'clearCache' | 'clearStorageData' | 'isPersistent' | 'getUserAgent' | 'storagePath' | 'setSpellCheckerEnabled'
  | 'spellCheckerEnabled' | 'closeAllConnections' | 'fetch' | 'setCertificateVerifyProc' | 'clearAuthCache'
>; // prettier-ignore

export interface SessionDeps {
  readonly protocol: Protocol;
  readonly storagePath: () => string;
  readonly fetch: Electron.Session['fetch'];
  readonly isPersistent: boolean;
}

/** The default session is the one of all windows; others are for requests alone. */
export class Session extends StrictEmitter implements Offered {
  readonly protocol: Protocol;
  readonly fetch: Electron.Session['fetch'];
  readonly webRequest: WebRequest;
  readonly cookies = absent('Session.cookies');
  spellCheckerEnabled = false;
  readonly #deps: SessionDeps;
  #requestHandler: RequestHandler = null;
  #checkHandler: CheckHandler = null;
  readonly #transport = new Transport();

  constructor(deps: SessionDeps) {
    // None of these happens here: downloads are refused, and there are no devices.
    super([], ['will-download', 'select-hid-device', 'select-serial-port', 'select-usb-device', 'preconnect']);
    this.#deps = deps;
    this.protocol = deps.protocol;
    this.fetch = deps.fetch;
    // What a window asks for is Chromium's, and does not come past the host.
    this.webRequest = deps.isPersistent ? absent('Session.webRequest') : this.#transport.webRequest;
  }

  /** The transport of one of these; anything else is no session. */
  static transportOf(session: unknown): Transport {
    if (!(session instanceof Session)) throw new TypeError('`session` should be an instance of the Session class');
    return session.#transport;
  }

  get storagePath(): string | null {
    return this.#deps.isPersistent ? this.#deps.storagePath() : null;
  }

  isPersistent(): boolean {
    return this.#deps.isPersistent;
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
    this.#transport.setProxy(config);
    await Promise.resolve();
  }

  async resolveProxy(url: string): Promise<string> {
    return inWords(await this.#transport.resolveProxy(new URL(url)));
  }

  setCertificateVerifyProc(proc: CertificateVerifyProc): void {
    this.#transport.certificates.proc = proc;
  }

  async clearAuthCache(): Promise<void> {
    this.#transport.forgetLogins();
    await Promise.resolve();
  }

  async clearCache(): Promise<void> {
    // Each response of a scheme comes from the program itself, and Node's fetch keeps no cache.
  }

  async clearStorageData(): Promise<void> {
    return Promise.reject(new NotOfferedError('Session.clearStorageData'));
  }

  async closeAllConnections(): Promise<void> {
    this.#transport.closeConnections();
    await Promise.resolve();
  }
}

/** The module `session`. */
export class SessionModule extends StrictObject {
  readonly #isReady: () => boolean;
  readonly #session: Session;
  readonly #make: () => Session;
  readonly #partitions = new Map<string, Session>();

  /** @param make another session, in memory. */
  constructor(isReady: () => boolean, session: Session, make: () => Session) {
    super();
    this.#isReady = isReady;
    this.#session = session;
    this.#make = make;
  }

  fromPartition(partition: string): Session {
    if (!this.#isReady()) throw new TypeError('Session can only be received when app is ready');
    if (partition === '') return this.#session;
    if (partition.startsWith('persist:')) throw new NotOfferedError('a session that is kept');
    const session = this.#partitions.get(partition) ?? this.#make();
    this.#partitions.set(partition, session);
    return session;
  }

  get defaultSession(): Session {
    if (!this.#isReady()) throw new TypeError('Session can only be received when app is ready');
    return this.#session;
  }
}
