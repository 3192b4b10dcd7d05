import Sqlite from 'better-sqlite3';
import type { SourceKind } from '#shared/accounts.ts';
import type { Instant } from '#shared/time.ts';
import type { KeyHash } from '../accounts/index.ts';
import type { DocumentName } from '../archive/index.ts';

export interface SourceFacts {
  readonly kind: SourceKind;
  /** A server of its own; null for the vendor's. */
  readonly baseUrl: string | null;
  /** By which its key is known; null where it never had one. */
  readonly key: KeyHash | null;
}

/** An open account as the doctor sees it: without its name. */
export interface AccountFacts {
  readonly id: string;
  readonly practice: boolean;
  readonly sources: readonly SourceFacts[];
  readonly lastAttemptAt: Instant | null;
  readonly lastSuccessAt: Instant | null;
  /** Its key was refused: it is not checked until it has another one. */
  readonly stopped: boolean;
}

/** Something elsewhere that somebody set up, and what was written down of the last time it was asked. */
export interface Contact {
  readonly host: string;
  readonly failingSince: Instant | null;
  readonly answeredAt: Instant | null;
}

export interface Facts {
  readonly accounts: readonly AccountFacts[];
  readonly invoices: number;
  readonly documents: number;
  /** Of some documents, the newest ones. */
  readonly sample: readonly DocumentName[];
  /** What the mark of the archive's folder must be; null before something is stored. */
  readonly archive: string | null;
  /** The latest moment that this computer wrote down by its own clock. */
  readonly latest: Instant | null;
  /** How the last notification that was tried ended. */
  readonly notification: { readonly shown: boolean; readonly at: Instant } | null;
  readonly mailboxes: readonly Contact[];
  readonly channels: readonly Contact[];
  /** The server of the team; none where this computer is in no team. */
  readonly team: readonly Contact[];
}

interface SourceRow extends Pick<SourceFacts, 'kind' | 'baseUrl'> {
  readonly salt: Uint8Array | null;
  readonly hash: Uint8Array | null;
}

interface AccountRow {
  readonly id: string;
  readonly practice: number;
  readonly lastAttemptAt: Instant | null;
  readonly lastSuccessAt: Instant | null;
  readonly stopped: number | null;
}

// Of so many documents one is there, or the folder is another one.
const sampled = 20;

const latestSql = `SELECT max(at) FROM (SELECT max(at) AS at FROM actions UNION ALL SELECT max(last_attempt_at)
         FROM watch_schedule JOIN accounts ON id = account_id WHERE practice = 0)`;

export const versionOf = (file: string): number =>
  withDatabase(file, (db) => Number(db.pragma('user_version', { simple: true })));

/** Reads a database of today's shape and changes nothing in it. Throws SQLite's errors. */
export const factsOf = (file: string): Facts =>
  withDatabase(file, (db) => {
    const count = (rows: string): number => db.prepare<[], number>(`SELECT count(*) FROM ${rows}`).pluck().get() ?? 0;
    const sources = db.prepare<[string], SourceRow>(
      `SELECT kind, base_url AS baseUrl, key_salt AS salt, key_hash AS hash
       FROM account_sources WHERE account_id = ? ORDER BY rowid`,
    );
    const contacts = (rows: string): Contact[] =>
      db.prepare<[], Contact>(`SELECT host, failing_since AS failingSince, ${rows} ORDER BY 1`).all();
    const accounts = db
      .prepare<[], AccountRow>(
        `SELECT id, practice, last_attempt_at AS lastAttemptAt, last_success_at AS lastSuccessAt, stopped
         FROM accounts LEFT JOIN watch_schedule ON account_id = id WHERE removed_at IS NULL ORDER BY created_at`,
      )
      .all();
    const notification = db
      .prepare<[], { state: string; at: Instant }>(
        `SELECT state, coalesce(shown_at, claimed_at, created_at) AS at FROM notifications
         WHERE state IN ('shown', 'failed') ORDER BY id DESC LIMIT 1`,
      )
      .get();
    return {
      accounts: accounts.map(({ practice, stopped, ...others }) => ({
        ...others,
        practice: practice === 1,
        stopped: stopped === 1,
        sources: sources
          .all(others.id)
          .map(({ salt, hash, ...source }) => ({ ...source, key: salt && hash ? { salt, hash } : null })),
      })),
      invoices: count('invoices'),
      documents: count('invoices WHERE document_sha256 IS NOT NULL'),
      sample: db
        .prepare<[], DocumentName>(
          `SELECT document_sha256 AS sha256, document_kind AS kind FROM invoices WHERE document_sha256 IS NOT NULL ORDER BY row DESC LIMIT ${sampled}`,
        )
        .all(),
      archive: db.prepare<[], string>('SELECT id FROM archive_folder').pluck().get() ?? null,
      // A practice account has a clock of its own, which may be ahead.
      latest: db.prepare<[], Instant | null>(latestSql).pluck().get() ?? null,
      notification: notification ? { shown: notification.state === 'shown', at: notification.at } : null,
      mailboxes: contacts(
        `read_at AS answeredAt FROM mailboxes JOIN accounts ON accounts.id = account_id WHERE removed_at IS NULL`,
      ),
      channels: contacts('delivered_at AS answeredAt FROM channels WHERE removed_at IS NULL'),
      team: contacts(`received_at AS answeredAt FROM (SELECT *, server ->> 'host' AS host FROM team_desk)`),
    };
  });

function withDatabase<T>(file: string, read: (db: Sqlite.Database) => T): T {
  const db = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 2_000 });
  try {
    return read(db);
  } finally {
    db.close();
  }
}
