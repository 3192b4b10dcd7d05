import type { Migration } from '../migration.ts';

export const overruledChanges: Migration = {
  version: 42,
  name: 'overruled-changes',
  sql: /* sql */ `
    -- They are counted each time that the window asks how the team stands; of 90 days of changes they are few.
    CREATE INDEX team_changes_overruled ON team_changes(place) WHERE overruled IS NOT NULL;
  `,
};
