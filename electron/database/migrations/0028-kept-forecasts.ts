import type { Migration } from '../migration.ts';

export const keptForecasts: Migration = {
  version: 28,
  name: 'kept-forecasts',
  sql: /* sql */ `
    -- What a day's forecast was made from; null of days before this was kept.
    ALTER TABLE daily_estimates ADD COLUMN metered TEXT;  -- JSON, seenQuantitySchema[]
    ALTER TABLE daily_estimates ADD COLUMN lines TEXT;    -- JSON, invoiceLineSchema[]
    -- What had made the amount rise.
    ALTER TABLE alert_events ADD COLUMN cause TEXT;       -- JSON, causeSchema
  `,
};
