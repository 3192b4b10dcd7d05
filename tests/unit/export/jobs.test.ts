import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyReport } from '#shared/export.ts';
import { defaultTemplate } from '#shared/naming.ts';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { openDatabase } from '../../../electron/database/open.ts';
import { createExportJobs } from '../../../electron/export/jobs.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'billfold-jobs-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const open = (upTo: number) => {
  const opened = openDatabase(
    join(folder, 'billfold.db'),
    migrations.filter(({ version }) => version <= upTo),
  );
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
};

it('takes over the exports of a Billfold that knew neither packs nor ZIPs', () => {
  const before = open(10);
  const selection = { accountId: null, invoiceKeys: null, from: '2026-01', to: null };
  const now = emptyReport('/out', false);
  const older = Object.fromEntries(
    Object.entries(now).filter(([name]) => !['renamed', 'outputs', 'zip', 'pack'].includes(name)),
  );
  before
    .prepare(
      `INSERT INTO exports (id, holder, request, folder, state, started_at, written, report) VALUES
       ('old', 'h|1|x', ?, '/out', 'done', '2026-01-01T00:00:00.000Z', 7, ?), ('cut', 'h|1|x', ?, '/out', 'failed', '2026-01-02T00:00:00.000Z', 0, NULL)`,
    )
    .run(
      JSON.stringify({ ...selection, template: defaultTemplate, formats: ['pdf'] }),
      JSON.stringify({ ...older, files: ['a.pdf'] }),
      JSON.stringify({ ...selection, template: defaultTemplate, formats: ['csv'] }),
    );
  before.close();
  const after = open(Infinity);
  const jobs = createExportJobs(after, fakeClock());
  expect(jobs.list()).toMatchObject([
    { jobId: 'cut', state: 'failed' },
    {
      jobId: 'old',
      written: 7,
      automatic: false,
      task: { ...selection, formats: ['pdf'], zip: false, pack: false, csvPreset: 'plain', fiscalYearStart: 1 },
    },
  ]);
  expect(jobs.report('old')).toEqual({ ...now, files: ['a.pdf'] });
  expect(jobs.report('cut')).toBeNull();
  after.close();
});
