import type { Migration } from '../migration.ts';

export const glossaryNames: Migration = {
  version: 21,
  name: 'glossary-names',
  sql: /* sql */ `
    -- One word a thing, by docs/glossary.md. What refers to them follows by itself.
    ALTER TABLE firings RENAME TO alert_events;
    ALTER TABLE alert_events RENAME COLUMN fired_at TO triggered_at;
    DROP INDEX firings_by_notification;
    DROP INDEX firings_unseen;
    CREATE INDEX alert_events_by_notification ON alert_events(notification_id);
    CREATE INDEX alert_events_unseen ON alert_events(account_id) WHERE seen_at IS NULL;
    UPDATE notifications SET kind = 'alert-event' WHERE kind = 'firing';

    ALTER TABLE polls RENAME TO checks;
    DROP INDEX polls_by_account;
    CREATE INDEX checks_by_account ON checks(account_id, at);

    ALTER TABLE presence RENAME TO last_seen;
    ALTER TABLE last_seen RENAME COLUMN last_looked_at TO at;
    ALTER TABLE dismissed_happenings RENAME TO dismissed_activity;
  `,
};
