import SqliteError from 'better-sqlite3';
import { type Account, accountSchema, type SourceKind, type SourceSettings } from '#shared/accounts.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import { nameKey } from './account-name.ts';
import type { KeyHash } from './key-hash.ts';

/** What makes a practice account the same at every start. Times in milliseconds; `clockOffset` is ahead of the real time. */
export interface PracticeParameters {
  readonly seed: number;
  readonly invoices: number;
  readonly anchor: number;
  readonly clockOffset: number;
}

type AccountRow = Omit<Account, 'practice' | 'sources'> & { readonly practice: number };

const accountColumns =
  'id, name, role, practice, support_email AS supportEmail, created_at AS createdAt, removed_at AS closedAt';

export type AccountRows = ReturnType<typeof createAccountRows>;

/** Accounts in the database, open and closed. A practice account that was removed is neither: its invoices went with it. */
export function createAccountRows(db: Database) {
  const select = (where: string) =>
    db.prepare<string[], AccountRow>(
      `SELECT ${accountColumns} FROM accounts WHERE (removed_at IS NULL OR practice = 0) AND ${where}
       ORDER BY removed_at IS NOT NULL, created_at, rowid`,
    );
  const everyone = select('TRUE');
  const open = select('removed_at IS NULL');
  const byId = select('id = ?');
  const byName = select('name_key = ?');
  const sources = db.prepare<[string]>(
    'SELECT kind, base_url AS baseUrl, customer_id AS customerId FROM account_sources WHERE account_id = ? ORDER BY rowid',
  );
  const insertAccount = db.prepare(
    'INSERT INTO accounts (id, name, name_key, role, practice, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const insertSource = db.prepare(
    'INSERT INTO account_sources (account_id, kind, base_url, customer_id, key_salt, key_hash) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const insertPractice = db.prepare(
    'INSERT INTO practice_accounts (account_id, seed, invoices, anchor, clock_offset) VALUES (?, ?, ?, ?, ?)',
  );
  const practice = db.prepare<[string], PracticeParameters>(
    'SELECT seed, invoices, anchor, clock_offset AS clockOffset FROM practice_accounts WHERE account_id = ?',
  );
  const hashes = db.prepare<[string, string], { [Part in keyof KeyHash]: Uint8Array | null }>(
    'SELECT key_salt AS salt, key_hash AS hash FROM account_sources WHERE account_id = ? AND kind = ?',
  );
  const setHash = db.prepare('UPDATE account_sources SET key_salt = ?, key_hash = ? WHERE account_id = ? AND kind = ?');
  const setName = db.prepare('UPDATE accounts SET name = ?, name_key = ? WHERE id = ?');
  const setSupport = db.prepare('UPDATE accounts SET support_email = ? WHERE id = ? AND removed_at IS NULL');
  const setOffset = db.prepare('UPDATE practice_accounts SET clock_offset = ? WHERE account_id = ?');
  const setRemoved = db.prepare('UPDATE accounts SET removed_at = ? WHERE id = ? AND removed_at IS NULL');
  const setOpen = db.prepare(
    'UPDATE accounts SET removed_at = NULL, name = ?, name_key = ?, role = ? WHERE id = ? AND removed_at IS NOT NULL',
  );
  const dropOtherSources = db.prepare('DELETE FROM account_sources WHERE account_id = ? AND kind <> ?');

  const toAccount = (row: AccountRow): Account =>
    accountSchema.parse({ ...row, practice: row.practice === 1, sources: sources.all(row.id) });
  const first = (rows: readonly AccountRow[]): Account | null => (rows[0] ? toAccount(rows[0]) : null);

  return {
    /** Open ones, oldest first. */
    open: () => open.all().map(toAccount),
    /** Closed ones follow the open ones. */
    all: () => everyone.all().map(toAccount),
    /** Open or closed. */
    byId: (id: string) => first(byId.all(id)),
    /** In letters of either case; open or closed. */
    byName: (name: string) => first(byName.all(nameKey(name))),

    insert(account: Account, hash: KeyHash | null, parameters: PracticeParameters | null): void {
      const { id, name, role, createdAt } = account;
      insertAccount.run(id, name, nameKey(name), role, account.practice ? 1 : 0, createdAt);
      for (const { kind, baseUrl, customerId } of account.sources) {
        insertSource.run(id, kind, baseUrl, customerId, hash?.salt ?? null, hash?.hash ?? null);
      }
      if (!parameters) return;
      insertPractice.run(id, parameters.seed, parameters.invoices, parameters.anchor, parameters.clockOffset);
    },

    insertSource(id: string, { kind, baseUrl, customerId }: SourceSettings, hash: KeyHash | null): void {
      insertSource.run(id, kind, baseUrl, customerId, hash?.salt ?? null, hash?.hash ?? null);
    },

    rename(id: string, name: string): void {
      setName.run(name, nameKey(name), id);
    },

    setSupportEmail(id: string, address: string | null): void {
      setSupport.run(address, id);
    },

    /** Its key's hash stays: where a vendor gives customers no id it is what tells that the same one comes back. */
    close(id: string, at: Instant): void {
      setRemoved.run(at, id);
    },

    /** Opens a closed account with one of its sources; another one is joined again with its own key. */
    reopen({ id, name, role }: Account, kind: SourceKind): boolean {
      if (setOpen.run(name, nameKey(name), role, id).changes === 0) return false;
      dropOtherSources.run(id, kind);
      return true;
    },

    /** By which the key of an account's source is known again. */
    hashes: {
      of(id: string, kind: SourceKind): KeyHash | null {
        const { salt, hash } = hashes.get(id, kind) ?? {};
        return salt && hash ? { salt, hash } : null;
      },
      set(id: string, kind: SourceKind, { salt, hash }: KeyHash): void {
        setHash.run(salt, hash, id, kind);
      },
    },

    practice: {
      /** Null where the account is no practice account. */
      parametersOf: (id: string) => practice.get(id) ?? null,
      saveClockOffset(id: string, millis: number): void {
        setOffset.run(millis, id);
      },
    },
  };
}

/** Whether the database refused because another account has that name: two processes may both have found it free. */
export const isNameTaken = (cause: unknown): boolean =>
  cause instanceof SqliteError.SqliteError && cause.code === 'SQLITE_CONSTRAINT_UNIQUE';
