import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from '#shared/accounts.ts';
import type { Result } from '#shared/result.ts';
import { createAccounts, type NewAccount } from '../../electron/accounts/index.ts';
import type { Database } from '../../electron/database/open.ts';
import { fakeClock } from './fakes/fake-clock.ts';
import { fakeSecretStore } from './fakes/fake-secret-store.ts';
import { memoryLogger } from './fakes/memory-logger.ts';
import { openMigrated } from './migrated-database.ts';

/** A data folder with accounts in it; `start` is a start of the program on it. */
export function createAccountWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'billfold-accounts-'));
  const opened: Database[] = [];
  const world = {
    folder,
    secretsFile: join(folder, 'secrets.json'),
    clock: fakeClock(),
    secretStore: fakeSecretStore(),
    logger: memoryLogger(),
    /** How often the list of accounts was said to have changed. */
    changes: 0,
    start(environment: Record<string, string> = {}) {
      const db = openMigrated(join(folder, 'billfold.db'));
      opened.push(db);
      const { secretsFile, clock, secretStore, logger } = world;
      const accounts = createAccounts({
        db,
        secretStore,
        secretsFile,
        clock,
        userName: () => 'hanna',
        environment,
        logger,
        emit: () => world.changes++,
      });
      return { accounts, db };
    },
    [Symbol.dispose]() {
      for (const database of opened) database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}

export const aNewAccount = (changes: Partial<NewAccount> = {}): NewAccount => ({
  name: 'Acme',
  role: 'finance',
  source: { kind: 'stripe', baseUrl: null, customerId: 'cus_1' },
  key: 'rk_live_51CANARYcanary4242',
  ...changes,
});

export async function added(adding: Promise<Result<Account>>): Promise<Account> {
  const result = await adding;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
