import type { Migration } from '../migration.ts';

export const periods: Migration = {
  version: 15,
  name: 'periods',
  sql: /* sql */ `
    -- A period has an identity of its own, with the bounds first seen: what a vendor tells later may move.
    CREATE TABLE periods (
      id             INTEGER PRIMARY KEY AUTOINCREMENT,
      account_id     TEXT REFERENCES accounts(id),   -- null: of all accounts together
      subject        TEXT NOT NULL,    -- a subscription's id, 'usage', 'account' or 'all'
      time_window    TEXT NOT NULL CHECK (time_window IN ('billing-period', 'calendar-month')),
      plan           TEXT NOT NULL,
      period_start   TEXT NOT NULL,
      period_end     TEXT NOT NULL,
      currency       TEXT,             -- in which it was last billed
      closed_seen_at TEXT,             -- when Billfold first noticed that it was over
      settled_at     TEXT,             -- when the final invoice was compared, or the search given up
      invoice_id     TEXT,
      final_amount   INTEGER,
      final_currency TEXT
    ) STRICT;
    INSERT INTO periods (account_id, subject, time_window, plan, period_start, period_end, currency,
        closed_seen_at, settled_at, invoice_id, final_amount, final_currency)
      SELECT account_id, subscription_id, 'billing-period', plan, period_start, period_end, final_currency,
        closed_seen_at, settled_at, invoice_id, final_amount, final_currency
      FROM watched_periods ORDER BY period_start, account_id, subscription_id;
    -- What fired is evidence, also where its period was not kept. It is not waited for.
    INSERT INTO periods (account_id, subject, time_window, plan, period_start, period_end, closed_seen_at, settled_at)
      SELECT account_id, subscription_id, 'billing-period', max(plan), period_start, max(period_end),
        max(fired_at), max(fired_at)
      FROM firings f WHERE NOT EXISTS (SELECT 1 FROM watched_periods w
        WHERE w.account_id = f.account_id AND w.subscription_id = f.subscription_id AND w.period_start = f.period_start)
      GROUP BY account_id, subscription_id, period_start;
    -- What each subscription was ever billed in: one that changes its currency is still the one that an alert watched.
    CREATE TABLE billed_currencies (
      account_id TEXT NOT NULL REFERENCES accounts(id),
      subject    TEXT NOT NULL,
      currency   TEXT NOT NULL,
      PRIMARY KEY (account_id, subject, currency)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO billed_currencies
      SELECT DISTINCT account_id, subject, final_currency FROM periods WHERE final_currency IS NOT NULL;
    CREATE INDEX periods_by_subject ON periods(account_id, subject, time_window, period_start);
    CREATE INDEX periods_unsettled ON periods(account_id, time_window) WHERE settled_at IS NULL;
    DROP TABLE watched_periods;

    -- Alerts of sums; those that there are watch each subscription by its billing period.
    CREATE TABLE alerts_anew (
      id         INTEGER PRIMARY KEY AUTOINCREMENT,
      account_id TEXT REFERENCES accounts(id) ON DELETE CASCADE,  -- null: all accounts together
      scope      TEXT NOT NULL CHECK (scope IN ('subscription', 'account', 'all')),
      time_window TEXT NOT NULL CHECK (time_window IN ('billing-period', 'calendar-month')),
      time_zone  TEXT,                 -- IANA, by which calendar months go; null for billing periods
      measure    TEXT NOT NULL,
      threshold  INTEGER NOT NULL CHECK (threshold > 0),
      unit       TEXT NOT NULL,        -- ISO 4217 code, or a quantity's unit
      steps      TEXT NOT NULL,        -- JSON list of early steps, ascending
      created_at TEXT NOT NULL,
      removed_at TEXT,
      CHECK ((scope = 'all') = (account_id IS NULL)),
      CHECK ((time_window = 'calendar-month') = (time_zone IS NOT NULL))
    ) STRICT;
    INSERT INTO alerts_anew
      SELECT id, account_id, 'subscription', 'billing-period', NULL, measure, threshold, unit, steps, created_at, removed_at
      FROM alerts;
    DROP TABLE alerts;
    ALTER TABLE alerts_anew RENAME TO alerts;
    CREATE UNIQUE INDEX alerts_same ON alerts(coalesce(account_id, ''), scope, time_window, measure, threshold, unit);

    -- Once per period: the identity of a firing is a unique row, and its period one, too.
    CREATE TABLE firings_anew (
      id              INTEGER PRIMARY KEY AUTOINCREMENT,
      account_id      TEXT NOT NULL REFERENCES accounts(id),
      account_name    TEXT NOT NULL,
      practice        INTEGER NOT NULL,
      alert_id        INTEGER NOT NULL,
      scope           TEXT NOT NULL,
      time_window     TEXT NOT NULL,
      subscription_id TEXT NOT NULL,
      plan            TEXT NOT NULL,
      name_plan       INTEGER NOT NULL, -- the customer has several subscriptions
      measure         TEXT NOT NULL,
      threshold       INTEGER NOT NULL,
      unit            TEXT NOT NULL,
      step            INTEGER NOT NULL,
      period_id       INTEGER NOT NULL REFERENCES periods(id),
      period_start    TEXT NOT NULL,   -- as it was told then
      period_end      TEXT NOT NULL,
      amount          INTEGER NOT NULL,
      amount_unit     TEXT,            -- null for money, whose unit is the threshold's
      billed          INTEGER,         -- how much of the amount had been invoiced; null where that was not known
      included        INTEGER,         -- what the plan included when usage of it fired
      late            INTEGER NOT NULL,
      as_of           TEXT NOT NULL,
      fired_at        TEXT NOT NULL,
      notification_id INTEGER NOT NULL REFERENCES notifications(id),
      seen_at         TEXT,
      seen_how        TEXT CHECK (seen_how IN ('click', 'app')),
      UNIQUE (period_id, measure, threshold, unit, step)
    ) STRICT;
    INSERT INTO firings_anew
      SELECT f.id, f.account_id, account_name, practice, alert_id, 'subscription', 'billing-period', subscription_id, f.plan,
        name_plan, measure, threshold, unit, step,
        (SELECT p.id FROM periods p WHERE p.account_id = f.account_id AND p.subject = f.subscription_id
           AND p.time_window = 'billing-period' AND p.period_start = f.period_start ORDER BY p.id LIMIT 1),
        f.period_start, f.period_end, amount, amount_unit, NULL, included, late, as_of, fired_at, notification_id,
        seen_at, seen_how
      FROM firings f;
    DROP TABLE firings;
    ALTER TABLE firings_anew RENAME TO firings;
    CREATE INDEX firings_by_notification ON firings(notification_id);
    CREATE INDEX firings_unseen ON firings(account_id) WHERE seen_at IS NULL;

    -- Subscriptions that were billed and are no longer in the vendor's list.
    CREATE TABLE gone_subscriptions (
      account_id      TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      subscription_id TEXT NOT NULL,
      plan            TEXT NOT NULL,
      currency        TEXT,
      since           TEXT NOT NULL,
      dismissed_at    TEXT,            -- the user does not wait for it any more
      PRIMARY KEY (account_id, subscription_id)
    ) STRICT, WITHOUT ROWID;

    -- A stretch in which an alert could not be compared; those found together share one notification.
    CREATE TABLE alert_outages (
      id              INTEGER PRIMARY KEY,
      alert_id        INTEGER NOT NULL REFERENCES alerts(id) ON DELETE CASCADE,
      subject         TEXT NOT NULL,   -- of what; empty for all
      plan            TEXT NOT NULL,
      reason          TEXT NOT NULL,   -- reasonSchema
      raised_at       TEXT NOT NULL,
      ended_at        TEXT,
      notification_id INTEGER NOT NULL REFERENCES notifications(id)
    ) STRICT;
    CREATE UNIQUE INDEX alert_outages_open ON alert_outages(alert_id, subject) WHERE ended_at IS NULL;
    CREATE INDEX alert_outages_by_notification ON alert_outages(notification_id);
  `,
};
