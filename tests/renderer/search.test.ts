import { describe, expect, it } from 'vitest';
import { fail } from '#shared/result.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import {
  click,
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

const terms = (fake: FakeBridge) => (lastRequest(fake, 'invoices.query') as { terms?: unknown }).terms;
const chips = () => [...document.querySelectorAll('[data-search-chips] li')].map((chip) => visibleText(chip));

/** The sample without documents: there is no PDF reader here. */
function bare(): FakeBridge {
  const fake = createFakeBridge({ invoiceMonths: 3 });
  fake.state.invoices = fake.state.invoices.map((each) => ({ ...each, document: 'missing', documentError: null }));
  return fake;
}

/** Opens the first invoice of the list beside it. */
async function openFirst(): Promise<void> {
  const first = await until(() => {
    const row = [...document.querySelectorAll<HTMLElement>('[role=row]')].find((each) =>
      each.textContent.includes('USD'),
    );
    if (!row) throw new Error('No invoice yet');
    return row;
  });
  first.click();
  await seeElement('[data-notes]');
}

describe('Searching invoices', () => {
  withWindows();

  it('says of a word that is too short for the text of PDFs, unless it stands beside another', async () => {
    await openWindow({ path: '/invoices' });
    await type('Find invoices', 'é7');
    await until(() => {
      expect(chips()).toEqual(['“é7”, not in PDFs: too short']);
    });
    await type('Find invoices', '"los 7" hamburg');
    await until(() => {
      expect(chips()).toEqual(['“los 7”', '“hamburg”']);
    });
    await type('Find invoices', 'hamburg');
    await until(() => {
      expect(chips()).toEqual([]);
    });
  });

  it('shows each condition, tells what it does not understand, and takes one away with a click', async () => {
    const { fake } = await openWindow({ path: '/invoices' });
    await type('Find invoices', 'total>1,500.50 status:paid colour:red from:2026-13');
    await until(() => {
      expect(chips()).toEqual(['Total > 1,500.5', 'Status: Paid']);
    });
    await seeText('“colour:” isn’t a search filter.', () => document.querySelector('[data-search-findings]'));
    await seeText('“from:2026-13”: enter a month or a day');
    await until(() => {
      expect(terms(fake)).toEqual([
        { kind: 'total', comparison: '>', amount: '1500.5' },
        { kind: 'status', status: 'paid' },
      ]);
    });
    await click('Remove Total > 1,500.5');
    expect((await findField('Find invoices')).value).toBe('status:paid colour:red from:2026-13');
    await until(() => {
      expect(terms(fake)).toEqual([{ kind: 'status', status: 'paid' }]);
    });
    await click('Clear filters');
    await until(() => {
      expect(terms(fake)).toEqual([]);
    });
    expect(visibleText()).not.toContain('Not understood');
  });

  it('explains what can be typed', async () => {
    await openWindow({ path: '/invoices' });
    await click('How to search');
    await seeText('currency:eur');
    await seeText('One of pdf, xml, tag, note, po, costcentre');
  });

  it('saves a search under a name, and finds, renames and removes it there', async () => {
    const { fake } = await openWindow({ path: '/invoices' });
    fake.after('filters.save', (filter) => {
      fake.state.savedFilters = [{ id: 'filter_1', ...filter }];
    });
    fake.after('filters.rename', ({ name }) => {
      fake.state.savedFilters = fake.state.savedFilters.map((each) => ({ ...each, name }));
    });
    fake.after('filters.remove', () => {
      fake.state.savedFilters = [];
    });
    await click('Saved searches');
    await seeText('Type a search first.');
    await click('Saved searches');
    await type('Find invoices', 'status:open total>10');
    await click('Saved searches');
    await type('Search name', ' ');
    fake.break('filters.save', { code: 'filter-name-empty' });
    await click('Save search');
    await seeText('A saved search needs a name.');
    fake.mend('filters.save');
    await type('Search name', 'Open ones');
    await click('Save search');
    await seeText('Saved as “Open ones”.');
    await click('Clear filters');
    await click('Saved searches');
    await click('Open ones');
    await until(async () => {
      expect((await findField('Find invoices')).value).toBe('status:open total>10');
    });
    await click('Saved searches');
    await click('Rename Open ones');
    await type('New name for Open ones', 'Due soon');
    document.querySelector<HTMLFormElement>('[data-saved-searches] form')?.requestSubmit();
    await click('Remove Due soon');
    await seeText('No saved searches yet.');
    expect(lastRequest(fake, 'filters.remove')).toEqual({ id: 'filter_1' });
  });
});

describe('Tags and notes', () => {
  withWindows();

  it('are edited beside the facts, with the defaults of the account', async () => {
    const { fake } = await openWindow({ path: '/invoices', fake: bare() });
    fake.after('accounts.setReferences', ({ accountId, ...references }) => {
      fake.state.references[accountId] = references;
    });
    fake.after('invoices.annotate', ({ key, ...annotation }) => {
      fake.state.invoices = fake.state.invoices.map((each) => (each.key === key ? { ...each, ...annotation } : each));
    });
    await openFirst();
    await click('Account defaults…');
    await seeText('They apply to all of the account’s invoices');
    const dialog = document.querySelector('[role=dialog]');
    const field = [...(dialog?.querySelectorAll('input') ?? [])][0];
    if (!field) throw new Error('No field');
    field.value = 'IT-7';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    dialog?.querySelector('form')?.requestSubmit();
    await seeText('From the account: IT-7');
    await type('Tags', ' travel, To check,travel');
    await type('Note', 'Ask first');
    document.querySelector<HTMLFormElement>('[data-notes] form')?.requestSubmit();
    await until(() => {
      expect(lastRequest(fake, 'invoices.annotate')).toMatchObject({
        tags: ['travel', 'To check'],
        note: 'Ask first',
        costCentre: null,
      });
    });
    await seeText('were saved.');
    await until(async () => {
      expect((await findField('Tags')).value).toBe('travel, To check');
    });
  });

  it('are read only for a viewer, with the reason', async () => {
    const fake = bare();
    fake.state.accounts = fake.state.accounts.map((each) => ({ ...each, role: 'viewer' }));
    await openWindow({ path: '/invoices', fake });
    await openFirst();
    await seeText('As a viewer you can view tags and notes but not change them.');
    expect((await findField('Tags')).disabled).toBe(true);
    await seeNoText('were saved.');
  });

  it('are put on several invoices at once', async () => {
    const { fake } = await openWindow({ path: '/invoices', fake: bare() });
    await seeElement('[role=row][aria-rowindex="2"]');
    document.querySelector<HTMLElement>('thead [role=checkbox], [role=columnheader] [role=checkbox]')?.click();
    await click('Tag…');
    await type('Add tags', 'q3');
    await click('Apply');
    await seeText('3 invoices were changed.');
    const keys = fake.state.invoices.filter((each) => each.accountId === 'acc_imagekit').map(({ key }) => key);
    expect(lastRequest(fake, 'invoices.tag')).toEqual({ keys, tags: ['q3'], remove: [] });
  });
});

describe('Synchronizing', () => {
  withWindows();

  it('asks for what is new, or reads everything again, and shows how far it is', async () => {
    const { fake } = await openWindow({ path: '/invoices' });
    await click('Refresh');
    await seeElement('[data-job-progress]');
    expect(lastRequest(fake, 'sync.start')).toEqual({ accountId: 'acc_imagekit', full: false });
    const job = fake.state.jobs.at(-1);
    if (!job) throw new Error('No job was started');
    fake.emit('job.progress', { ...job, state: 'done' });
    await seeText('Everything here is up to date.');
    await click('More sync options');
    await click('Full sync');
    await until(() => {
      expect(lastRequest(fake, 'sync.start')).toEqual({ accountId: 'acc_imagekit', full: true });
    });
    await seeElement('[data-job-progress]');
  });

  it.each([
    [{ received: 12_500_000, total: 48_000_000 }, '12.5 MB of 48 MB of large PDFs'],
    [{ received: 2_100_000, total: null }, '2.1 MB of large PDFs so far'],
  ])('shows how much of a large document has come, and no longer when it is there', async (transfer, words) => {
    const { fake } = await openWindow({ path: '/invoices' });
    await click('Refresh');
    const job = fake.state.jobs.at(-1);
    if (!job) throw new Error('No job was started');
    fake.emit('job.progress', { ...job, done: 2, total: 3, transfer });
    await seeText(words);
    fake.emit('job.progress', { ...job, done: 2, total: 3 });
    await until(() => {
      expect(document.querySelector('[data-transfer]')).toBeNull();
    });
  });

  it('says what came of it though another synchronization still runs', async () => {
    const { fake } = await openWindow({ path: '/invoices' });
    await click('Refresh');
    await seeElement('[data-job-progress]');
    const job = fake.state.jobs.at(-1);
    if (!job) throw new Error('No job was started');
    fake.emit('job.progress', { ...job, id: 'job_of_all', accountId: null });
    fake.emit('job.progress', { ...job, state: 'done' });
    await seeText('Everything here is up to date.');
  });

  it('does not take a running one for the one that reads everything', async () => {
    const { fake } = await openWindow({ path: '/invoices' });
    fake.answer('sync.start', () => fail({ code: 'job-running', job: 'background' }));
    await click('More sync options');
    await click('Full sync');
    await seeText('already');
  });
});
