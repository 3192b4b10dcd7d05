import type { Migration } from '../migration.ts';

export const handover: Migration = {
  version: 26,
  name: 'handover',
  sql: /* sql */ `
    CREATE TABLE handover_profiles (
      id         TEXT PRIMARY KEY,     -- UUID v7
      name       TEXT NOT NULL,
      name_key   TEXT NOT NULL,        -- folded: what makes two names the same
      profile    TEXT NOT NULL,        -- JSON, handoverProfileSchema
      created_at TEXT NOT NULL,
      removed_at TEXT                  -- its batches and what they handed over stay
    ) STRICT;
    CREATE UNIQUE INDEX handover_profiles_by_name ON handover_profiles(name_key) WHERE removed_at IS NULL;

    -- What somebody answered where the invoices themselves do not say it.
    CREATE TABLE handover_rates (
      base     TEXT NOT NULL,
      currency TEXT NOT NULL,
      day      TEXT NOT NULL,
      rate     TEXT NOT NULL,          -- foreign units a unit of the base currency, as decimal text
      PRIMARY KEY (base, currency, day)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE handover_taxes (
      invoice TEXT PRIMARY KEY,        -- the archive's key
      parts   TEXT NOT NULL            -- JSON list of kind, rate and gross amount
    ) STRICT;

    CREATE TABLE handover_batches (
      id         TEXT PRIMARY KEY,     -- UUID v7
      profile_id TEXT NOT NULL REFERENCES handover_profiles(id),
      number     INTEGER NOT NULL,     -- counts the batches of a profile
      holder     TEXT NOT NULL,        -- who writes it: tells whether that process is still there
      state      TEXT NOT NULL CHECK (state IN ('writing', 'written', 'undone')),
      folder     TEXT NOT NULL,        -- absolute
      files      TEXT NOT NULL,        -- JSON list of names
      actor      TEXT NOT NULL,
      written_at TEXT NOT NULL,
      undone_at  TEXT,
      UNIQUE (profile_id, number)
    ) STRICT;

    CREATE TABLE handover_items (
      id         INTEGER PRIMARY KEY,
      batch_id   TEXT NOT NULL REFERENCES handover_batches(id) ON DELETE CASCADE,
      profile_id TEXT NOT NULL,
      key        TEXT NOT NULL,        -- the archive's key: what is booked outlives its invoice
      invoice    INTEGER REFERENCES invoices(row) ON DELETE SET NULL,
      change     TEXT NOT NULL CHECK (change IN ('new', 'changed', 'reversed')),
      basis      TEXT NOT NULL,        -- hash of what the bookings were made of
      version    INTEGER NOT NULL,     -- of the invoice
      bookings   TEXT NOT NULL,        -- JSON, as they were handed over; empty of what was only reversed
      replaces   INTEGER REFERENCES handover_items(id),
      current    INTEGER NOT NULL      -- 1: it stands in the books of the profile now
    ) STRICT;
    CREATE INDEX handover_items_by_batch ON handover_items(batch_id);
    CREATE INDEX handover_items_by_replaced ON handover_items(replaces) WHERE replaces IS NOT NULL;
    CREATE UNIQUE INDEX handover_items_current ON handover_items(profile_id, key) WHERE current = 1;
    CREATE INDEX handover_items_by_invoice ON handover_items(invoice) WHERE current = 1;
    CREATE INDEX handover_items_of_invoice ON handover_items(invoice);
  `,
};
