import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Job } from '#shared/jobs.ts';
import { createJobs } from '../../electron/program/jobs.ts';
import type { RunJob } from '../../electron/platform/ports.ts';
import { valueOf } from '../support/archive/archive-setup.ts';
import {
  everything,
  filesIn,
  inMonth,
  readCsv,
  setUpExport,
  sumsHold,
  withExportFolder,
} from '../support/archive/export-setup.ts';
import { storeInvoices } from '../support/archive/stored-archive.ts';
import { fakeClock } from '../support/fakes/fake-clock.ts';
import { memoryLogger } from '../support/fakes/memory-logger.ts';

const target = withExportFolder();
const pdfs = (folder = target.out) => filesIn(folder).filter((path) => path.endsWith('.pdf'));
const minutes = (count: number) => count * 60_000;

async function setUp(months = [0, 1], runJob?: RunJob) {
  const set = setUpExport(
    target,
    months.map((month) => inMonth(month)),
    runJob && { runJob },
  );
  mkdirSync(target.out);
  const { automatic } = set.exports;
  valueOf(automatic.add({ ...everything, template: '{number}' }, target.out));
  await automatic.idle();
  return {
    ...set,
    automatic,
    /** New invoices came, and the program looks. */
    come: async (...newMonths: number[]) => {
      storeInvoices(
        set.db,
        set.place.documents,
        newMonths.map((month) => inMonth(month)),
      );
      await automatic.runDue();
    },
    job: () => {
      const job = set.exports.history().find((each) => each.automatic);
      if (!job) throw new Error('No automatic export');
      return job;
    },
  };
}

it('writes what is there, then each new invoice, and keeps the ledger right', async () => {
  const { come, job, exports } = await setUp();
  expect(pdfs()).toEqual(['A-0.pdf', 'A-1.pdf']);
  await come(2);
  expect(pdfs()).toEqual(['A-0.pdf', 'A-1.pdf', 'A-2.pdf']);
  expect(readCsv(join(target.out, 'ledger.csv'))).toHaveLength(3);
  sumsHold(target.out);
  expect(job()).toMatchObject({ state: 'done', written: 1, skipped: 2, failed: 0, automatic: true });
  expect(exports.history()).toHaveLength(1);
});

it('does nothing while nothing is new, not even look into the folder', async () => {
  const { automatic, job } = await setUp();
  const { startedAt, written } = job();
  renameSync(target.out, `${target.out}-away`);
  await automatic.runDue();
  expect(job()).toMatchObject({ startedAt, written, state: 'done' });
});

it('runs again when only a note or a status changed', async () => {
  const { automatic, db } = await setUp();
  db.prepare("UPDATE invoices SET cost_centre = '4711' WHERE id = 'in_0'").run();
  await automatic.runDue();
  expect(readCsv(join(target.out, 'ledger.csv'))[0]).toMatchObject({ cost_centre: '4711' });
});

it('runs again when only a tag of an invoice without a PDF changed', async () => {
  const { automatic, db } = await setUp();
  db.prepare("UPDATE invoices SET document = 'none', document_bytes = NULL, document_sha256 = NULL").run();
  await automatic.runDue();
  db.prepare("UPDATE invoices SET tags = 'cloud' WHERE id = 'in_0'").run();
  expect(await automatic.runDue()).toMatchObject([{ state: 'done' }]);
  expect(readCsv(join(target.out, 'ledger.csv'))[0]).toMatchObject({ tags: 'cloud' });
  expect(await automatic.runDue()).toEqual([]);
});

it('does not begin once it is cancelled', async () => {
  const { automatic, db } = await setUp();
  db.prepare("UPDATE invoices SET tags = 'cloud' WHERE id = 'in_0'").run();
  expect(await automatic.runDue(AbortSignal.abort())).toEqual([]);
  expect(readCsv(join(target.out, 'ledger.csv'))[0]).toMatchObject({ tags: '' });
});

it('waits for a folder that is gone, says so, and then writes everything', async () => {
  const { come, job, automatic, clock } = await setUp();
  renameSync(target.out, `${target.out}-away`);
  await come(2);
  expect(job()).toMatchObject({ state: 'failed', error: { code: 'folder-not-found', folder: target.out } });
  expect(automatic.needingAttention()).toHaveLength(1);
  // It is not made again: an empty folder is where the drive belongs.
  expect(existsSync(target.out)).toBe(false);
  renameSync(`${target.out}-away`, target.out);
  const stop = automatic.start();
  await clock.advance(minutes(20));
  await automatic.idle();
  stop();
  expect(pdfs()).toEqual(['A-0.pdf', 'A-1.pdf', 'A-2.pdf']);
  expect(automatic.needingAttention()).toEqual([]);
});

it('tries again what could not be written', async () => {
  const { come, job, archive, automatic, clock, place, db } = await setUp();
  const stored = valueOf(await archive.documents.of('acc1:in_1')).file;
  rmSync(join(target.out, 'A-1.pdf'));
  rmSync(stored);
  await come(2);
  expect(job()).toMatchObject({ state: 'done', failed: 1, written: 1 });
  storeInvoices(db, place.documents, [inMonth(1)]);
  await clock.advance(minutes(20));
  await automatic.runDue();
  expect(job()).toMatchObject({ failed: 0 });
  expect(pdfs()).toEqual(['A-0.pdf', 'A-1.pdf', 'A-2.pdf']);
});

it('moves to another folder with everything', async () => {
  const { automatic, job } = await setUp();
  const other = join(target.path, 'other');
  mkdirSync(other);
  valueOf(automatic.move(job().jobId, other));
  await automatic.idle();
  expect(pdfs(other)).toEqual(['A-0.pdf', 'A-1.pdf']);
  expect(pdfs()).toEqual(['A-0.pdf', 'A-1.pdf']);
});

it('ends when it is stopped or its account is gone; what was written stays', async () => {
  const { automatic, come, job, accounts, exports } = await setUp();
  valueOf(automatic.add({ ...everything, accountId: 'acc2' }, join(target.path, 'second')));
  await automatic.idle();
  accounts.splice(1, 1);
  await automatic.runDue();
  expect(exports.history().filter((each) => each.automatic)).toHaveLength(1);
  valueOf(automatic.remove(job().jobId));
  await come(2);
  expect(pdfs()).toEqual(['A-0.pdf', 'A-1.pdf']);
  expect(exports.history()).toMatchObject([{ automatic: false }, { automatic: false }]);
  expect(automatic.remove('nothing')).toMatchObject({ ok: false, error: { code: 'job-not-found' } });
});

it('runs as a job: told from its start, file by file, and cancelled until there is something new', async () => {
  const seen: Job[] = [];
  let cancelNext = false;
  const jobs = createJobs({
    clock: fakeClock(),
    logger: memoryLogger(),
    emit(_, job) {
      seen.push(job);
      if (cancelNext && job.done > 0) jobs.cancel(job.id);
    },
  });
  const { automatic, clock, job, db, come, exports } = await setUp([0, 1], (each, work) => jobs.run(each, work));
  const { jobId } = job();
  expect(seen.at(0)).toMatchObject({ id: jobId, kind: 'automatic-export', state: 'running', done: 0 });
  expect(seen.at(-1)).toMatchObject({ id: jobId, state: 'done', done: 2, total: 2 });

  cancelNext = true;
  rmSync(join(target.out, 'A-0.pdf'));
  rmSync(join(target.out, 'A-1.pdf'));
  db.prepare("UPDATE invoices SET tags = 'cloud'").run();
  expect(valueOf(automatic.runNow(jobId))).toBeNull();
  await automatic.idle();
  expect(job()).toMatchObject({ state: 'cancelled', error: { code: 'cancelled' } });
  expect(seen.at(-1)).toMatchObject({ state: 'cancelled' });
  cancelNext = false;
  expect(await automatic.runDue()).toEqual([]);

  // Told to go on while its folder is away, it waits for that as ever.
  renameSync(target.out, `${target.out}-away`);
  expect(valueOf(automatic.runNow(jobId))).toBeNull();
  await automatic.idle();
  expect(job()).toMatchObject({ state: 'failed' });
  renameSync(`${target.out}-away`, target.out);
  await clock.advance(minutes(15));
  expect(await automatic.runDue()).toHaveLength(1);
  expect(pdfs()).toEqual(['A-0.pdf', 'A-1.pdf']);

  await come(2);
  expect(job()).toMatchObject({ state: 'done', error: null });
  expect(pdfs()).toEqual(['A-0.pdf', 'A-1.pdf', 'A-2.pdf']);

  expect(automatic.runNow('nothing')).toMatchObject({ error: { code: 'job-not-found' } });
  valueOf(automatic.add({ ...everything, accountId: 'acc2' }, target.out));
  const empty = exports.history().find(({ task }) => task.accountId === 'acc2');
  expect(automatic.runNow(empty?.jobId ?? '')).toMatchObject({ error: { code: 'nothing-to-export' } });
});

it('refuses a template that cannot be used', () => {
  const { exports } = setUpExport(target, []);
  expect(exports.automatic.add({ ...everything, template: '../{id}' }, target.out)).toMatchObject({
    ok: false,
    error: { code: 'template-invalid', reason: 'dots' },
  });
});

it('has nothing to do before the first invoice', async () => {
  const { job, come } = await setUp([]);
  expect(job()).toMatchObject({ state: 'waiting', error: null });
  await come(0);
  expect(pdfs()).toEqual(['A-0.pdf']);
});

it('an automatic export that throws keeps no other back', async () => {
  const { automatic, come, db } = await setUp();
  const second = join(target.out, 'second');
  mkdirSync(second);
  valueOf(automatic.add({ ...everything, template: '{id}' }, second));
  await automatic.idle();
  db.exec(`CREATE TRIGGER bug BEFORE UPDATE ON exports WHEN NEW.folder = '${target.out}'
    BEGIN SELECT RAISE(ABORT, 'a bug of this export'); END`);
  await come(2);
  expect(pdfs(second)).toEqual(['in_0.pdf', 'in_1.pdf', 'in_2.pdf']);
});
