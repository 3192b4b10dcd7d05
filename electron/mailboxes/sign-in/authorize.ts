import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { fail, ok, type Result } from '#shared/result.ts';
import { oneLine } from '#shared/visible-text.ts';
import type { Clock } from '../../platform/ports.ts';
import type { Provider } from './providers.ts';

/** What came back from the browser, to be changed for tokens. */
interface Granted {
  readonly code: string;
  readonly redirectUri: string;
  /** Proves that whoever has the code is whoever asked for it (RFC 7636). */
  readonly verifier: string;
}

interface AuthorizeParts {
  readonly clock: Pick<Clock, 'after'>;
  /** Opens an address in the system's browser. */
  readonly openAddress: (address: string) => Promise<Result<null>>;
  /** What the browser shows when it is over, one sentence. */
  readonly closingWords: () => string;
}

const longestMinutes = 5;
const random = (): string => randomBytes(32).toString('base64url');

/**
 * Has somebody sign in at a provider in the system's browser (RFC 8252): Billfold never sees the password, and listens on
 * this computer for what the browser comes back with. Fails with `sign-in-refused`, `sign-in-timeout`, `cancelled`, or
 * where the browser does not open.
 */
export function createAuthorize({ clock, openAddress, closingWords }: AuthorizeParts) {
  return async (provider: Provider, user: string, signal: AbortSignal): Promise<Result<Granted>> => {
    const [state, verifier] = [random(), random()];
    const answered = Promise.withResolvers<Result<string>>();
    const server = createServer((request, response) => {
      const came = codeIn(request, state);
      say(response, came === null ? 404 : 200, came === null ? '' : closingWords());
      if (came === null) return;
      const host = new URL(provider.authorizationEndpoint).hostname;
      answered.resolve(
        'code' in came ? ok(came.code) : fail({ code: 'sign-in-refused', host, serverWords: came.refused }),
      );
    });
    const stopTimer = clock.after(longestMinutes * 60_000, () => {
      answered.resolve(fail({ code: 'sign-in-timeout', minutes: longestMinutes }));
    });
    const cancel = () => {
      answered.resolve(fail({ code: 'cancelled' }));
    };
    signal.addEventListener('abort', cancel);
    try {
      const port = await listening(server);
      const redirectUri = `http://${provider.loopback}:${String(port)}/`;
      if (signal.aborted) cancel();
      else {
        const opened = await openAddress(addressOf(provider, { user, state, verifier, redirectUri }));
        if (!opened.ok) return opened;
      }
      const code = await answered.promise;
      return code.ok ? ok({ code: code.value, redirectUri, verifier }) : code;
    } finally {
      stopTimer();
      signal.removeEventListener('abort', cancel);
      server.close();
      server.closeIdleConnections();
    }
  };
}

interface Asked {
  readonly user: string;
  readonly state: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

function addressOf(provider: Provider, { user, state, verifier, redirectUri }: Asked): string {
  const address = new URL(provider.authorizationEndpoint);
  const asked = {
    ...{ response_type: 'code', client_id: provider.clientId, redirect_uri: redirectUri, scope: provider.scope, state },
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    login_hint: user,
    ...provider.extra,
  };
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  return address.href;
}

function listening(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address.port);
    });
  });
}

/** Null for whatever is not the answer to this very question: any page may send a browser here. */
function codeIn(
  { method, url = '' }: IncomingMessage,
  state: string,
): { readonly code: string } | { readonly refused: string } | null {
  const query = URL.parse(url, 'http://127.0.0.1')?.searchParams;
  if (method !== 'GET' || query?.get('state') !== state) return null;
  const code = query.get('code');
  if (code) return { code };
  const refused = query.get('error_description') ?? query.get('error');
  return refused === null ? null : { refused: oneLine(refused) };
}

function say(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'",
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    Connection: 'close',
  });
  response.end(words);
}
