import type { Migration } from '../migration.ts';

export const acceptedFindings: Migration = {
  version: 18,
  name: 'accepted-findings',
  sql: /* sql */ `
    -- Findings of the verification that somebody has looked at and lets stand.
    CREATE TABLE accepted_findings (
      id         TEXT PRIMARY KEY,      -- of what was found: a further change of the same invoice has another
      account_id TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      finding    TEXT NOT NULL,         -- JSON findingSchema, as it was seen
      actor      TEXT NOT NULL,         -- the operating system's user
      at         TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
