import { z } from 'zod';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { oneLine } from '#shared/visible-text.ts';
import { failureIn, guardFetch, readJsonObject } from '../../http/index.ts';
import type { Clock, Fetch } from '../../platform/ports.ts';
import type { Provider } from './providers.ts';

/** What a provider gave for a sign-in. */
export interface Tokens {
  readonly accessToken: string;
  /** By the program's clock, in milliseconds; until then it counts. */
  readonly until: number;
  /** Null where the one of before counts on. */
  readonly refreshToken: string | null;
}

const answerSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(300),
  refresh_token: z.string().min(1).optional(),
});
const refusalSchema = z.object({ error: z.string(), error_description: z.string().optional() });

/** Tokens are small; an answer that is slow is none. */
const limits = { bytes: 256 * 1024, quietSeconds: 30, slowestBytesPerSecond: 256 };
/** A token that ends while a mail is fetched is of no use. */
const sparedMillis = 60_000;

type Grant =
  | {
      readonly grant_type: 'authorization_code';
      readonly code: string;
      readonly redirect_uri: string;
      readonly code_verifier: string;
    }
  | { readonly grant_type: 'refresh_token'; readonly refresh_token: string };

/**
 * Asks a provider's token endpoint. Fails with `sign-in-ended` where what was granted once counts no longer, with
 * `sign-in-refused`, or as every request does. Nothing is followed: a redirect could carry the code elsewhere.
 */
export function createTokenRequest(fetch: Fetch, clock: Pick<Clock, 'now' | 'after'>) {
  const guarded = guardFetch(fetch, clock, limits);
  return async function request(
    provider: Provider,
    user: string,
    grant: Grant,
    signal: AbortSignal,
  ): Promise<Result<Tokens>> {
    const { tokenEndpoint, clientId, clientSecret } = provider;
    const host = new URL(tokenEndpoint).hostname;
    const form = new URLSearchParams({ ...grant, client_id: clientId });
    if (clientSecret !== null) form.set('client_secret', clientSecret);
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' };
    try {
      const init = { method: 'POST', headers, body: form.toString(), redirect: 'error', signal } as const;
      const { response, body } = await guarded(tokenEndpoint, init);
      const { object } = await readJsonObject(body, { depth: 8, values: 200 });
      const answer = response.ok ? answerSchema.safeParse(object) : null;
      if (!answer?.success) return fail(refusalOf(object, response.status, { host, user }));
      const { access_token: accessToken, expires_in: seconds, refresh_token: refreshToken } = answer.data;
      return ok({
        accessToken,
        until: clock.now() + seconds * 1000 - sparedMillis,
        refreshToken: refreshToken ?? null,
      });
    } catch (cause) {
      const error = failureIn(cause);
      if (!error) throw cause;
      return fail(error);
    }
  };
}

function refusalOf(
  body: unknown,
  status: number,
  { host, user }: { readonly host: string; readonly user: string },
): AppError {
  const told = refusalSchema.safeParse(body).data;
  if (told?.error === 'invalid_grant') return { code: 'sign-in-ended', host, user };
  if (status >= 500) return { code: 'server-failed', status, requestId: null };
  return { code: 'sign-in-refused', host, serverWords: told ? oneLine(told.error_description ?? told.error) : null };
}
