import { randomUUID } from 'node:crypto';
import {
  type Account,
  accountNotFound,
  accountSchema,
  type Role,
  type SourceKind,
  type SourceSettings,
} from '#shared/accounts.ts';
import { describeKey } from '#shared/keys.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import type { Emit } from '../events/index.ts';
import type { Clock, Logger, SecretStore } from '../platform/ports.ts';
import { type AccountKeys, createAccountKeys } from './account-keys.ts';
import { createFreeName } from './free-name.ts';
import { createChangeRows } from './change-account-rows.ts';
import { closedAccountOf } from './closed-account.ts';
import { type AccountRows, createAccountRows, type PracticeParameters } from './account-rows.ts';
import { type Actions, createActions, type RecordAction } from './actions.ts';
import { checkSource } from './check-source.ts';
import { hashKey, type KeyHash } from './key-hash.ts';
import { createKeyVault, type KeepKey } from './key-vault.ts';
import { createAddForDocuments } from './document-account.ts';
import { createAddPreset, type PresetAccount } from './preset-account.ts';

export type { Actions, RecordAction } from './actions.ts';
export { createAccountRows, type PracticeParameters } from './account-rows.ts';
export { environmentKey } from './account-keys.ts';
export { isKeyOf, type KeyHash } from './key-hash.ts';
export { checkCustomer } from './check-source.ts';
export { createSecretsFile, secretsIn } from './secrets-file.ts';

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
  readonly emit: Emit<'accounts.changed'>;
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

/** The accounts that there are. */
export interface AccountList {
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
}

/** The accounts, and the keys that their sources are opened with. */
export interface Accounts extends AccountList {
  /** Adds an account. Where the same customer of the same server was closed, that account is opened again and goes on. */
  add(account: NewAccount): Promise<Result<Account>>;
  /** Adds an account that waits for its key; does nothing where it is there already, or was and is closed. */
  addPreset(preset: PresetAccount): Result<null>;
  /** An account whose invoices come as documents alone; the closed one of that name is opened again. */
  addForDocuments(name: string): Result<Account>;
  /** A second source of the same account; `source-exists` where it has one of the kind. The key is not used for a practice account. */
  addSource(id: string, source: SourceSettings, key: string): Promise<Result<Account>>;
  rename(id: string, name: string): Result<Account>;
  /** The address of the vendor's support; null for none. */
  setSupportEmail(id: string, address: string | null): Result<Account>;
  /** Closes the account and forgets its keys; what was archived under it stays in reach. */
  remove(id: string): Result<null>;
  replaceKey(id: string, kind: SourceKind, key: string): Promise<Result<Account>>;
  readonly keys: AccountKeys;
  readonly practice: AccountRows['practice'];
  readonly recordAction: RecordAction;
  readonly actions: Omit<Actions, 'record'>;
}

export function createAccounts(dependencies: AccountsDependencies): Accounts {
  const { db, clock, environment, secretStore, secretsFile, userName, logger, emit } = dependencies;
  const vault = createKeyVault({ db, secretStore, secretsFile, logger: logger.child('accounts') });
  const rows = createAccountRows(db);
  const { record: recordAction, ...actions } = createActions(db, clock, userName);
  const changing = createChangeRows(db, secretsFile, emit);
  const now = () => instantFromMillis(clock.now());
  const freeName = createFreeName(rows);

  function openAccount(id: string): Account | null {
    const account = rows.byId(id);
    return account?.closedAt === null ? account : null;
  }

  function notOpen(id: string): Result<never> {
    const closed = rows.byId(id);
    return fail(closed ? { code: 'account-closed', account: closed.name } : accountNotFound(id));
  }

  const opened = (id: string): Result<Account> => {
    const account = openAccount(id);
    return account ? ok(account) : notOpen(id);
  };

  async function add({ name, role, source, key, practice }: NewAccount): Promise<Result<Account>> {
    const settings = checkSource(source);
    if (!settings.ok) return settings;
    const closed = practice ? null : closedAccountOf(rows, settings.value, key);
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

  function reopen(closed: Account, account: Account, hash: KeyHash, keep: KeepKey | undefined): Result<Account> {
    const [{ kind } = { kind: 'stripe' as const }] = account.sources;
    const settings = closed.sources.filter((source) => source.kind === kind);
    const found = { openAlready: false };
    const reopened = changing({ ...account, sources: settings }, account.name, () => {
      // Another process may have opened it meanwhile.
      found.openAlready = !rows.reopen(account, kind);
      if (found.openAlready) return;
      rows.hashes.set(account.id, kind, hash);
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

  async function sealed(kind: SourceKind, key: string): Promise<Result<KeepKey>> {
    const described = describeKey(key, kind);
    return described.ok ? ok(await vault.seal(key)) : described;
  }

  function rename(id: string, name: string): Result<Account> {
    const account = rows.byId(id);
    if (!account) return fail(accountNotFound(id));
    const free = freeName(name, id);
    if (!free.ok) return free;
    return changing({ ...account, name: free.value }, free.value, () => {
      rows.rename(id, free.value);
      const [before, after] = [{ name: account.name }, { name: free.value }];
      recordAction({ what: 'account.renamed', accountId: id, before, after });
    });
  }

  function setSupportEmail(id: string, address: string | null): Result<Account> {
    const account = openAccount(id);
    if (!account) return notOpen(id);
    if (!accountSchema.shape.supportEmail.safeParse(address).success)
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
      rows.hashes.set(id, kind, hashKey(key));
      recordAction({ what: 'account.key-replaced', accountId: id, after: { kind } });
      keep.value(id, kind);
    });
  }

  return {
    list: rows.open,
    all: rows.all,
    get: openAccount,
    known: rows.byId,
    find: (idOrName) => rows.byId(idOrName) ?? rows.byName(idOrName),
    add,
    addPreset: createAddPreset({ rows, changing, freeName, recordAction, now }),
    addForDocuments: createAddForDocuments({ rows, changing, freeName, recordAction, now }),
    addSource,
    rename,
    setSupportEmail,
    remove,
    replaceKey,
    keys: createAccountKeys(rows, vault, environment, opened),
    practice: rows.practice,
    recordAction,
    actions,
  };
}
