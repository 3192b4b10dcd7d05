import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { ok } from '#shared/result.ts';
import { startPracticeServer } from '../../electron/practice/index.ts';
import { createSourceOpener } from '../../electron/sources/index.ts';
import { anAccount, setUpArchive, valueOf } from '../support/archive/archive-setup.ts';
import { withExportFolder } from '../support/archive/export-setup.ts';
import { realClock } from '../support/archive/many-invoices.ts';
import { memoryLogger } from '../support/fakes/memory-logger.ts';

const target = withExportFolder();
const program = join(import.meta.dirname, '../support/ledger-sums.py');

it.each([
  ['a customer of the practice account', null, 1],
  ['one with every kind of tax, discount and payment', 'cus_PracticeVaried', 3],
  ['the same without decimals', 'cus_PracticeVariedYen', 3],
  ['the same with three decimals', 'cus_PracticeVariedDinar', 3],
])('of %s the ledger and its taxes add up to what the server answers', async (_, chosen, rates) => {
  const server = await startPracticeServer({
    ...{ port: 0, seed: 7, invoices: 120, now: null, speed: 1, anchor: null },
  });
  const customerId = chosen ?? server.customerId;
  try {
    const account = anAccount({ sources: [{ kind: 'stripe', baseUrl: server.url, customerId }] });
    const openSource = createSourceOpener({
      account: () => account,
      keyFor: () => Promise.resolve(ok('sk_test_sums')),
      practiceUrl: () => Promise.resolve(server.url),
      fetch: globalThis.fetch,
      clock: realClock,
      logger: memoryLogger(),
    });
    const source = valueOf(await openSource(account.id));
    const { archive, exports } = setUpArchive({ folder: target.path, source, clock: realClock, accounts: [account] });
    valueOf(await archive.sync.account(account.id, { full: true }));
    const everything = { accountId: null, invoiceKeys: null, from: null, to: null };
    valueOf(await exports.run({ ...everything, formats: ['csv'] }, { folder: target.out }));
    const { stdout } = await promisify(execFile)('python3', [
      ...[program, server.url, customerId],
      ...[join(target.out, 'ledger.csv'), join(target.out, 'ledger-taxes.csv')],
    ]);
    const compared = JSON.parse(stdout) as { sums: unknown[]; rates: unknown[]; compared: number; rateNames: string[] };
    expect(compared).toMatchObject({ sums: [], rates: [] });
    expect(compared.compared).toBeGreaterThan(20);
    expect(compared.rateNames.length).toBeGreaterThanOrEqual(rates);
  } finally {
    await server.close();
  }
});
