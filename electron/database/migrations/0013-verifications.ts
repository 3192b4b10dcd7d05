import type { Migration } from '../migration.ts';

export const verifications: Migration = {
  version: 13,
  name: 'verifications',
  sql: /* sql */ `
    -- What the last verification found: of one account, or with an empty scope of all.
    CREATE TABLE verifications (
      scope  TEXT PRIMARY KEY,
      result TEXT NOT NULL              -- JSON, verificationSchema
    ) STRICT, WITHOUT ROWID;
  `,
};
