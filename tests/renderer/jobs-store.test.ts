import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '#shared/jobs.ts';
import { useJobs } from '../../renderer/stores/jobs.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';

let fake: FakeBridge;
const job = (values: Partial<Job> = {}): Job => ({
  id: 'job_1',
  kind: 'sync',
  accountId: 'acc_imagekit',
  state: 'running',
  done: 0,
  total: 100,
  startedAt: '2026-11-22T12:00:00.000Z',
  error: null,
  ...values,
});

beforeEach(() => {
  fake = createFakeBridge();
  Object.defineProperty(window, 'billfold', { value: fake, configurable: true });
  setActivePinia(createPinia());
});

describe('jobs as the window knows them', () => {
  it('follows progress', () => {
    const jobs = useJobs();
    fake.emit('job.progress', job({ done: 40 }));
    expect(jobs.job('job_1')?.job.done).toBe(40);
    expect(jobs.syncOf('acc_imagekit')?.job.id).toBe('job_1');
    expect(jobs.syncOf('acc_datadog')).toBeNull();
  });

  it('knows an ended job as ended, though the answer that it started comes later', () => {
    const jobs = useJobs();
    fake.emit('job.progress', job({ state: 'done', done: 100 }));
    jobs.update(job());
    expect(jobs.job('job_1')?.job).toMatchObject({ state: 'done', done: 100 });
    expect(jobs.syncOf('acc_imagekit')).toBeNull();
  });

  it('follows one that goes on with an ended job', () => {
    const jobs = useJobs();
    fake.emit('job.progress', job({ state: 'failed', done: 40 }));
    jobs.update(job({ startedAt: '2026-11-22T12:05:00.000Z' }));
    expect(jobs.job('job_1')?.job).toMatchObject({ state: 'running', done: 0 });
  });

  it('never goes back', () => {
    const jobs = useJobs();
    jobs.update(job({ done: 40 }));
    jobs.update(job({ done: 12 }));
    expect(jobs.job('job_1')?.job.done).toBe(40);
  });

  it('counts a synchronization of all accounts as that of each', () => {
    const jobs = useJobs();
    jobs.update(job({ accountId: null }));
    expect(jobs.syncOf('acc_imagekit')?.job.id).toBe('job_1');
  });
});
