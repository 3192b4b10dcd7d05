import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formatOf } from '#shared/format.ts';
import { defaultExportOptions, emptyReport } from '#shared/export.ts';
import { createDrafts } from '../../electron/export/draft.ts';
import { folderDestination } from '../../electron/export/folder-destination.ts';
import { openTargetFolder } from '../../electron/export/folder.ts';
import { createOutputs } from '../../electron/export/output-set.ts';
import { writeOutputs } from '../../electron/export/write-outputs.ts';
import { everything, readCsv, setUpExport, sumsHold, withExportFolder } from '../support/archive/export-setup.ts';

const target = withExportFolder();
const inOut = (name: string) => join(target.out, name);

/** Exports an empty ledger; `meanwhile` happens when the names are chosen and nothing is written. */
async function setUp() {
  const { db, archive, clock } = setUpExport(target, []);
  const outputs = createOutputs(db);
  const folder = await openTargetFolder(target.out, 'make', () => true);
  return async (version: string, meanwhile: () => void = () => undefined) => {
    const report = emptyReport(target.out, false);
    const task = { ...everything, ...defaultExportOptions, formats: ['csv' as const], pack: false };
    const signal = new AbortController().signal;
    const run = { jobId: 'job', task, folder, dryRun: false, onProgress: () => undefined, signal, report };
    const now = () => {
      meanwhile();
      return clock.now();
    };
    const destination = folderDestination({ outputs, clock: { ...clock, now } }, run);
    const drafts = createDrafts(() => folder.partFor('job'));
    const content = { chosen: new Map(), placed: new Map(), verification: null };
    await writeOutputs({ invoices: archive.invoices, format: () => formatOf('en-GB', 'UTC'), version }, run, {
      ...{ destination, drafts, content },
    });
    await drafts.discard();
    return report;
  };
}

it('that somebody else took meanwhile stay theirs: the next number is taken', async () => {
  const write = await setUp();
  const report = await write('1', () => {
    writeFileSync(inOut('ledger.csv'), 'mine');
  });
  expect(readFileSync(inOut('ledger.csv'), 'utf8')).toBe('mine');
  expect(report).toMatchObject({ ledger: { csv: 'ledger_2.csv' }, checksums: 'SHA256SUMS_2' });
  expect(readCsv(inOut('ledger_2.csv'))).toEqual([]);
  sumsHold(target.out, 'SHA256SUMS_2');
});

it('of files that somebody changed meanwhile stay theirs as well', async () => {
  const write = await setUp();
  expect((await write('1')).outputs.map(({ state }) => state)).toEqual(['new', 'new', 'new', 'new']);
  // Another version writes another manifest.
  const report = await write('2', () => {
    writeFileSync(inOut('manifest.json'), 'with notes');
  });
  expect(readFileSync(inOut('manifest.json'), 'utf8')).toBe('with notes');
  expect(report.outputs.map(({ path, state }) => [path, state])).toEqual([
    ['ledger_2.csv', 'new'],
    ['ledger-taxes_2.csv', 'new'],
    ['manifest_2.json', 'new'],
    ['SHA256SUMS_2', 'new'],
  ]);
  sumsHold(target.out, 'SHA256SUMS_2');
});
