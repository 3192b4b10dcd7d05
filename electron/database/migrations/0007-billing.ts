import type { Migration } from '../migration.ts';

export const billing: Migration = {
  version: 7,
  name: 'billing',
  sql: /* sql */ `
    -- Anew for the sake of its kinds, which SQLite cannot change in place; from now on the code knows them.
    CREATE TABLE notifications_anew (
      id          INTEGER PRIMARY KEY AUTOINCREMENT,
      account_id  TEXT NOT NULL REFERENCES accounts(id),
      kind        TEXT NOT NULL,
      state       TEXT NOT NULL DEFAULT 'pending'
                  CHECK (state IN ('pending', 'delivering', 'shown', 'failed', 'withdrawn')),
      created_at  TEXT NOT NULL,
      holder      TEXT,
      claimed_at  TEXT,
      attempts    INTEGER NOT NULL DEFAULT 0,
      next_try_at TEXT,
      notifier    TEXT,
      shown_at    TEXT,
      failure     TEXT
    ) STRICT;
    INSERT INTO notifications_anew
      SELECT id, account_id, kind, state, created_at, holder, claimed_at, attempts, next_try_at, notifier, shown_at, failure
      FROM notifications;
    DROP TABLE notifications;
    ALTER TABLE notifications_anew RENAME TO notifications;
    CREATE INDEX notifications_undelivered ON notifications(id) WHERE state IN ('pending', 'delivering', 'failed');

    -- The billing details that the user knows: as first seen, as approved, or as changed through Billfold.
    CREATE TABLE approved_details (
      account_id TEXT PRIMARY KEY REFERENCES accounts(id) ON DELETE CASCADE,
      details    TEXT NOT NULL,        -- JSON
      own_change_at INTEGER NOT NULL DEFAULT 0 -- milliseconds: readings begun before say nothing
    ) STRICT;

    -- Own changes whose effect has not been seen yet: what they lead to is nobody else's change.
    CREATE TABLE own_details_changes (
      id          INTEGER PRIMARY KEY,
      account_id  TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      begun_at    INTEGER NOT NULL,    -- milliseconds since 1970
      differences TEXT NOT NULL        -- JSON
    ) STRICT;
    CREATE INDEX own_details_changes_by_account ON own_details_changes(account_id);

    -- Details that changed elsewhere: a row with its one notification for each change that was noticed.
    CREATE TABLE details_changes (
      id              INTEGER PRIMARY KEY AUTOINCREMENT,
      account_id      TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      noticed_at      TEXT NOT NULL,
      details         TEXT NOT NULL,   -- JSON: as they were found
      ended_at        TEXT,            -- approved, changed again, or taken back elsewhere
      notification_id INTEGER NOT NULL REFERENCES notifications(id)
    ) STRICT;
    CREATE UNIQUE INDEX details_changes_open ON details_changes(account_id) WHERE ended_at IS NULL;
    CREATE INDEX details_changes_by_notification ON details_changes(notification_id);

    -- Written before a change is sent: 'unknown' until its end is known.
    ALTER TABLE actions ADD COLUMN outcome TEXT NOT NULL DEFAULT 'done' CHECK (outcome IN ('done', 'unknown', 'failed'));
    CREATE INDEX actions_by_account ON actions(account_id, id);
  `,
};
