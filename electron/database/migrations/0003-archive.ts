import type { Migration } from '../migration.ts';

export const archive: Migration = {
  version: 3,
  name: 'archive',
  sql: /* sql */ `
  `,
};
