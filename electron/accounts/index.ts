import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import {
  type Account,
  accountNotFound,
  accountSchema,
  type KeyPlace,
  type Role,
  type SourceKind,
  type SourceSettings,
} from '#shared/accounts.ts';
import { describeKey } from '#shared/keys.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import { fileErrorOf } from '../files/index.ts';
import type { Clock, Logger, SecretStore } from '../platform/ports.ts';
import { tidyName } from './account-name.ts';
import { createAccountRows, isNameTaken, type PracticeParameters } from './account-rows.ts';
import { type Actions, createActions, type RecordAction } from './actions.ts';
import { checkSource } from './check-source.ts';
import { hashKey, isKeyOf, type KeyHash } from './key-hash.ts';
import { createKeyVault, type KeepKey } from './key-vault.ts';
import { createPastedKeys, type PastedKeys } from './pasted-keys.ts';

export type { Actions, RecordAction } from './actions.ts';
export type { PracticeParameters } from './account-rows.ts';
export { createAccountRows } from './account-rows.ts';
export { checkCustomer } from './check-source.ts';

export interface AccountsDependencies {
  readonly db: Database;
  readonly secretStore: SecretStore;
  /** Absolute path of `secrets.json`. */
  readonly secretsFile: string;
  readonly clock: Pick<Clock, 'now'>;
  /** The operating system's user, for the log of actions. */
  readonly userName: () => string;
  /** Where `BILLFOLD_STRIPE_KEY` and `BILLFOLD_IMAGEKIT_KEY` may be. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logger: Logger;
}

export interface NewAccount {
  readonly name: string;
  readonly role: Role;
  /** Of a practice account `baseUrl` is null: its server is inside Billfold. */
  readonly source: SourceSettings;
  /** Not used for a practice account. */
  readonly key: string;
  readonly practice?: PracticeParameters;
}

/** The accounts, and the keys that their sources are opened with. */
export interface Accounts extends PastedKeys {
  /** Open ones, oldest first. */
  list(): Account[];
  /** Open ones, then closed ones: all that the archive holds invoices of. */
  all(): Account[];
  /** An open account. */
  get(id: string): Account | null;
  /** An account, open or closed. */
  known(id: string): Account | null;
  /** By id, or by name in letters of either case; open or closed. */
  find(idOrName: string): Account | null;
  /** Adds an account. Where the same customer of the same server was closed, that account is opened again and goes on. */
  add(account: NewAccount): Promise<Result<Account>>;
  /** A second source of the same account; `source-exists` where it has one of the kind. The key is not used for a practice account. */
  addSource(id: string, source: SourceSettings, key: string): Promise<Result<Account>>;
  rename(id: string, name: string): Result<Account>;
  /** The address of the vendor's support; null for none. */
  setSupportEmail(id: string, address: string | null): Result<Account>;
  /** Closes the account and forgets its keys; what was archived under it stays in reach. */
  remove(id: string): Result<null>;
  replaceKey(id: string, kind: SourceKind, key: string): Promise<Result<Account>>;
  /** Where the keys of the account's sources are: of two the place that is worse off. */
  keyPlace(id: string): Promise<KeyPlace>;
  /** The key to send to the account's server: from the environment if it is this account's, else as it was kept. */
  keyFor(id: string, kind: SourceKind): Promise<Result<string>>;
  /** Null where the account is no practice account. */
  practiceOf(id: string): PracticeParameters | null;
  saveClockOffset(id: string, millis: number): void;
  readonly recordAction: RecordAction;
  readonly actions: Omit<Actions, 'record'>;
}

const variables: Record<SourceKind, string> = { stripe: 'BILLFOLD_STRIPE_KEY', imagekit: 'BILLFOLD_IMAGEKIT_KEY' };

const vendorServers: Record<SourceKind, string> = {
  stripe: 'https://api.stripe.com',
  imagekit: 'https://api.imagekit.io',
};

const worstFirst: readonly KeyPlace[] = ['none', 'session', 'environment', 'secret-store'];

/** The practice server takes any test key, so that these are no secrets. */
const practiceKeys: Record<SourceKind, string> = { stripe: 'sk_test_practice', imagekit: 'private_practice' };

export function createAccounts(dependencies: AccountsDependencies): Accounts {
  const { db, clock, environment, secretStore, secretsFile, userName, logger } = dependencies;
  const vault = createKeyVault({ secretStore, secretsFile, logger: logger.child('accounts') });
  const rows = createAccountRows(db);
  const { record: recordAction, ...actions } = createActions(db, clock, userName);
  const now = () => instantFromMillis(clock.now());

  function openAccount(id: string): Account | null {
    const account = rows.byId(id);
    return account?.closedAt === null ? account : null;
  }

  function notOpen(id: string): Result<never> {
    const closed = rows.byId(id);
    return fail(closed ? { code: 'account-closed', account: closed.name } : accountNotFound(id));
  }

  async function add({ name, role, source, key, practice }: NewAccount): Promise<Result<Account>> {
    const settings = checkSource(source);
    if (!settings.ok) return settings;
    const closed = practice ? null : closedAccountOf(settings.value, key);
    const free = freeName(name, closed?.id ?? null);
    if (!free.ok) return free;
    const account: Account = {
      id: closed?.id ?? randomUUID(),
      name: free.value,
      role,
      practice: practice !== undefined,
      sources: [settings.value],
      supportEmail: closed?.supportEmail ?? null,
      createdAt: closed?.createdAt ?? now(),
      closedAt: null,
    };
    const keep = practice ? null : await sealed(source.kind, key);
    if (keep && !keep.ok) return keep;
    if (closed) return reopen(closed, account, hashKey(key), keep?.value);
    return changing(account, account.name, () => {
      rows.insert(account, practice ? null : hashKey(key), practice ?? null);
      recordAction({ what: 'account.added', accountId: account.id, after: account });
      keep?.value(account.id, source.kind);
    });
  }

  /** The closed account of the same customer, the one closed last; null where there is none. */
  function closedAccountOf(source: SourceSettings, key: string): Account | null {
    const isSame = ({ id, sources, closedAt }: Account): boolean =>
      closedAt !== null &&
      sources.some(({ kind, baseUrl, customerId }) => {
        if (kind !== source.kind || serverOf(kind, baseUrl) !== serverOf(kind, source.baseUrl)) return false;
        return customerId === null && source.customerId === null
          ? isThisAccounts(key, id, kind)
          : customerId === source.customerId;
      });
    const closed = rows.all().filter(isSame);
    return closed.toSorted((a, b) => ((a.closedAt ?? '') < (b.closedAt ?? '') ? 1 : -1))[0] ?? null;
  }

  function reopen(closed: Account, account: Account, hash: KeyHash, keep: KeepKey | undefined): Result<Account> {
    const [{ kind } = { kind: 'stripe' as const }] = account.sources;
    const settings = closed.sources.filter((source) => source.kind === kind);
    const found = { openAlready: false };
    const reopened = changing({ ...account, sources: settings }, account.name, () => {
      // Another process may have opened it meanwhile.
      found.openAlready = !rows.reopen(account, kind);
      if (found.openAlready) return;
      rows.setHash(account.id, kind, hash);
      const [before, after] = [{ name: closed.name, closedAt: closed.closedAt }, { name: account.name }];
      recordAction({ what: 'account.reopened', accountId: account.id, before, after });
      keep?.(account.id, kind);
    });
    return found.openAlready ? fail({ code: 'account-name-taken', name: account.name }) : reopened;
  }

  async function addSource(id: string, source: SourceSettings, key: string): Promise<Result<Account>> {
    const account = openAccount(id);
    if (!account) return notOpen(id);
    const { kind } = source;
    if (account.sources.some((each) => each.kind === kind)) return fail({ code: 'source-exists', source: kind });
    const settings = checkSource(source);
    if (!settings.ok) return settings;
    const keep = account.practice ? null : await sealed(kind, key);
    if (keep && !keep.ok) return keep;
    return changing({ ...account, sources: [...account.sources, settings.value] }, account.name, () => {
      rows.insertSource(id, settings.value, account.practice ? null : hashKey(key));
      recordAction({ what: 'account.source-added', accountId: id, after: settings.value });
      keep?.value(id, kind);
    });
  }

  /** The tidied name, if no other account has it. */
  function freeName(name: string, ownId: string | null): Result<string> {
    const tidy = tidyName(name);
    if (tidy === '') return fail({ code: 'account-name-empty' });
    const holder = rows.byName(tidy);
    if (!holder || holder.id === ownId) return ok(tidy);
    return fail({ code: holder.closedAt === null ? 'account-name-taken' : 'account-name-closed', name: tidy });
  }

  async function sealed(kind: SourceKind, key: string): Promise<Result<KeepKey>> {
    const described = describeKey(key, kind);
    return described.ok ? ok(await vault.seal(key)) : described;
  }

  /**
   * Makes a change in one transaction, or not at all. Another process may meanwhile have taken the name; the disk may be
   * full. Files are changed inside it, too: the database keeps other processes out.
   */
  function changing<T>(value: T, name: string, change: () => void): Result<T> {
    try {
      db.transaction(change).immediate();
      return ok(value);
    } catch (cause) {
      if (isNameTaken(cause)) return fail({ code: 'account-name-taken', name });
      return fail(fileErrorOf(cause, dirname(secretsFile), secretsFile));
    }
  }

  function rename(id: string, name: string): Result<Account> {
    const account = rows.byId(id);
    if (!account) return fail(accountNotFound(id));
    const free = freeName(name, id);
    if (!free.ok) return free;
    const renamed = { ...account, name: free.value };
    return changing(renamed, free.value, () => {
      rows.rename(id, free.value);
      const [before, after] = [{ name: account.name }, { name: free.value }];
      recordAction({ what: 'account.renamed', accountId: id, before, after });
    });
  }

  function setSupportEmail(id: string, address: string | null): Result<Account> {
    const account = openAccount(id);
    if (!account) return notOpen(id);
    const checked = accountSchema.shape.supportEmail.safeParse(address);
    if (!checked.success)
      return fail(address ? { code: 'email-malformed', input: address } : { code: 'email-missing' });
    return changing({ ...account, supportEmail: address }, account.name, () => {
      rows.setSupportEmail(id, address);
      const [before, after] = [{ supportEmail: account.supportEmail }, { supportEmail: address }];
      recordAction({ what: 'account.support-changed', accountId: id, before, after });
    });
  }

  function remove(id: string): Result<null> {
    const account = openAccount(id);
    if (!account) return notOpen(id);
    return changing(null, account.name, () => {
      rows.close(id, now());
      recordAction({ what: 'account.removed', accountId: id, before: account });
      vault.forget(id);
    });
  }

  async function replaceKey(id: string, kind: SourceKind, key: string): Promise<Result<Account>> {
    const account = openAccount(id);
    if (!account) return notOpen(id);
    if (!account.sources.some((source) => source.kind === kind)) {
      return fail({ code: 'source-not-supported', source: kind });
    }
    const keep = await sealed(kind, key);
    if (!keep.ok) return keep;
    return changing(account, account.name, () => {
      rows.setHash(id, kind, hashKey(key));
      recordAction({ what: 'account.key-replaced', accountId: id, after: { kind } });
      keep.value(id, kind);
    });
  }

  async function keyFor(id: string, kind: SourceKind): Promise<Result<string>> {
    const account = openAccount(id);
    if (!account) return notOpen(id);
    if (account.practice) return ok(practiceKeys[kind]);
    const fromEnvironment = environmentKey(kind);
    if (fromEnvironment !== null && isThisAccounts(fromEnvironment, id, kind)) return ok(fromEnvironment);
    const kept = await vault.read(id, kind);
    if (kept.place !== 'none') return ok(kept.key);
    if (fromEnvironment !== null) {
      return fail({ code: 'key-not-this-accounts', account: account.name, variable: variables[kind] });
    }
    if (kept.reason !== null) return fail({ code: 'secret-store-failed', reason: kept.reason });
    return fail({ code: 'key-missing', account: account.name });
  }

  async function keyPlace(id: string): Promise<KeyPlace> {
    const account = openAccount(id);
    if (!account) return 'none';
    // Always at hand, like a stored key.
    if (account.practice) return 'secret-store';
    const places = await Promise.all(account.sources.map(({ kind }) => keyPlaceOf(id, kind)));
    return worstFirst.find((place) => places.includes(place)) ?? 'none';
  }

  async function keyPlaceOf(id: string, kind: SourceKind): Promise<KeyPlace> {
    const fromEnvironment = environmentKey(kind);
    if (fromEnvironment !== null && isThisAccounts(fromEnvironment, id, kind)) return 'environment';
    return (await vault.read(id, kind)).place;
  }

  const environmentKey = (kind: SourceKind): string | null => environment[variables[kind]]?.trim() || null;

  function isThisAccounts(key: string, id: string, kind: SourceKind): boolean {
    const hash = rows.hashOf(id, kind);
    return hash !== null && isKeyOf(key, hash);
  }

  return {
    list: rows.open,
    all: rows.all,
    get: openAccount,
    known: rows.byId,
    find: (idOrName) => rows.byId(idOrName) ?? rows.byName(idOrName),
    add,
    addSource,
    rename,
    setSupportEmail,
    remove,
    replaceKey,
    keyPlace,
    keyFor,
    practiceOf: rows.practiceOf,
    saveClockOffset: rows.setClockOffset,
    recordAction,
    actions,
    ...createPastedKeys(),
  };
}

/** A server that is named is the same as one that need not be. */
const serverOf = (kind: SourceKind, baseUrl: string | null): string => baseUrl ?? vendorServers[kind];
