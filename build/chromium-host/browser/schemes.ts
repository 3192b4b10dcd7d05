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

const unexpected = { name: 'ERR_UNEXPECTED', code: -9 };
const failed = { name: 'ERR_FAILED', code: -2 };

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
    failureOf: (url) => this.#failures.get(url) ?? null,
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
      if (!/^[a-z][a-z0-9-]*$/.test(scheme)) throw new NotOfferedError(`the scheme name '${scheme}'`);
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
    const handler = this.#handlers.get(new URL(request.url).protocol.slice(0, -1));
    const answer = await this.#ask(handler, request);
    if (answer instanceof Response) this.#failures.delete(request.url);
    else this.#failures.set(request.url, answer);
    return answer instanceof Response ? answer : null;
  }

  async #ask(handler: Handler | undefined, request: Request): Promise<Response | { name: string; code: number }> {
    if (handler === undefined) return { name: 'ERR_UNKNOWN_URL_SCHEME', code: -301 };
    try {
      const response: unknown = await handler(request);
      if (!(response instanceof Response)) return unexpected;
      return response.type === 'error' ? failed : response;
    } catch (error) {
      if (!request.signal.aborted) console.error(error);
      return unexpected;
    }
  }
}
