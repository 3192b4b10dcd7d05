import { describe, expect, it } from 'vitest';
import { defaultExportOptions, type ExportHistory } from '#shared/export.ts';
import type { Job } from '#shared/jobs.ts';
import { fail, ok } from '#shared/result.ts';
import { useExports } from '../../renderer/stores/exports.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import { sampleExport, samplePreview, sampleReport as report } from '../support/sample/exports.ts';
import {
  cellsOf,
  click,
  findControl,
  findField,
  lastRequest,
  openWindow,
  seeElement,
  seeNoText,
  seeText,
  type,
  until,
  visibleText,
  withWindows,
} from '../support/open-window.ts';

/** Chooses a folder and starts; answers with the job that runs. */
async function start(fake: FakeBridge) {
  await click('Choose folder…');
  await seeText('Invoices 2026');
  await until(() => {
    expect(document.querySelector('[data-export-count]')?.textContent).toContain('with a document');
  });
  await click('Start export');
  await seeElement('[data-job-progress]');
  const job = fake.state.jobs.at(-1);
  if (!job) throw new Error('No job was started');
  return job;
}

/** Runs the automatic export at hand: followed, cancelled, and with one file that could not be written. */
async function runsAsJob(fake: FakeBridge): Promise<void> {
  const runNow = await seeElement('button[aria-label^="Run now"]');
  runNow.click();
  const jobId = fake.state.exports[0]?.jobId ?? '';
  expect(lastRequest(fake, 'exports.runAutomatic')).toEqual({ jobId });
  const job: Job = {
    ...{ id: jobId, kind: 'automatic-export', accountId: null, state: 'running', done: 3, total: 10 },
    ...{ startedAt: '2026-11-22T12:00:00.000Z', error: null },
  };
  const ends = (changes: Partial<ExportHistory>, state: Job['state']) => {
    fake.state.exports = fake.state.exports.map((each) => ({ ...each, ...changes }));
    fake.emit('job.progress', { ...job, state, done: 3 });
    fake.emit('exports.changed', null);
  };
  fake.emit('job.progress', job);
  const progress = await seeElement('[data-automatic] [data-job-progress]');
  expect(progress.textContent).toContain('3 of 10');
  expect(runNow.hasAttribute('disabled')).toBe(true);
  await click('Cancel', '[data-automatic] [data-job-progress] button');
  expect(lastRequest(fake, 'jobs.cancel')).toEqual({ jobId });
  ends({ state: 'cancelled' }, 'cancelled');
  await seeText('Canceled. It continues with the next new invoice');
  expect(runNow.hasAttribute('disabled')).toBe(false);
  const failed = [{ invoice: 'in_1059', code: 'document-missing' as const }];
  fake.answer('exports.report', () => ({ ok: true, value: { ...report, failed } }));
  ends({ state: 'done', failed: 1 }, 'done');
  await seeText('in_1059: its file is missing from the archive');
  await seeText('Refresh fetches missing documents');
  ends({ failed: 0 }, 'done');
}

describe('Exports', () => {
  withWindows();

  it('offers the last month, counts at once, and says that nothing is overwritten', async () => {
    const { fake } = await openWindow({ path: '/exports' });
    await seeText('1 invoice');
    await seeText('2026/10/2026-10-01_ImageKit (practice)_IK-1059.pdf');
    expect(lastRequest(fake, 'exports.preview')).toEqual({
      accountId: 'acc_imagekit',
      invoiceKeys: null,
      from: '2026-10',
      to: '2026-10',
      ...defaultExportOptions,
    });
    expect(visibleText()).toContain('Existing files are never overwritten');
    expect((await findControl('Start export')).hasAttribute('disabled')).toBe(true);
    await seeText('Choose a folder first.');
    await click('Choose folder…');
    await seeNoText('Choose a folder first.');
    expect((await findControl('Start export')).hasAttribute('disabled')).toBe(false);
  });

  it('keeps no choice where the organization decides how exports are written, and writes all the same', async () => {
    const fake = createFakeBridge();
    const { policy } = fake.state.info;
    fake.state.info = { ...fake.state.info, policy: { ...policy, state: 'applied', locked: ['exports'] } };
    await openWindow({ path: '/exports', fake });
    await start(fake);
    expect(lastRequest(fake, 'exports.start')).toMatchObject({ keep: false });
    expect(visibleText()).not.toContain('Use these settings from now on');
  });

  it('writes what was chosen, shows how far it is, and what came of it', async () => {
    const { fake } = await openWindow({ path: '/exports' });
    const job = await start(fake);
    expect(lastRequest(fake, 'exports.start')).toMatchObject({ from: '2026-10', ...defaultExportOptions, keep: false });
    fake.emit('job.progress', { ...job, done: 2, total: 3 });
    await seeText('2 of 3');
    const withoutFile = [{ invoice: 'in_draft', reason: 'none' as const }];
    fake.answer('exports.report', () => ({ ok: true, value: { ...report, withoutFile } }));
    fake.emit('job.progress', { ...job, state: 'done', done: 3, total: 3 });
    await seeText('Export finished');
    await seeText('2 files written');
    await seeText('1 skipped because it’s already there');
    await seeText('1 invoice without a PDF at the vendor');
    await seeText('ledger.csv, ledger-taxes.csv, ledger.xlsx, manifest.json, SHA256SUMS');
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
    await seeText('IK-1058: it couldn’t be exported');
    await click('Try the failed ones again');
    await seeElement('[data-job-progress]');
    expect(lastRequest(fake, 'exports.resume')).toEqual({ jobId: job.id });
  });

  it('says what stays when it is cancelled', async () => {
    const { fake } = await openWindow({ path: '/exports' });
    const job = await start(fake);
    await click('Cancel');
    await seeText('Export canceled');
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
    fake.state.exportPreview = { ...samplePreview, count: 3 };
    useExports().preset = 'custom';
    await type('From', '2026-06');
    await type('To (inclusive)', '2026-03');
    await seeText('The start month is after the end month. Choose an earlier start month.');
    await type('To (inclusive)', '2026-08');
    await seeNoText('The start month is after the end month. Choose an earlier start month.');
    await until(() => {
      expect(lastRequest(fake, 'exports.preview')).toMatchObject({ from: '2026-06', to: '2026-08' });
    });
    await seeText('3 invoices');
  });

  it('says so when nothing falls into the choice', async () => {
    const fake = createFakeBridge();
    fake.state.exportPreview = { count: 0, withDocument: 0, totals: [], tooLarge: [], examples: [] };
    await openWindow({ path: '/exports', fake });
    await seeText('No invoices match.');
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
    await click('Invoices for a period', 'label');
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
      sampleExport({ endedAt: null, state: 'interrupted', folder: '/x', written: 1321, failed: 2 }),
    ];
    await openWindow({ path: '/exports', fake });
    await seeText('7 of 9');
    await seeText('Interrupted');
    await seeText('1,321');
  });

  it('builds a template from presets and fields, with names of real invoices, and says what is wrong with it', async () => {
    const { fake } = await openWindow({ path: '/exports' });
    const names = (example: string) => {
      fake.answer('exports.preview', () => ok({ ...samplePreview, examples: [example] }));
    };
    const field = await findField('Template');
    const template = '{year}/{nonsense}';
    fake.answer('exports.preview', () =>
      fail({ code: 'template-invalid', template, reason: 'unknown-field', field: '{nonsense}' }),
    );
    await type('Template', template);
    await seeText('This can’t be used: there’s no field {nonsense}.');
    expect((await findField('Template')).getAttribute('aria-invalid')).toBe('true');
    names('bills/IK-1059USD.pdf');
    await type('Template', 'bills/.pdf');
    field.setSelectionRange(6, 6);
    await click('Insert {number}: invoice number');
    await click('Insert {currency}: currency');
    await until(() => {
      expect(field.value).toBe('bills/{number}{currency}.pdf');
    });
    await seeText('bills/IK-1059USD.pdf');
    names('ImageKit (practice)/bills/IK-1059USD.pdf');
    (await findField('One folder per account')).click();
    await seeText('ImageKit (practice)/bills/IK-1059USD.pdf');
    (await findField('Documents (PDF, XML)')).click();
    (await findField('Ledger as CSV')).click();
    (await findField('Ledger as Excel workbook')).click();
    await seeText('Choose at least one.');
    (await findField('Ledger as CSV')).click();
    await click('Choose folder…');
    await seeText('Invoices 2026');
    (await findField('Use these settings from now on')).click();
    await click('Start export');
    await until(() => {
      expect(lastRequest(fake, 'exports.start')).toMatchObject({
        template: 'bills/{number}{currency}.pdf',
        accountFolders: true,
        formats: ['csv'],
        keep: true,
      });
    });
  });

  it('shows file by file what would be written, and then writes it', async () => {
    const { fake } = await openWindow({ path: '/exports' });
    await click('Choose folder…');
    await seeText('Invoices 2026');
    await seeText('1 with a document');
    await click('Preview files');
    await seeElement('[data-job-progress]');
    expect(lastRequest(fake, 'exports.start')).toMatchObject({ dryRun: true, keep: false });
    const plan = {
      ...report,
      dryRun: true,
      renamed: [{ path: 'b.pdf', wanted: 'a.pdf' }],
      outputs: [{ path: 'ledger.csv', state: 'renewed' as const }],
    };
    fake.answer('exports.report', () => ({ ok: true, value: plan }));
    const job = fake.state.jobs.at(-1);
    if (!job) throw new Error('No job was started');
    fake.emit('job.progress', { ...job, state: 'done', done: 3, total: 3 });
    const list = await seeElement('[data-plan]');
    expect([...list.querySelectorAll('tbody tr')].map((row) => cellsOf(row).join(': '))).toEqual([
      'New: a.pdf',
      'New, with a number added: b.pdf Another file is named a.pdf.',
      'Already there: c.pdf',
      'Updated: ledger.csv',
    ]);
    await click('Start export', '[role=dialog] button');
    await until(() => {
      expect(lastRequest(fake, 'exports.start')).toMatchObject({ dryRun: false });
    });
  });

  it('says that nothing was new', async () => {
    const { fake } = await openWindow({ path: '/exports' });
    const job = await start(fake);
    const outputs = [{ path: 'ledger.csv', state: 'same' as const }];
    fake.answer('exports.report', () => ({ ok: true, value: { ...report, files: [], outputs } }));
    fake.emit('job.progress', { ...job, state: 'done', done: 1, total: 1 });
    await seeText('Nothing new: 2 files were already there.');
    await seeNoText('files written');
  });

  it('makes the pack of a month with one click, and tells what its verification found', async () => {
    const { fake } = await openWindow({ path: '/exports' });
    await seeText('For ImageKit (practice). You’ll be asked for a folder.');
    await click('Create month-close pack');
    await seeElement('[data-job-progress]');
    expect(fake.made.map(({ name }) => name)).toContain('exports.chooseFolder');
    expect(lastRequest(fake, 'exports.start')).toMatchObject({
      from: '2026-10',
      to: '2026-10',
      pack: true,
      zip: false,
      formats: ['pdf', 'csv', 'xlsx'],
    });
    const pack = {
      voidsAndCredits: 'voids-and-credits.csv',
      verification: 'verification.json',
      findingsList: 'verification.csv',
      findings: 2,
    };
    fake.answer('exports.report', () => ({ ok: true, value: { ...report, pack } }));
    const job = fake.state.jobs.at(-1);
    if (!job) throw new Error('No job was started');
    fake.emit('job.progress', { ...job, state: 'done', done: 3, total: 3 });
    await seeText('The verification found 2 problems; verification.csv lists them.');
    await seeText('voids-and-credits.csv');
    await seeText('For ImageKit (practice), saved in “Invoices 2026”.');
  });

  it('lists what earlier exports held and runs one again', async () => {
    const fake = createFakeBridge();
    fake.state.exports = [sampleExport({}, { from: '2026-07', to: '2026-09' })];
    await openWindow({ path: '/exports', fake });
    await seeText('July 2026 – September 2026');
    await seeText('Last time');
    const again = await seeElement('button[aria-label^="Run the export of"]');
    again.click();
    await seeElement('[data-job-progress]');
    expect(lastRequest(fake, 'exports.resume')).toEqual({ jobId: 'job_1' });
  });

  it('exports new invoices by itself: says where, what is wrong, and lets another folder take over', async () => {
    const fake = createFakeBridge();
    await openWindow({ path: '/exports', fake });
    const job = sampleExport({ automatic: true });
    fake.after('exports.repeat', () => {
      fake.state.exports = [job];
    });
    fake.after('exports.moveAutomatic', () => {
      fake.state.exports = [{ ...job, folder: '/mnt/elsewhere' }];
    });
    fake.after('exports.stopAutomatic', () => {
      fake.state.exports = [];
    });
    await click('Add automatic export…');
    await click('Choose folder…', '[role=dialog] button');
    await seeText('Invoices 2026');
    await click('Start exporting');
    await seeText('New invoices will be written to Invoices 2026 from now on.');
    expect(lastRequest(fake, 'exports.repeat')).toMatchObject({
      accountId: 'acc_imagekit',
      from: null,
      ...defaultExportOptions,
    });
    await seeText('Up to date since');
    fake.state.exports = fake.state.exports.map((job) => ({
      ...job,
      state: 'failed' as const,
      error: { code: 'folder-not-found' as const, folder: '/mnt/gone' },
    }));
    fake.emit('exports.changed', null);
    await seeText('/mnt/gone');
    await seeText('Nothing is lost');
    (await seeElement('button[aria-label^="Other folder"]')).click();
    await seeText('/mnt/elsewhere');
    await runsAsJob(fake);
    await seeText('Up to date since');
    (await seeElement('button[aria-label^="Stop:"]')).click();
    await seeText('New invoices are no longer written to /mnt/elsewhere.');
    await seeText('None yet.');
  });
});
