import { join } from 'node:path';
import { expect, it } from 'vitest';
import { documentOf, filesBelow, sumsHold } from '../../support/billfold.ts';
import { checkDocument, exportDocument, syncDocument } from '../../support/command-documents.ts';
import { connected } from '../../support/connected-terminal.ts';

/* Several processes at once on one data folder, as a scheduler and a user make them. */

const place = connected('sk_test_together', 'Acme');
const atOnce = <Value>(count: number, start: () => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: count }, start));

it('five checks fire once', async () => {
  const { terminal } = place();
  await terminal.billfold('alerts', 'add', '--account', 'Acme', '--threshold', '100');
  const ends = await atOnce(5, () => terminal.billfold('check', '--json'));
  const alerts = ends.flatMap((end) => documentOf(checkDocument, end).accounts.flatMap(({ alerts }) => alerts));
  expect(ends.map(({ code }) => code)).toEqual([10, 10, 10, 10, 10]);
  expect(alerts.map(({ exceeded }) => exceeded)).toEqual([true, true, true, true, true]);
  expect(alerts.filter(({ firedNow }) => firedNow)).toHaveLength(1);
  expect(new Set(alerts.map(({ firedAt }) => firedAt)).size).toBe(1);
});

it('two syncs bring each invoice once', async () => {
  const { terminal, folder } = place();
  const ends = await atOnce(2, () => terminal.billfold('sync', '--json'));
  expect(ends.map(({ code }) => code)).toEqual([0, 0]);
  const accounts = ends.flatMap((end) => documentOf(syncDocument, end).accounts);
  expect(accounts.map(({ invoices }) => invoices.total)).toEqual([12, 12]);
  expect(accounts.map(({ invoices }) => invoices.new).sort((a, b) => Number(a) - Number(b))).toEqual([0, 12]);
  const stored = accounts.map(({ documents }) => documents.stored);
  expect(stored[0]).toBe(stored[1]);
  const pdfs = filesBelow(join(folder, 'data/documents')).filter((path) => path.endsWith('.pdf'));
  expect(pdfs).toHaveLength(stored[0] ?? -1);
});

it('two exports into one folder write each file once', async () => {
  const { terminal, folder } = place();
  const out = join(folder, 'out');
  const ends = await atOnce(2, () => terminal.billfold('export', '--json', '--out', out));
  const reports = ends.map((end) => documentOf(exportDocument, end));
  for (const [index, { error }] of reports.entries()) {
    expect(ends[index]?.code).toBe(error === null ? 0 : 1);
    if (error !== null) expect(error.code).toBe('job-running');
  }
  const written = reports.flatMap(({ files }) => files);
  expect(new Set(written).size).toBe(written.length);
  expect(written.length).toBeGreaterThan(8);
  expect(filesBelow(out)).toHaveLength(written.length + 5);
  sumsHold(out);
});
