import type { Migration } from '../migration.ts';

export const usageAlerts: Migration = {
  version: 6,
  name: 'usage-alerts',
  sql: /* sql */ `
    -- Null for money, whose unit is the threshold's.
    ALTER TABLE firings ADD COLUMN amount_unit TEXT;
    -- What the plan included when usage of it fired.
    ALTER TABLE firings ADD COLUMN included INTEGER;
    -- What is old is found without reading the bodies.
    CREATE INDEX snapshots_by_age ON snapshots(account_id, as_of);
  `,
};
