import type { Migration } from '../migration.ts';

export const exports: Migration = {
  version: 4,
  name: 'exports',
  sql: /* sql */ `
  `,
};
