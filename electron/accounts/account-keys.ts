import { type Account, type KeyPlace, type SourceKind } from '#shared/accounts.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { AccountRows } from './account-rows.ts';
import { credential } from '../files/index.ts';
import { isKeyOf } from './key-hash.ts';
import type { KeyVault } from './key-vault.ts';
import { createPastedKeys, type PastedKeys } from './pasted-keys.ts';

/** The keys that the sources of accounts are opened with, and those that are held while they are tried. */
export interface AccountKeys extends PastedKeys {
  /** Where the keys of the account's sources are: of two the place that is worse off. */
  place(id: string): Promise<KeyPlace>;
  /** The key to send to the account's server: from the environment if it is this account's, else as it was kept. */
  of(id: string, kind: SourceKind): Promise<Result<string>>;
}

const variables: Record<SourceKind, string> = { stripe: 'BILLFOLD_STRIPE_KEY', imagekit: 'BILLFOLD_IMAGEKIT_KEY' };

const worstFirst: readonly KeyPlace[] = ['none', 'unreachable', 'session', 'environment', 'secret-store'];

/** The key that came with the environment, whose ever it is. */
export const environmentKey = (
  environment: Readonly<Record<string, string | undefined>>,
  kind: SourceKind,
): string | null => environment[variables[kind]]?.trim() || null;

/** The practice server takes any test key, so that these are no secrets. */
const practiceKeys: Record<SourceKind, string> = { stripe: 'sk_test_practice', imagekit: 'private_practice' };

/** @param environment where `BILLFOLD_STRIPE_KEY` and `BILLFOLD_IMAGEKIT_KEY` may be */
export function createAccountKeys(
  rows: Pick<AccountRows, 'hashes'>,
  vault: Pick<KeyVault, 'read'>,
  environment: Readonly<Record<string, string | undefined>>,
  openAccount: (id: string) => Result<Account>,
): AccountKeys {
  async function keyFor(id: string, kind: SourceKind): Promise<Result<string>> {
    const opened = openAccount(id);
    if (!opened.ok) return opened;
    const account = opened.value;
    if (account.practice) return ok(practiceKeys[kind]);
    // A credential is named after its account: it is nobody else's.
    const ofService = credential(environment, `${id}.${kind}`);
    if (ofService !== null) return ok(ofService);
    const fromEnvironment = environmentKey(environment, kind);
    if (fromEnvironment !== null && isThisAccounts(rows, fromEnvironment, id, kind)) return ok(fromEnvironment);
    const kept = await vault.read(id, kind);
    if (kept.place !== 'none') return ok(kept.key);
    if (fromEnvironment !== null) {
      return fail({ code: 'key-not-this-accounts', account: account.name, variable: variables[kind] });
    }
    if (kept.reason !== null) return fail({ code: 'secret-store-failed', reason: kept.reason });
    return fail({ code: 'key-missing', account: account.name });
  }

  async function keyPlace(id: string): Promise<KeyPlace> {
    const opened = openAccount(id);
    if (!opened.ok) return 'none';
    const account = opened.value;
    // Always at hand, like a stored key.
    if (account.practice) return 'secret-store';
    if (account.sources.length === 0) return 'not-needed';
    const places = await Promise.all(account.sources.map(({ kind }) => keyPlaceOf(id, kind)));
    return worstFirst.find((place) => places.includes(place)) ?? 'none';
  }

  async function keyPlaceOf(id: string, kind: SourceKind): Promise<KeyPlace> {
    const fromEnvironment = environmentKey(environment, kind);
    if (fromEnvironment !== null && isThisAccounts(rows, fromEnvironment, id, kind)) return 'environment';
    const kept = await vault.read(id, kind);
    return kept.place === 'none' && kept.reason === 'unavailable' ? 'unreachable' : kept.place;
  }

  return { place: keyPlace, of: keyFor, ...createPastedKeys() };
}

/** Whether the key is the one that the account was connected with. */
export function isThisAccounts(rows: Pick<AccountRows, 'hashes'>, key: string, id: string, kind: SourceKind): boolean {
  const hash = rows.hashes.of(id, kind);
  return hash !== null && isKeyOf(key, hash);
}
