import type { Migration } from '../migration.ts';

export const watch: Migration = {
  version: 2,
  name: 'watch',
  sql: /* sql */ `
  `,
};
