import type { Migration } from '../migration.ts';

export const watch: Migration = {
  version: 2,
  name: 'watch',
  sql: /* sql */ `
    -- When each account is looked at next, in wall-clock time, and how its last looks went.
    CREATE TABLE watch_schedule (
      account_id      TEXT PRIMARY KEY REFERENCES accounts(id) ON DELETE CASCADE,
      next_due_at     TEXT NOT NULL,
      not_before      TEXT,            -- the vendor's Retry-After
      last_attempt_at TEXT,
      last_success_at TEXT,
      misses          INTEGER NOT NULL DEFAULT 0,
      stopped         INTEGER NOT NULL DEFAULT 0,  -- the key was refused: no polls until it is replaced
      error           TEXT             -- JSON AppError of the last attempt
    ) STRICT;

    -- One row for a run of polls that learned the same; the newest row of an account is its snapshot.
    CREATE TABLE snapshots (
      id          INTEGER PRIMARY KEY,
      account_id  TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      first_as_of TEXT NOT NULL,
      as_of       TEXT NOT NULL,
      content     TEXT NOT NULL,       -- hash of the body without times and forecasts
      body        TEXT NOT NULL        -- JSON, snapshotSchema
    ) STRICT;
    CREATE INDEX snapshots_by_account ON snapshots(account_id, id);

    CREATE TABLE polls (
      id          INTEGER PRIMARY KEY,
      account_id  TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      at          TEXT NOT NULL,
      duration_ms INTEGER NOT NULL,
      ok          INTEGER NOT NULL,
      error       TEXT,                -- JSON AppError
      amounts     TEXT NOT NULL        -- JSON, pollSchema.amounts
    ) STRICT;
    CREATE INDEX polls_by_account ON polls(account_id, at);

    -- The last figures of each day, to compare forecasts with the final invoice.
    CREATE TABLE daily_estimates (
      account_id      TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      subscription_id TEXT NOT NULL,
      period_start    TEXT NOT NULL,
      day             TEXT NOT NULL,
      as_of           TEXT NOT NULL,
      total           INTEGER NOT NULL,
      forecast        INTEGER,
      method          TEXT,
      currency        TEXT NOT NULL,
      PRIMARY KEY (account_id, subscription_id, period_start, day)
    ) STRICT, WITHOUT ROWID;

    -- Periods that were watched or missed, each until its final invoice has been compared.
    CREATE TABLE watched_periods (
      account_id      TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      subscription_id TEXT NOT NULL,
      plan            TEXT NOT NULL,
      period_start    TEXT NOT NULL,
      period_end      TEXT NOT NULL,
      closed_seen_at  TEXT,            -- when Billfold first noticed that it was over
      settled_at      TEXT,            -- when the final invoice was compared, or the search given up
      invoice_id      TEXT,
      final_amount    INTEGER,
      final_currency  TEXT,
      PRIMARY KEY (account_id, subscription_id, period_start)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE alerts (
      id         INTEGER PRIMARY KEY AUTOINCREMENT,
      account_id TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      measure    TEXT NOT NULL,
      threshold  INTEGER NOT NULL CHECK (threshold > 0),
      unit       TEXT NOT NULL,        -- ISO 4217 code
      steps      TEXT NOT NULL,        -- JSON list of early steps, ascending
      created_at TEXT NOT NULL,
      removed_at TEXT,
      UNIQUE (account_id, measure, threshold, unit)
    ) STRICT;

    -- The outbox: what to tell, and how telling it went. It and the firings are evidence and are never deleted.
    CREATE TABLE notifications (
      id          INTEGER PRIMARY KEY AUTOINCREMENT,
      account_id  TEXT NOT NULL REFERENCES accounts(id),
      kind        TEXT NOT NULL CHECK (kind IN ('firing', 'outage')),
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
    CREATE INDEX notifications_undelivered ON notifications(id) WHERE state IN ('pending', 'delivering', 'failed');

    -- Once per billing period: the identity of a firing is a unique row.
    CREATE TABLE firings (
      id              INTEGER PRIMARY KEY AUTOINCREMENT,
      account_id      TEXT NOT NULL REFERENCES accounts(id),
      account_name    TEXT NOT NULL,
      practice        INTEGER NOT NULL,
      alert_id        INTEGER NOT NULL,
      subscription_id TEXT NOT NULL,
      plan            TEXT NOT NULL,
      name_plan       INTEGER NOT NULL, -- the customer has several subscriptions
      measure         TEXT NOT NULL,
      threshold       INTEGER NOT NULL,
      unit            TEXT NOT NULL,
      step            INTEGER NOT NULL,
      period_start    TEXT NOT NULL,
      period_end      TEXT NOT NULL,
      amount          INTEGER NOT NULL,
      late            INTEGER NOT NULL,
      as_of           TEXT NOT NULL,
      fired_at        TEXT NOT NULL,
      notification_id INTEGER NOT NULL REFERENCES notifications(id),
      seen_at         TEXT,
      seen_how        TEXT CHECK (seen_how IN ('click', 'app')),
      UNIQUE (account_id, subscription_id, measure, threshold, step, unit, period_start)
    ) STRICT;
    CREATE INDEX firings_by_notification ON firings(notification_id);
    CREATE INDEX firings_unseen ON firings(account_id) WHERE seen_at IS NULL;

    -- A stretch without a successful check that was long enough to tell about.
    CREATE TABLE outages (
      id              INTEGER PRIMARY KEY,
      account_id      TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      raised_at       TEXT NOT NULL,
      since           TEXT,            -- null: the key was refused
      ended_at        TEXT,
      notification_id INTEGER NOT NULL REFERENCES notifications(id)
    ) STRICT;
    CREATE UNIQUE INDEX outages_open ON outages(account_id) WHERE ended_at IS NULL;

    CREATE TABLE leases (
      name       TEXT PRIMARY KEY,
      holder     TEXT NOT NULL,
      renewed_at TEXT NOT NULL
    ) STRICT;
  `,
};
