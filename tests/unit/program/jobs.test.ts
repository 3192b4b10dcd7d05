import { expect, it } from 'vitest';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Job } from '#shared/jobs.ts';
import type { InvoiceKey } from '#shared/invoices.ts';
import { createJobs } from '../../../electron/program/jobs.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';

function setUp() {
  const seen: Job[] = [];
  const clock = fakeClock();
  const logger = memoryLogger();
  return { seen, clock, logger, jobs: createJobs({ clock, logger, emit: (_, job) => seen.push(job) }) };
}

it('reports progress at most ten times a second, and the end always', async () => {
  const { seen, clock, jobs } = setUp();
  const end = Promise.withResolvers<Result<null>>();
  jobs.start('export', null, async ({ progress }) => {
    progress(1, 100);
    progress(2, 100);
    await clock.advance(150);
    progress(3, 100);
    progress(100, 100);
    return end.promise;
  });
  await expect.poll(() => seen.map(({ done }) => done)).toEqual([1, 3, 100]);
  end.resolve(ok(null));
  await expect.poll(() => seen.at(-1)?.state).toBe('done');
});

it('tells how much of a large document has come for as long as one is on its way', async () => {
  const { seen, clock, jobs } = setUp();
  const end = Promise.withResolvers<Result<null>>();
  const transfer = { received: 3_000_000, total: 6_000_000 };
  jobs.start('sync', null, async ({ progress }) => {
    progress(1, 3, transfer);
    await clock.advance(150);
    progress(2, 3, null);
    return end.promise;
  });
  await expect.poll(() => seen.map((job) => job.transfer)).toEqual([transfer, null]);
  end.resolve(ok(null));
});

it('refuses the same work twice at once, and takes it again afterwards', async () => {
  const { jobs } = setUp();
  const end = Promise.withResolvers<Result<null>>();
  const first = jobs.start('sync', 'a', () => end.promise);
  expect(first.ok).toBe(true);
  expect(jobs.start('sync', 'a', () => end.promise)).toMatchObject({ ok: false, error: { code: 'job-running' } });
  expect(jobs.start('sync', 'b', () => end.promise).ok).toBe(true);
  end.resolve(ok(null));
  await expect.poll(() => jobs.list().every(({ state }) => state === 'done')).toBe(true);
  expect(jobs.start('sync', 'a', () => end.promise).ok).toBe(true);
});

it('cancels through the signal', async () => {
  const { jobs } = setUp();
  const { promise: end, resolve } = Promise.withResolvers<Result<null>>();
  const started = jobs.start('export', null, ({ signal }) => {
    signal.addEventListener('abort', () => {
      resolve(fail({ code: 'cancelled' }));
    });
    return end;
  });
  expect(started.ok && jobs.cancel(started.value.id).ok).toBe(true);
  await expect.poll(() => jobs.list()[0]?.state).toBe('cancelled');
  expect(jobs.cancel('unknown')).toEqual({ ok: false, error: { code: 'job-not-found', job: 'unknown' } });
});

it('says why a job failed', async () => {
  const { jobs } = setUp();
  jobs.start('export', null, () => Promise.resolve(fail({ code: 'disk-full', folder: '/tmp/x' })));
  await expect.poll(() => jobs.list()[0]).toMatchObject({ state: 'failed', error: { code: 'disk-full' } });
});

it('tells a bug by a reference that is also in the log', async () => {
  const { jobs, logger } = setUp();
  jobs.start('sync', 'a', () => Promise.reject(new TypeError('of undefined')));
  await expect.poll(() => jobs.list()[0]?.state).toBe('failed');
  const error = jobs.list()[0]?.error;
  expect(error).toMatchObject({ code: 'internal' });
  expect(logger.lines[0]?.data).toMatchObject({ reference: error?.code === 'internal' ? error.reference : '' });
  expect(logger.text()).toContain('of undefined');
});

it('waits for cancelled work to end', async () => {
  const { jobs } = setUp();
  const written = Promise.withResolvers<Result<null>>();
  jobs.start('sync', 'a', () => written.promise);
  const ended: string[] = [];
  const all = jobs.cancelAll().then(() => ended.push('all'));
  await Promise.resolve();
  expect(ended).toEqual([]);
  written.resolve(ok(null));
  await all;
  expect(jobs.list()[0]?.state).toBe('done');
});

it('fetches the PDFs of several invoices of an account at once, and each one once', async () => {
  const { jobs } = setUp();
  const end = Promise.withResolvers<Result<null>>();
  const fetch = (id: string, invoice: InvoiceKey) =>
    jobs.run({ id, kind: 'document', accountId: 'acc1', invoice }, () => end.promise);
  const both = [fetch('first', 'acc1:in_1'), fetch('second', 'acc1:in_2')];
  expect(jobs.list()).toMatchObject([{ kind: 'document', invoice: 'acc1:in_1' }, { invoice: 'acc1:in_2' }]);
  expect(await fetch('third', 'acc1:in_1')).toEqual(fail({ code: 'job-running', job: 'first' }));
  end.resolve(ok(null));
  expect(await Promise.all(both)).toEqual([ok(null), ok(null)]);
  expect(await fetch('third', 'acc1:in_1')).toEqual(ok(null));
});
