import type { Migration } from '../migration.ts';

export const channels: Migration = {
  version: 31,
  name: 'channels',
  sql: /* sql */ `
    -- Where somebody is told, beside this computer. Passwords and addresses are in the secret store.
    CREATE TABLE channels (
      id            TEXT PRIMARY KEY,    -- UUID v7
      kind          TEXT NOT NULL,
      config        TEXT NOT NULL,       -- JSON, without secrets
      host          TEXT NOT NULL,       -- the server that it goes to
      created_at    TEXT NOT NULL,
      removed_at    TEXT,
      error         TEXT,                -- JSON AppError, while nothing gets through
      failing_since TEXT,
      misses        INTEGER NOT NULL DEFAULT 0,
      next_try_at   TEXT,
      told_at       TEXT,                -- when somebody was told of that
      delivered_at  TEXT                 -- when something last arrived
    ) STRICT;

    -- What is chosen otherwise than to tell everything. Of an account, or ('') of all that chose nothing themselves.
    CREATE TABLE channel_choices (
      channel_id TEXT NOT NULL,          -- or 'desktop'
      account_id TEXT NOT NULL,
      kind       TEXT NOT NULL,
      told       INTEGER NOT NULL CHECK (told IN (0, 1)),
      PRIMARY KEY (channel_id, account_id, kind)
    ) STRICT, WITHOUT ROWID;

    -- The outbox of channels: a notification, or a digest, on its way to one of them.
    CREATE TABLE deliveries (
      id              INTEGER PRIMARY KEY AUTOINCREMENT,
      event_id        TEXT NOT NULL UNIQUE, -- the same in each attempt: by it a receiver knows a repeat
      channel_id      TEXT NOT NULL REFERENCES channels(id),
      notification_id INTEGER REFERENCES notifications(id),
      digest          TEXT,                 -- the first day of the time that it sums up
      state           TEXT NOT NULL DEFAULT 'pending'
                      CHECK (state IN ('pending', 'delivering', 'delivered', 'failed', 'refused', 'withdrawn')),
      created_at      TEXT NOT NULL,
      holder          TEXT,
      claimed_at      TEXT,
      attempts        INTEGER NOT NULL DEFAULT 0,
      next_try_at     TEXT,
      delivered_at    TEXT,
      answer          TEXT,
      error           TEXT,                 -- JSON AppError
      CHECK ((notification_id IS NULL) <> (digest IS NULL)),
      UNIQUE (channel_id, notification_id),
      UNIQUE (channel_id, digest)
    ) STRICT;
    CREATE INDEX deliveries_waiting ON deliveries(channel_id, id) WHERE state IN ('pending', 'delivering', 'failed');
    CREATE INDEX deliveries_of ON deliveries(notification_id);

    -- Whoever writes a notification writes its deliveries with it, in the same transaction.
    CREATE TRIGGER notifications_deliveries AFTER INSERT ON notifications BEGIN
      INSERT INTO deliveries (event_id, channel_id, notification_id, created_at)
      SELECT lower(hex(randomblob(16))), c.id, NEW.id, NEW.created_at
      FROM channels c JOIN accounts a ON a.id = NEW.account_id
      WHERE c.removed_at IS NULL AND c.kind <> 'heartbeat' AND a.practice = 0
        AND coalesce(
          (SELECT told FROM channel_choices WHERE channel_id = c.id AND account_id = NEW.account_id AND kind = NEW.kind),
          (SELECT told FROM channel_choices WHERE channel_id = c.id AND account_id = '' AND kind = NEW.kind), 1) = 1;
      UPDATE notifications SET state = 'withdrawn' WHERE id = NEW.id AND coalesce(
          (SELECT told FROM channel_choices WHERE channel_id = 'desktop' AND account_id = NEW.account_id AND kind = NEW.kind),
          (SELECT told FROM channel_choices WHERE channel_id = 'desktop' AND account_id = '' AND kind = NEW.kind), 1) = 0;
    END;

    -- What was told beside alerts: each thing once. One notification may tell of several.
    CREATE TABLE notices (
      id              INTEGER PRIMARY KEY AUTOINCREMENT,
      account_id      TEXT NOT NULL REFERENCES accounts(id),
      kind            TEXT NOT NULL,
      subject         TEXT NOT NULL,
      facts           TEXT NOT NULL,        -- JSON
      noticed_at      TEXT NOT NULL,
      notification_id INTEGER NOT NULL REFERENCES notifications(id),
      UNIQUE (account_id, kind, subject)
    ) STRICT;
    CREATE INDEX notices_of ON notices(notification_id);

    ALTER TABLE alerts ADD COLUMN name TEXT;
    ALTER TABLE alerts ADD COLUMN note TEXT;
    ALTER TABLE alerts ADD COLUMN paused_until TEXT; -- instant
  `,
};
