import type { Migration } from '../migration.ts';

export const accounts: Migration = {
  version: 1,
  name: 'accounts',
  sql: /* sql */ `
  `,
};
