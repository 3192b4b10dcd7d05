import type { Migration } from '../migration.ts';

export const learnedPlaces: Migration = {
  version: 39,
  name: 'learned places',
  sql: /* sql */ `
    -- Where a field stands on a seller's pages, as a person corrected it.
    CREATE TABLE learned_places (
      id         TEXT PRIMARY KEY,
      seller_key TEXT NOT NULL,        -- its tax id, bank account or name, as the pages tell it
      seller     TEXT NOT NULL,        -- as it is shown
      field      TEXT NOT NULL,
      label      TEXT,                 -- null where the value stands alone
      page       INTEGER NOT NULL,
      "left"     REAL NOT NULL,        -- in points from the lower left corner
      baseline   REAL NOT NULL,
      day_order  TEXT,
      learned_at TEXT NOT NULL,
      UNIQUE (seller_key, field)
    ) STRICT;
  `,
};
