import { NotOfferedError, StrictObject } from '../strict.ts';

type Handler = (request: Request) => Response | Promise<Response>;

/** What the program's schemes are, for the server, the windows and `net.fetch`. */
export interface Schemes {
  readonly isPrivileged: (scheme: string) => boolean;
  isHandled(scheme: string): boolean;
  /** The handler's response; null when the request fails, the reason being in `failureOf`. */
  respond(request: Request): Promise<Response | null>;
  /** Why the last request of this address failed: Chromium's error, or null. */
  failureOf(url: string): { readonly name: string; readonly code: number } | null;
}

type Offered = Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>;

const knownPrivileges = new Set([
  'standard', 'secure', 'bypassCSP', 'allowServiceWorkers', 'supportFetchAPI', 'corsEnabled', 'stream', 'codeCache',
]); // prettier-ignore
const unexpected = { name: 'ERR_UNEXPECTED', code: -9 };
const failed = { name: 'ERR_FAILED', code: -2 };

/** Chromium's way to write an address of a standard scheme: the host in small letters, and a path at least of `/`. */
function canonical(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]+)(.*)$/is.exec(url);
  const [, scheme, host, rest] = match ?? [];
  if (scheme === undefined || host === undefined || rest === undefined) return url;
  return `${scheme.toLowerCase()}${host.toLowerCase()}${rest.startsWith('/') ? '' : '/'}${rest}`;
}

/** lib/browser/api/protocol.ts hands no signal on: a handler never hears that nobody waits any more. */
const asHandled = (url: string, { method, headers, body }: Request): Request =>
  new Request(url, { method, headers, ...(body === null ? {} : { body, duplex: 'half' }) });

export class Protocol extends StrictObject implements Offered {
  readonly #isReady: () => boolean;
  readonly #privileged = new Set<string>();
  readonly #handlers = new Map<string, Handler>();
  readonly #failures = new Map<string, { name: string; code: number }>();
  #registered = false;
  readonly schemes: Schemes = {
    isPrivileged: (scheme) => this.#privileged.has(scheme),
    isHandled: (scheme) => this.#handlers.has(scheme),
    respond: (request) => this.#respond(request),
    failureOf: (url) => this.#failures.get(canonical(url)) ?? null,
  };

  constructor(isReady: () => boolean) {
    super();
    this.#isReady = isReady;
  }

  /** "can only be used before the `ready` event ... and can be called only once" (electron.d.ts). */
  registerSchemesAsPrivileged(customSchemes: Electron.CustomScheme[]): void {
    if (this.#isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    if (this.#registered) throw new Error('protocol.registerSchemesAsPrivileged can be called only once');
    for (const { scheme, privileges = {} } of customSchemes) {
      if (!/^[a-z][a-z0-9+.-]*$/i.test(scheme))
        throw new Error(
          `Invalid scheme name '${scheme}'. Scheme names must start with an ASCII letter and contain only ASCII letters, digits, '+', '-', or '.'.`,
        );
      if (!/^[a-z][a-z0-9-]*$/.test(scheme)) throw new NotOfferedError(`the scheme name '${scheme}'`);
      const unknown = Object.keys(privileges).find((name) => !knownPrivileges.has(name));
      if (unknown !== undefined) throw new NotOfferedError(`the privilege '${unknown}'`);
      if (privileges.standard !== true)
        throw new NotOfferedError(`the scheme '${scheme}' without the privilege 'standard'`);
      if (privileges.bypassCSP === true) throw new NotOfferedError("the privilege 'bypassCSP'");
      this.#privileged.add(scheme);
    }
    this.#registered = true;
  }

  handle(scheme: string, handler: Handler): void {
    if (!this.#isReady()) throw new Error('protocol.handle can only be used after the app is ready');
    if (['http', 'https', 'file'].includes(scheme))
      throw new NotOfferedError(`protocol.handle of the built-in scheme '${scheme}'`);
    if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    this.#handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    if (!this.#handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme);
  }

  async #respond(request: Request): Promise<Response | null> {
    const url = canonical(request.url);
    const handler = this.#handlers.get(new URL(url).protocol.slice(0, -1));
    const answer = await this.#ask(handler, asHandled(url, request));
    if (answer instanceof Response) this.#failures.delete(url);
    else this.#failures.set(url, answer);
    return answer instanceof Response ? answer : null;
  }

  async #ask(handler: Handler | undefined, request: Request): Promise<Response | { name: string; code: number }> {
    if (handler === undefined) return { name: 'ERR_UNKNOWN_URL_SCHEME', code: -301 };
    try {
      const response: unknown = await handler(request);
      if (!(response instanceof Response)) return unexpected;
      return response.type === 'error' ? failed : response;
    } catch (error) {
      console.error(error);
      return unexpected;
    }
  }
}
