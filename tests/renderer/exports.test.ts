import { describe, expect, it } from 'vitest';
import type { ExportReport } from '#shared/export.ts';
import { useExports } from '../../renderer/stores/exports.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import {
  click,
  findControl,
  openWindow,
  seeElement,
  seeNoText,
  seeText,
  type,
  until,
  visibleText,
  withWindows,
} from '../support/open-window.ts';

const report: ExportReport = {
  folder: '/home/maria/Documents/Invoices 2026',
  files: ['a.pdf', 'b.pdf'],
  skipped: ['c.pdf'],
  failed: [],
  withoutFile: [],
  ledger: { csv: 'ledger.csv', xlsx: 'ledger.xlsx' },
  manifest: 'manifest.json',
  checksums: 'SHA256SUMS',
  dryRun: false,
};

const lastRequest = (fake: FakeBridge, name: string) => fake.made.filter((call) => call.name === name).at(-1)?.request;

/** Chooses a folder and starts; answers with the job that runs. */
async function start(fake: FakeBridge) {
  await click('Choose folder…');
  await seeText('Invoices 2026');
  await until(() => {
    expect(document.querySelector('[data-export-count]')?.textContent).toContain('with a PDF');
  });
  await click('Start export');
  await seeElement('[data-job-progress]');
  const job = fake.state.jobs.at(-1);
  if (!job) throw new Error('No job was started');
  return job;
}

describe('Exports', () => {
  withWindows();

  it('offers the last month, counts at once, and says that nothing is overwritten', async () => {
    const { fake } = await openWindow({ path: '/exports' });
    await seeText('1 invoice');
    await seeText('2026/10/2026-10-01_ImageKit_IK-1059.pdf');
    expect(lastRequest(fake, 'exports.preview')).toEqual({
      accountId: 'acc_imagekit',
      invoiceKeys: null,
      from: '2026-10',
      to: '2026-10',
    });
    expect(visibleText()).toContain('Nothing in the folder is ever overwritten');
    expect((await findControl('Start export')).hasAttribute('disabled')).toBe(true);
  });

  it('writes what was chosen, shows how far it is, and what came of it', async () => {
    const { fake } = await openWindow({ path: '/exports' });
    const job = await start(fake);
    expect(lastRequest(fake, 'exports.start')).toMatchObject({ from: '2026-10', template: null });
    fake.emit('job.progress', { ...job, done: 2, total: 3 });
    await seeText('2 of 3');
    const withoutFile = [{ invoice: 'in_draft', reason: 'none' as const }];
    fake.answer('exports.report', () => ({ ok: true, value: { ...report, withoutFile } }));
    fake.emit('job.progress', { ...job, state: 'done', done: 3, total: 3 });
    await seeText('Export finished');
    await seeText('2 files written');
    await seeText('1 skipped, already there with the same content');
    await seeText('1 invoice without a PDF at the vendor');
    await seeText('ledger.csv, ledger.xlsx, manifest.json, SHA256SUMS');
    await click('Show folder');
    await until(() => {
      expect(lastRequest(fake, 'exports.showFolder')).toEqual({ jobId: job.id });
    });
    await click('New export');
    await findControl('Start export');
  });

  it('names each failure with its reason and tries again', async () => {
    const { fake } = await openWindow({ path: '/exports' });
    const job = await start(fake);
    const failed = [
      { invoice: 'IK-1059', code: 'document-missing' },
      { invoice: 'IK-1058', code: 'never heard of' },
    ];
    fake.answer('exports.report', () => ({ ok: true, value: { ...report, failed } }));
    fake.emit('job.progress', { ...job, state: 'failed', done: 3, total: 3 });
    await seeText('Export finished with failures');
    await seeText('IK-1059: its file is missing from the archive');
    await seeText('IK-1058: it could not be exported');
    await click('Try the failed ones again');
    await seeElement('[data-job-progress]');
    expect(fake.made.filter(({ name }) => name === 'exports.start')).toHaveLength(2);
  });

  it('says what stays when it is cancelled', async () => {
    const { fake } = await openWindow({ path: '/exports' });
    const job = await start(fake);
    await click('Cancel');
    await seeText('Export cancelled');
    await seeText('The files that were already written are complete and stay in the folder.');
    expect(lastRequest(fake, 'jobs.cancel')).toEqual({ jobId: job.id });
  });

  it('says why it could not start and keeps the choice', async () => {
    const { fake } = await openWindow({ path: '/exports' });
    await click('Choose folder…');
    await seeText('Invoices 2026');
    fake.break('exports.start', { code: 'folder-read-only', folder: 'Invoices 2026' });
    await click('Start export');
    await seeElement('[role=alert]');
    await findControl('Start export');
    await seeText('Invoices 2026');
  });

  it('changes nothing when no folder is chosen in the dialog', async () => {
    const { fake } = await openWindow({ path: '/exports' });
    fake.answer('exports.chooseFolder', () => ({ ok: true, value: null }));
    await click('Choose folder…');
    await seeText('No folder chosen yet');
    expect(document.querySelector('[role=alert]')).toBeNull();
  });

  it('takes months from the user and says when they are backwards', async () => {
    const { fake } = await openWindow({ path: '/exports' });
    await seeText('1 invoice');
    useExports().preset = 'custom';
    await type('From', '2026-06');
    await type('To, included', '2026-03');
    await seeText('The first month lies after the last. Choose an earlier first month.');
    await type('To, included', '2026-08');
    await seeNoText('The first month lies after the last. Choose an earlier first month.');
    await until(() => {
      expect(lastRequest(fake, 'exports.preview')).toMatchObject({ from: '2026-06', to: '2026-08' });
    });
    await seeText('3 invoices');
  });

  it('says so when nothing falls into the choice', async () => {
    const fake = createFakeBridge();
    fake.state.invoices = [];
    await openWindow({ path: '/exports', fake });
    await seeText('No invoice falls into this choice.');
  });

  it('exports the invoices picked elsewhere, and offers a period instead', async () => {
    const { fake, router } = await openWindow({ path: '/overview' });
    const keys = fake.state.invoices.slice(0, 2).map(({ key }) => key);
    useExports().chooseInvoices(keys);
    await router.push('/exports');
    await seeText('2 invoices selected on Invoices');
    await until(() => {
      expect(lastRequest(fake, 'exports.preview')).toMatchObject({ invoiceKeys: keys, from: null });
    });
    await click('Invoices of a period', 'label');
    await until(() => {
      expect(lastRequest(fake, 'exports.preview')).toMatchObject({ invoiceKeys: null, from: '2026-10' });
    });
  });

  it('takes up an export that was running before, and lists earlier ones', async () => {
    const fake = createFakeBridge();
    fake.state.jobs = [
      {
        id: 'job_9',
        kind: 'export',
        accountId: null,
        state: 'running',
        done: 7,
        total: 9,
        startedAt: '2026-11-22T12:00:00.000Z',
        error: null,
      },
    ];
    fake.state.exports = [
      {
        jobId: 'job_1',
        startedAt: '2026-10-01T09:00:00.000Z',
        endedAt: null,
        state: 'interrupted',
        folder: '/x',
        written: 1321,
        skipped: 0,
        failed: 2,
      },
    ];
    await openWindow({ path: '/exports', fake });
    await seeText('7 of 9');
    await seeText('Interrupted');
    await seeText('1,321');
  });
});
