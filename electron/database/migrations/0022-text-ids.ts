import type { Migration } from '../migration.ts';

/**
 * The rows of `from`, each with its old `id` and a UUID v7 as its `new_id`. It is made from the row's time, or a later
 * one where rows before it have that: text sorts as the numbers did. No time is later than now, for a clock may have been
 * wrong once, and a practice account's may be ahead: what is added from now on sorts after all of them.
 */
const numbered = (from: string) => `
  SELECT id, substr(millis, 1, 8) || '-' || substr(millis, 9) || '-7' || substr(place, 1, 3) || '-8' || substr(place, 4)
    || '-' || lower(hex(randomblob(6))) AS new_id
  FROM (
    SELECT id, printf('%012x', coalesce(round(unixepoch(latest, 'subsec') * 1000), 0)) AS millis,
      printf('%06x', row_number() OVER (PARTITION BY latest ORDER BY id)) AS place
    FROM (SELECT id, min(max(at) OVER (ORDER BY id), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) AS latest FROM (${from}))
  )`;

export const textIds: Migration = {
  version: 22,
  name: 'text-ids',
  sql: /* sql */ `
    -- What may once be shared between computers is known by an id that no two of them give twice.
    -- Alerts that were removed with their account are still named by their events.
    CREATE TEMP TABLE alert_ids AS ${numbered(`
      SELECT id, created_at AS at FROM alerts
      UNION ALL
      SELECT alert_id, min(triggered_at) FROM alert_events WHERE alert_id NOT IN (SELECT id FROM alerts) GROUP BY 1`)};
    CREATE UNIQUE INDEX temp.alert_ids_by_id ON alert_ids(id);

    CREATE TABLE new_alerts (
      id         TEXT PRIMARY KEY,     -- UUID v7
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
    INSERT INTO new_alerts
      SELECT new_id, account_id, scope, time_window, time_zone, measure, threshold, unit, steps, created_at, removed_at
      FROM alerts JOIN temp.alert_ids USING (id) ORDER BY id;

    CREATE TABLE new_alert_outages (
      id              INTEGER PRIMARY KEY,
      alert_id        TEXT NOT NULL REFERENCES alerts(id) ON DELETE CASCADE,
      subject         TEXT NOT NULL,   -- of what; empty for all
      plan            TEXT NOT NULL,
      reason          TEXT NOT NULL,   -- reasonSchema
      raised_at       TEXT NOT NULL,
      ended_at        TEXT,
      notification_id INTEGER NOT NULL REFERENCES notifications(id)
    ) STRICT;
    INSERT INTO new_alert_outages
      SELECT o.id, new_id, subject, plan, reason, raised_at, ended_at, notification_id
      FROM alert_outages o JOIN temp.alert_ids a ON a.id = o.alert_id;
    DROP TABLE alert_outages;
    DROP TABLE alerts;
    ALTER TABLE new_alerts RENAME TO alerts;
    ALTER TABLE new_alert_outages RENAME TO alert_outages;
    CREATE UNIQUE INDEX alerts_same ON alerts(coalesce(account_id, ''), scope, time_window, measure, threshold, unit);
    CREATE UNIQUE INDEX alert_outages_open ON alert_outages(alert_id, subject) WHERE ended_at IS NULL;
    CREATE INDEX alert_outages_by_notification ON alert_outages(notification_id);

    CREATE TABLE new_alert_events (
      id              TEXT PRIMARY KEY, -- UUID v7
      account_id      TEXT NOT NULL REFERENCES accounts(id),
      account_name    TEXT NOT NULL,
      practice        INTEGER NOT NULL,
      alert_id        TEXT NOT NULL,
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
      included        INTEGER,         -- what the plan included when usage of it exceeded the threshold
      late            INTEGER NOT NULL,
      as_of           TEXT NOT NULL,
      triggered_at    TEXT NOT NULL,
      notification_id INTEGER NOT NULL REFERENCES notifications(id),
      seen_at         TEXT,
      seen_how        TEXT CHECK (seen_how IN ('click', 'app')),
      UNIQUE (period_id, measure, threshold, unit, step)
    ) STRICT;
    INSERT INTO new_alert_events
      SELECT e.new_id, account_id, account_name, practice, a.new_id, scope, time_window, subscription_id, plan, name_plan,
        measure, threshold, unit, step, period_id, period_start, period_end, amount, amount_unit, billed, included, late,
        as_of, triggered_at, notification_id, seen_at, seen_how
      FROM alert_events JOIN (${numbered('SELECT id, triggered_at AS at FROM alert_events')}) e USING (id)
        JOIN temp.alert_ids a ON a.id = alert_id
      ORDER BY alert_events.id;
    DROP TABLE alert_events;
    ALTER TABLE new_alert_events RENAME TO alert_events;
    CREATE INDEX alert_events_by_notification ON alert_events(notification_id);
    CREATE INDEX alert_events_unseen ON alert_events(account_id) WHERE seen_at IS NULL;
    DROP TABLE temp.alert_ids;

    CREATE TABLE new_actions (
      id         TEXT PRIMARY KEY,     -- UUID v7
      at         TEXT NOT NULL,
      actor      TEXT NOT NULL,        -- the operating system's user
      what       TEXT NOT NULL,
      account_id TEXT,
      before     TEXT,                 -- JSON
      after      TEXT,                 -- JSON
      outcome    TEXT NOT NULL DEFAULT 'done' CHECK (outcome IN ('done', 'unknown', 'failed'))
    ) STRICT;
    INSERT INTO new_actions
      SELECT new_id, at, actor, what, account_id, before, after, outcome
      FROM actions JOIN (${numbered('SELECT id, at FROM actions')}) USING (id) ORDER BY id;
    DROP TABLE actions;
    ALTER TABLE new_actions RENAME TO actions;
    CREATE INDEX actions_by_account ON actions(account_id, id);

    CREATE TABLE new_saved_filters (
      id         TEXT PRIMARY KEY,     -- UUID v7
      name       TEXT NOT NULL,
      name_key   TEXT NOT NULL UNIQUE,
      terms      TEXT NOT NULL,        -- JSON, searchTermSchema; text would read differently in another language
      created_at TEXT NOT NULL
    ) STRICT;
    INSERT INTO new_saved_filters
      SELECT new_id, name, name_key, terms, created_at
      FROM saved_filters JOIN (${numbered('SELECT id, created_at AS at FROM saved_filters')}) USING (id) ORDER BY id;
    DROP TABLE saved_filters;
    ALTER TABLE new_saved_filters RENAME TO saved_filters;
  `,
};
