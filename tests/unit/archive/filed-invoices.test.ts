import { expect, test } from 'vitest';
import { money } from '#shared/money.ts';
import { addDays } from '#shared/period.ts';
import { factsOf, importedInvoice } from '../../../electron/imports/index.ts';
import { importProposalSchema } from '#shared/import/proposal-schema.ts';
import type { Day } from '#shared/time.ts';
import { anAccount, setUpArchive, temporaryFolder, valueOf } from '../../support/archive/archive-setup.ts';
import { fakeBillingSource } from '../../support/fakes/fake-billing-source.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

const nothing = importProposalSchema.parse({
  ...{ pages: 1, scanned: false, eInvoice: 'none', differs: [], type: 'invoice', paid: false, lines: [] },
  ...{
    number: null,
    issuedOn: null,
    dueOn: null,
    total: null,
    tax: null,
    seller: null,
    buyer: null,
    taxId: null,
    period: null,
  },
});

/** An invoice a day, the newest today, of which each costs what its place says. */
async function filed(count: number, newest: Day, today: string) {
  using folder = temporaryFolder();
  const clock = fakeClock(today);
  const { archive, db } = setUpArchive({
    folder: folder.path,
    source: fakeBillingSource({}, clock),
    clock,
    accounts: [anAccount()],
  });
  const invoices = Array.from({ length: count }, (_, index) => {
    const bytes = Buffer.from(`%PDF-1.7 ${String(index)}`);
    const values = {
      type: 'invoice',
      ...{
        accountId: 'acc1',
        number: String(index),
        paid: false,
        dueOn: null,
        tax: null,
        remaining: null,
      },
      ...{ total: money(index, 'EUR'), issuedOn: addDays(newest, -index) },
    } as const;
    return {
      bytes,
      kind: 'pdf' as const,
      invoice: importedInvoice(values, factsOf(String(index).padStart(24, '0'), nothing, '2026-01-01T00:00:00.000Z')),
    };
  });
  valueOf(await archive.imported.keep('acc1', invoices));
  const found = archive.imported.filed('acc1').map(({ total }) => total.amount);
  db.close();
  return found;
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

test('all of the last year are told to the watch: a sum with a hole is none', async () => {
  expect(await filed(120, '2026-11-10', '2026-11-10T09:00:00.000Z')).toEqual(upTo(120));
});

test('of older ones as many as show a rhythm', async () => {
  expect(await filed(120, '2024-11-10', '2026-11-10T09:00:00.000Z')).toEqual(upTo(110));
});
