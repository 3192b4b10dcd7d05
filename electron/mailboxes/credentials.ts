import { z } from 'zod';
import type { MailClient } from '#shared/mail-sign-in.ts';
import type { NewMailbox } from '#shared/mailboxes.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Clock, Fetch, Logger, SecretStore } from '../platform/ports.ts';
import type { ImapAuth } from './imap-session.ts';
import { createAuthorize } from './sign-in/authorize.ts';
import { providerFor } from './sign-in/providers.ts';
import { createTokenRequest, type Tokens } from './sign-in/tokens.ts';

/** What is kept of a mailbox, so that one gets in again. */
type Kept = { readonly password: string } | { readonly refreshToken: string };
const keptTokenSchema = z.object({ refreshToken: z.string() });

/** What opened a mailbox the first time. */
export interface Entry {
  readonly auth: ImapAuth;
  readonly kept: Kept;
  /** Of a sign-in; null of a password. */
  readonly tokens: Tokens | null;
}

export interface CredentialParts {
  readonly secretStore: SecretStore;
  /** Ciphertexts by the mailbox's id. */
  readonly secrets: { read(id: string): Uint8Array | null; write(id: string, cipher: Uint8Array | null): void };
  readonly fetch: Fetch;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly logger: Logger;
  readonly clients: () => readonly MailClient[];
  readonly openAddress: (address: string) => Promise<Result<null>>;
  /** What the browser shows when somebody has signed in. */
  readonly closingWords: () => string;
}

type Owner = Pick<NewMailbox, 'host' | 'user' | 'signIn'>;

/** Passwords and sign-ins of mailboxes: in the secret store, or as long as Billfold runs. Access tokens are in memory alone. */
export function createCredentials(parts: CredentialParts) {
  const { secretStore, secrets, fetch, clock, logger, clients, openAddress, closingWords } = parts;
  const request = createTokenRequest(fetch, clock);
  const authorize = createAuthorize({ clock, openAddress, closingWords });
  const inMemory = new Map<string, Kept>();
  const tokens = new Map<string, Tokens>();
  let signingIn: AbortController | null = null;

  async function read(id: string, { signIn }: Owner): Promise<Kept | null> {
    const known = inMemory.get(id);
    if (known !== undefined) return known;
    const cipher = secrets.read(id);
    try {
      const plain = cipher && (await secretStore.decrypt(cipher)).plain;
      if (plain === null) return null;
      return signIn === 'password' ? { password: plain } : keptTokenSchema.parse(JSON.parse(plain));
    } catch (cause) {
      logger.warn('What opens a mailbox cannot be decrypted', { mailbox: id, cause });
      return null;
    }
  }

  async function keep(id: string, kept: Kept): Promise<void> {
    inMemory.set(id, kept);
    const plain = 'password' in kept ? kept.password : JSON.stringify(kept);
    secrets.write(id, (await secretStore.isAvailable()) ? await secretStore.encrypt(plain) : null);
  }

  async function signedIn({ host, user, signIn }: Owner): Promise<Result<Entry>> {
    if (signIn === 'password') return fail({ code: 'mailbox-password-missing', host, user });
    const provider = providerFor(clients(), signIn, host);
    if (!provider.ok) return provider;
    signingIn?.abort();
    const own = new AbortController();
    signingIn = own;
    const granted = await authorize(provider.value, user, own.signal);
    if (!granted.ok) return granted;
    const { code, redirectUri, verifier } = granted.value;
    const grant = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    } as const;
    const given = await request(provider.value, user, grant, own.signal);
    if (!given.ok) return given;
    const { accessToken, refreshToken } = given.value;
    // Without one somebody would have to sign in every hour.
    if (refreshToken === null) return fail({ code: 'sign-in-refused', host, serverWords: null });
    return ok({ auth: { accessToken }, kept: { refreshToken }, tokens: given.value });
  }

  async function renewed(
    id: string,
    owner: Owner,
    refreshToken: string,
    signal: AbortSignal,
  ): Promise<Result<ImapAuth>> {
    const { host, user, signIn } = owner;
    if (signIn === 'password') return fail({ code: 'mailbox-password-missing', host, user });
    const provider = providerFor(clients(), signIn, host);
    if (!provider.ok) return provider;
    const given = await request(
      provider.value,
      user,
      { grant_type: 'refresh_token', refresh_token: refreshToken },
      signal,
    );
    if (!given.ok) return given.error.code === 'sign-in-ended' ? fail({ code: 'sign-in-ended', host, user }) : given;
    tokens.set(id, given.value);
    // Some providers change it each time, and the former one counts no longer.
    if (given.value.refreshToken !== null && given.value.refreshToken !== refreshToken)
      await keep(id, { refreshToken: given.value.refreshToken });
    return ok({ accessToken: given.value.accessToken });
  }

  return {
    /** What was entered: a password, or null to sign in in the browser. */
    enter: (owner: Owner, password: string | null): Promise<Result<Entry>> =>
      owner.signIn === 'password' && password !== null
        ? Promise.resolve(ok({ auth: { password }, kept: { password }, tokens: null }))
        : signedIn(owner),

    /** Keeps what opened a mailbox. */
    async keep(id: string, { kept, tokens: given }: Entry): Promise<void> {
      if (given) tokens.set(id, given);
      await keep(id, kept);
    },

    /** What opens a mailbox now. */
    async of(id: string, owner: Owner, signal: AbortSignal): Promise<Result<ImapAuth>> {
      const kept = await read(id, owner);
      const { host, user } = owner;
      if (!kept)
        return fail({ code: owner.signIn === 'password' ? 'mailbox-password-missing' : 'sign-in-ended', host, user });
      if ('password' in kept) return ok(kept);
      const current = tokens.get(id);
      if (current && clock.now() < current.until) return ok({ accessToken: current.accessToken });
      return renewed(id, owner, kept.refreshToken, signal);
    },

    /** The server took a token no more, though it should count: the next time another is asked for. */
    tokenRefused: (id: string): void => void tokens.delete(id),

    forget(id: string): void {
      inMemory.delete(id);
      tokens.delete(id);
      secrets.write(id, null);
    },
    cancelSignIn(): void {
      signingIn?.abort();
    },
  };
}
