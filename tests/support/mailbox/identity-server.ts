import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Result } from '#shared/result.ts';
import { closed, listening } from '../waits.ts';

/** A server of identities (OAuth 2.0 with PKCE, token introspection) on loopback, and a browser in which somebody signs in. */
export interface IdentityServer extends AsyncDisposable {
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly introspection: string;
  /** Opens the page as a browser does, and signs in at once, or refuses. Answers what the browser showed last. */
  browse(address: string): Promise<Result<null>>;
  readonly pages: readonly string[];
  /** What was asked of the token endpoint, newest last. */
  readonly grants: readonly URLSearchParams[];
  /** What whoever signs in does. */
  refuses: boolean;
  /** All that was granted counts no more. */
  revoke(): void;
  /** Access tokens count no more; what renews them does. */
  expire(): void;
}

export async function startIdentityServer(user: string): Promise<IdentityServer> {
  const codes = new Map<string, { readonly challenge: string; readonly redirect: string }>();
  const [access, refresh] = [new Set<string>(), new Set<string>()];
  const pages: string[] = [];
  const grants: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const form = new URLSearchParams(await text(request));
      const json = (status: number, body: object) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (url.pathname === '/introspect') {
        const isActive = access.has(form.get('token') ?? '');
        json(200, isActive ? { active: true, username: user } : { active: false });
      } else if (url.pathname === '/token') {
        grants.push(form);
        const given = isGranted(form);
        if (!given) return void json(400, { error: 'invalid_grant', error_description: 'It was revoked.' });
        const tokens = { access_token: randomUUID(), refresh_token: randomUUID() };
        access.add(tokens.access_token);
        refresh.add(tokens.refresh_token);
        json(200, { ...tokens, token_type: 'Bearer', expires_in: 3600 });
      } else response.writeHead(404).end();
    })();
  });
  /** Each code and each refresh token once, and a code only for who asked for it. */
  function isGranted(form: URLSearchParams): boolean {
    if (form.get('grant_type') === 'refresh_token') return refresh.delete(form.get('refresh_token') ?? '');
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const verified = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    return code?.challenge === verified && code.redirect === form.get('redirect_uri');
  }
  const port = await listening(server);
  const at = (path: string) => `http://127.0.0.1:${String(port)}${path}`;
  const identity: IdentityServer = {
    ...{ authorizationEndpoint: at('/authorize'), tokenEndpoint: at('/token'), introspection: at('/introspect') },
    ...{ pages, grants, refuses: false },
    async browse(address) {
      const { searchParams: asked } = new URL(address);
      const redirect = asked.get('redirect_uri') ?? '';
      const back = new URL(redirect);
      // Some other page sends the browser there first.
      const forged = await fetch(`${redirect}?code=forged&state=guessed`);
      pages.push(`${String(forged.status)} ${await forged.text()}`);
      back.searchParams.set('state', asked.get('state') ?? '');
      const code = randomUUID();
      if (identity.refuses)
        back.searchParams.set('error_description', 'An administrator has to allow this application.');
      else {
        codes.set(code, { challenge: asked.get('code_challenge') ?? '', redirect });
        back.searchParams.set('code', code);
      }
      const shown = await fetch(back);
      pages.push(`${String(shown.status)} ${await shown.text()}`);
      return { ok: true, value: null };
    },
    revoke() {
      access.clear();
      refresh.clear();
    },
    expire: () => {
      access.clear();
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await closed(server);
    },
  };
  return identity;
}
