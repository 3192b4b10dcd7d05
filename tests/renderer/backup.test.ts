import { describe, expect, it } from 'vitest';
import { createFakeBridge } from '../support/fake-bridge.ts';
import { click, openWindow, seeElement, seeNoText, seeText, visibleText, withWindows } from '../support/open-window.ts';

const madeCalls = (fake: ReturnType<typeof createFakeBridge>, name: string) =>
  fake.made.filter((call) => call.name === name).map(({ request }) => request);

describe('backups on Settings', () => {
  withWindows();

  it('say how many daily copies there are, and what kept the last one from being made', async () => {
    const fake = createFakeBridge();
    fake.state.daily = { ...fake.state.daily, error: { code: 'no-space', folder: '/data/backups' } };
    await openWindow({ fake, path: '/settings' });
    await seeText('3 copies, 12.4 MB; the newest was made');
    await seeText('There isn’t enough space in /data/backups.');
    await seeText('The last copy failed.');
  });

  it('say that there is none yet, and offer none to put back', async () => {
    const fake = createFakeBridge();
    fake.state.daily = { count: 0, bytes: 0, newestAt: null, error: null };
    await openWindow({ fake, path: '/settings' });
    await seeText('None yet');
    await seeNoText('Put back the newest');
  });

  it('restore only what was confirmed', async () => {
    const fake = createFakeBridge();
    await openWindow({ fake, path: '/settings' });
    await click('Restore from folder…');
    await seeText('Accounts: 4, invoices: 180, documents: 172, 42 MB');
    await seeText('Backups don’t include keys');
    await click('Cancel');
    expect(madeCalls(fake, 'backup.restore')).toEqual([]);
    await click('Restore from ZIP…');
    await click('Restore');
    await seeText('Restoring and verifying');
    expect(madeCalls(fake, 'backup.choose')).toEqual([{ zip: false }, { zip: true }]);
    expect(madeCalls(fake, 'backup.restore')).toEqual([{ backupId: 'b1' }]);
  });

  it('tell what was backed up, and what was not taken along', async () => {
    const fake = createFakeBridge();
    await openWindow({ fake, path: '/settings' });
    fake.state.backup = {
      ...{ folder: '/media/backup/billfold-2026-11-22-120000', accounts: 4, invoices: 180, documents: 172 },
      ...{ bytes: 42_000_000, verified: true, skipped: ['documents/link.pdf'] },
    };
    await click('Back up to folder…');
    const job = fake.state.jobs.find(({ kind }) => kind === 'backup');
    if (!job) throw new Error('No backup began');
    fake.emit('job.progress', { ...job, state: 'done', done: 174, total: 174 });
    await seeText('Backed up to /media/backup/billfold-2026-11-22-120000: 180 invoices, 172 documents, 42 MB.');
    await seeText('documents/link.pdf');
  });
});

describe('a data folder without a usable database', () => {
  withWindows();

  it.each(['missing', 'damaged'] as const)('is a question and nothing else: %s', async (problem) => {
    const fake = createFakeBridge({ empty: true });
    const ways = problem === 'missing' ? (['backup', 'adopt', 'fresh'] as const) : (['salvage', 'fresh'] as const);
    const backupAt = problem === 'missing' ? '2026-11-21T06:00:00.000Z' : null;
    fake.state.recovery = { folder: '/data', problem, backupAt, ways: [...ways] };
    fake.break(
      'accounts.list',
      problem === 'missing'
        ? { code: 'database-missing', folder: '/data', backup: null, ways: [] }
        : { code: 'database-corrupt', reason: 'SQLITE_CORRUPT', backup: null, ways: [] },
    );
    await openWindow({ fake, path: '/overview' });
    await seeText(`The database is ${problem}`);
    expect(visibleText()).not.toContain('Welcome to Billfold');
    expect(visibleText().includes('Put it back')).toBe(problem === 'missing');
    expect(visibleText().includes('Recover it')).toBe(problem === 'damaged');
    await click('Start from scratch');
    await seeText('Restoring and verifying');
    expect(madeCalls(fake, 'recovery.run')).toEqual([{ way: 'fresh' }]);
  });
});

describe('a data folder that cannot be written to', () => {
  withWindows();

  it('is said on every screen', async () => {
    const fake = createFakeBridge();
    fake.state.info = { ...fake.state.info, readOnly: true };
    await openWindow({ fake });
    await seeElement('[data-read-only]');
    await seeText('you can view and export');
  });
});
