import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SearchTerm } from '#shared/search-terms.ts';
import type { Day, Month } from '#shared/time.ts';
import { createAccountingDays } from '../../electron/archive/index.ts';
import { filesIn, readCsv, setUpExport, withExportFolder } from '../support/archive/export-setup.ts';
import { firstPage, valueOf } from '../support/archive/archive-setup.ts';
import { aLine, anInvoice } from '../support/billing-objects.ts';

const target = withExportFolder();

const nightly = anInvoice({
  ...{ id: 'in_night', number: 'A-31', createdAt: '2026-05-31T22:10:00.000Z', issuedAt: '2026-05-31T23:30:00.000Z' },
  ...{ dueAt: '2026-06-14T23:30:00.000Z', paidAt: null },
});
/** Of a paper that names days: midnight UTC, wherever one is. */
const imported = anInvoice({
  ...{ id: 'in_paper', number: 'P-1', createdAt: '2026-06-01T00:00:00.000Z', issuedAt: '2026-06-01T00:00:00.000Z' },
});
const november = { start: '2026-11-01T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z' } as const;
const october = { start: '2026-10-01T00:00:00.000Z', end: '2026-11-01T00:00:00.000Z' } as const;

describe('an invoice issued after midnight in Berlin', () => {
  it('is of the next day, in the next month, in everything that is written', async () => {
    const { run } = setUpExport(target, [nightly], { timeZone: 'Europe/Berlin', locale: 'en-x-de-de' });
    const report = valueOf(await run({ from: '2026-06', to: '2026-06' }));
    expect(report.files).toEqual(['2026/06/2026-06-01_Acme_A-31.pdf']);
    const [row] = readCsv(join(target.out, 'ledger.csv'));
    expect(row).toMatchObject({ issue_date: '2026-06-01', due_date: '2026-06-15', time_zone: 'Europe/Berlin' });
    expect(JSON.parse(readFileSync(join(target.out, 'manifest.json'), 'utf8'))).toMatchObject({
      timeZone: 'Europe/Berlin',
      region: 'de-DE',
    });
    expect(await run({ from: '2026-05', to: '2026-05' })).toMatchObject({ error: { code: 'nothing-to-export' } });
  });

  it('counts in that month, and is found by that day', () => {
    const { archive, exports } = setUpExport(target, [nightly], { timeZone: 'Europe/Berlin' });
    const found = (from: Day | Month, to: Day | Month) => {
      const terms: SearchTerm[] = [
        { kind: 'from', date: from },
        { kind: 'to', date: to },
      ];
      return archive.invoices.query({ ...firstPage, terms }).count;
    };
    expect([found('2026-06-01', '2026-06-01'), found('2026-05-31', '2026-05-31')]).toEqual([1, 0]);
    expect([found('2026-06', '2026-06'), found('2026-05', '2026-05')]).toEqual([1, 0]);
    const months = archive.totals.monthTotals('acc1', '2026-05-31T23:30:00.000Z', 2);
    expect(months.map(({ month, totals }) => [month, totals.length])).toEqual([
      ['2026-05', 0],
      ['2026-06', 1],
    ]);
    const june = { accountId: null, invoiceKeys: null, from: '2026-06', to: '2026-06' } as const;
    expect(valueOf(exports.preview(june)).count).toBe(1);
  });

  it('moves when another zone is chosen, and what names a day stays', async () => {
    const { archive, db, run } = setUpExport(target, [nightly, imported], { timeZone: 'Europe/Berlin' });
    const june = { accountId: null, invoiceKeys: null, from: '2026-06', to: '2026-06' } as const;
    const mark = archive.invoices.fingerprintOf(june);
    expect(archive.invoices.summaryOf(june).count).toBe(2);
    createAccountingDays(db).settle('America/New_York');
    expect(archive.invoices.summaryOf(june).count).toBe(1);
    expect(archive.invoices.fingerprintOf(june)).not.toBe(mark);
    const report = valueOf(await run({ ...june, template: '{date}_{number}' }));
    expect(report.files).toEqual(['2026-06-01_P-1.pdf']);
  });
});

describe('an invoice is for', () => {
  it('the time of its lines, beside the period that the vendor looked back on', async () => {
    const invoice = anInvoice({
      ...{ id: 'in_nov', number: 'N-1', period: october },
      lines: [aLine({ period: november }), aLine({ id: 'il_2', period: october, kind: 'metered' })],
    });
    const fixed = anInvoice({ id: 'in_fix', number: 'N-2', period: october, lines: [aLine({ period: november })] });
    const bare = anInvoice({ id: 'in_bare', number: 'N-3', period: october, lines: [aLine({ period: null })] });
    const { run } = setUpExport(target, [invoice, fixed, bare], { timeZone: 'America/New_York' });
    await run({ template: '{number}_{period}' });
    const rows = readCsv(join(target.out, 'ledger.csv'));
    expect(
      rows.map(({ number, service_from, service_to, vendor_period }) => [
        number,
        `${service_from ?? ''}/${service_to ?? ''}`,
        vendor_period,
      ]),
    ).toEqual([
      ['N-1', '2026-10-01/2026-11-30', '2026-10-01/2026-10-31'],
      ['N-2', '2026-11-01/2026-11-30', '2026-10-01/2026-10-31'],
      ['N-3', '2026-10-01/2026-10-31', ''],
    ]);
    expect(filesIn(target.out).filter((path) => path.endsWith('.pdf'))).toEqual([
      'N-1_2026-10-01_2026-11-30.pdf',
      'N-2_2026-11-01_2026-11-30.pdf',
      'N-3_2026-10-01_2026-10-31.pdf',
    ]);
  });

  it('its day, where its period has no length', async () => {
    const day = { start: '2025-08-01T00:00:00.000Z', end: '2025-08-01T00:00:00.000Z' } as const;
    const { run } = setUpExport(target, [anInvoice({ number: 'N-1', period: day, lines: [] })]);
    await run({ template: '{period}' });
    expect(readCsv(join(target.out, 'ledger.csv'))).toMatchObject([
      { service_from: '2025-08-01', service_to: '2025-08-01' },
    ]);
  });
});
