import type { Migration } from '../migration.ts';

export const unreadObjects: Migration = {
  version: 16,
  name: 'unread-objects',
  sql: /* sql */ `
    -- What a vendor sent and could not be read, kept as it came until it can be.
    CREATE TABLE unread_objects (
      row           INTEGER PRIMARY KEY,
      account_id    TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      listing       TEXT NOT NULL CHECK (listing IN ('watch', 'invoices', 'credit-notes')),
      identity      TEXT NOT NULL,       -- kind and id; without an id a hash of what was sent
      object        TEXT NOT NULL,       -- UnreadKind
      object_id     TEXT,
      part_of       TEXT,                -- id of the object whose part it is; null for an object of its own
      reason        TEXT NOT NULL,       -- JSON AppError
      raw           TEXT,                -- JSON as sent; null of what was not sent
      first_seen_at TEXT NOT NULL,
      last_seen_at  TEXT NOT NULL,
      UNIQUE (account_id, listing, identity)
    ) STRICT;
  `,
};
