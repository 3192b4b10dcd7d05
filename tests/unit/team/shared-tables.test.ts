import { expect, it } from 'vitest';
import { unanswered } from '../../../electron/team/table-shape.ts';
import { openMigrated } from '../../support/migrated-database.ts';

it('says of every table and column whether the team has it in common, or why not', () => {
  const db = openMigrated(':memory:');
  expect(unanswered(db)).toEqual([]);
  db.exec('CREATE TABLE sellers_test (id TEXT); ALTER TABLE alerts ADD COLUMN colour TEXT');
  expect(unanswered(db)).toEqual([
    expect.stringContaining('sellers_test: say in electron/team/shared-tables.ts'),
    expect.stringContaining('alerts.colour: say in electron/team/shared-tables.ts'),
  ]);
});
