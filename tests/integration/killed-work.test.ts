import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/archive/archive-setup.ts';
import { killImports } from '../support/archive/killed-imports.ts';
import { killMailbox } from '../support/mailbox/killed-mailbox.ts';
import { killMigrations } from '../support/data-folders/killed-migrations.ts';

it('an import that is killed leaves every file once: in the archive, or to be handed in again', async () => {
  using folder = temporaryFolder();
  expect(await killImports(folder.path, 3, 13)).toEqual([]);
});

it('a first start on an old data folder that is killed loses nothing of it: the next start has all of it', async () => {
  using folder = temporaryFolder();
  expect(await killMigrations(folder.path, 3)).toEqual([]);
});

it('a mailbox whose reading is killed again and again has every invoice once, and is as it was', async () => {
  using folder = temporaryFolder();
  expect(await killMailbox(folder.path, 40, 5, 17)).toEqual([]);
});
