import type { Migration } from '../migration.ts';

export const team: Migration = {
  version: 38,
  name: 'team',
  sql: /* sql */ `
    -- Empty where the archive is one desk's own.
    CREATE TABLE team_desk (
      only      INTEGER PRIMARY KEY CHECK (only = 1),
      desk      TEXT NOT NULL,          -- UUID
      server    TEXT NOT NULL,          -- JSON teamServerSchema: no password
      member    TEXT NOT NULL,          -- name
      role      TEXT NOT NULL CHECK (role IN ('administrator', 'finance', 'viewer')),
      joined_at TEXT NOT NULL,
      seq       INTEGER NOT NULL,       -- everything of the journal up to here is here
      last      TEXT,                   -- id of the transaction that has this number
      received_at TEXT,                 -- when the server last answered
      failing_since TEXT,
      error     TEXT                    -- JSON AppError, while it does not answer
    ) STRICT;

    -- What this desk changed, and what it got: kept 90 days, longer while it is not sent.
    CREATE TABLE team_changes (
      place          INTEGER PRIMARY KEY AUTOINCREMENT,
      id             TEXT NOT NULL UNIQUE,    -- UUID v7
      transaction_id TEXT NOT NULL,
      table_name     TEXT NOT NULL,
      key            TEXT NOT NULL,           -- JSON list
      kind           TEXT NOT NULL CHECK (kind IN ('insert', 'update', 'delete')),
      vals           TEXT NOT NULL,           -- JSON by column
      former         TEXT NOT NULL,           -- the same before
      at             TEXT NOT NULL,
      schema         INTEGER NOT NULL,
      own            INTEGER NOT NULL CHECK (own IN (0, 1)),
      member         TEXT,                    -- null: of this desk
      seq            INTEGER,                 -- place of its transaction in the journal; null: not sent
      aside          TEXT,                    -- why it is kept and not applied
      overruled      TEXT                     -- JSON: columns in which it wrote over what this desk's member had written
    ) STRICT;
    CREATE INDEX team_changes_pending ON team_changes(place) WHERE seq IS NULL AND aside IS NULL;
    CREATE INDEX team_changes_of_row ON team_changes(table_name, key, seq) WHERE own = 1;
    CREATE INDEX team_changes_by_seq ON team_changes(seq);
    CREATE INDEX team_changes_aside ON team_changes(place) WHERE aside IS NOT NULL;

    -- Documents of the team's whose bytes are not here yet.
    CREATE TABLE wanted_documents (
      invoice INTEGER NOT NULL REFERENCES invoices(row) ON DELETE CASCADE,
      version INTEGER NOT NULL,         -- 0: of the newest
      sha256  TEXT NOT NULL,
      bytes   INTEGER NOT NULL,
      PRIMARY KEY (invoice, version)
    ) STRICT, WITHOUT ROWID;
  `,
};
