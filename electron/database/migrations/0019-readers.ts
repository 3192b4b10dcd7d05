import type { Migration } from '../migration.ts';

export const readers: Migration = {
  version: 19,
  name: 'readers',
  sql: /* sql */ `
    -- The way of reading that the last listing of all was read in; 0 before it was kept. Another one reads all anew.
    ALTER TABLE invoice_syncs ADD COLUMN reader INTEGER NOT NULL DEFAULT 0;
  `,
};
