import { describe, expect, it } from 'vitest';
import { money } from '#shared/money.ts';
import { fail, ok } from '#shared/result.ts';
import { problemsOf, valuesOfDraft } from '../../renderer/pages/import/import-draft.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import {
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
import { sampleImport, sampleImports, sampleProposal, sampleSimilar } from '../support/sample/imports.ts';

const draft = {
  accountId: 'acc_imagekit',
  seller: 'Pixel & Söhne GmbH',
  type: 'invoice' as const,
  number: ' RE-1 ',
  issuedOn: '2026-10-31',
  dueOn: '',
  currency: 'EUR',
  total: money(100, 'EUR'),
  tax: null,
  remaining: null,
  paid: false,
  paidOn: '',
};

describe('what stands in the form', () => {
  it('becomes values once all that is needed is there', () => {
    expect(valuesOfDraft(draft, draft)).toEqual({
      ...{ accountId: 'acc_imagekit', type: 'invoice', number: 'RE-1', issuedOn: '2026-10-31', dueOn: null },
      ...{ total: money(100, 'EUR'), tax: null, remaining: null, paid: false, paidOn: null },
    });
    expect(valuesOfDraft({ ...draft, number: '  ' }, draft)?.number).toBeNull();
    expect(valuesOfDraft({ ...draft, seller: ' Pixel ' }, draft)?.seller).toBe('Pixel');
    expect(valuesOfDraft({ ...draft, seller: ' ' }, draft)?.seller).toBeNull();
  });

  it.each([
    [{ issuedOn: '' }, { issuedOn: 'dateNeeded' }],
    [{ total: null }, { total: 'totalNeeded' }],
    [{ currency: 'EU' }, { currency: 'currencyWrong' }],
    [{ tax: money(101, 'EUR') }, { tax: 'taxTooLarge' }],
  ])('is not enough with %j', (change, problems) => {
    expect(problemsOf({ ...draft, ...change })).toEqual(problems);
    expect(valuesOfDraft({ ...draft, ...change }, draft)).toBeNull();
  });
});

describe('Import', () => {
  withWindows();

  const withItems = (items = sampleImports()): FakeBridge => {
    const fake = createFakeBridge();
    fake.state.imports.items = items;
    // Pages are drawn in real browsers only.
    fake.hold('imports.document');
    return fake;
  };

  it('reads a mailbox, says why it cannot be read, and takes a new password', async () => {
    const { fake } = await openWindow({ path: '/import' });
    await click('Read a mailbox…');
    await click('Connect');
    await seeText('Enter the server’s name.');
    await type('IMAP server', 'imap.pixel.example');
    await type('User name', 'anna@pixel.example');
    await type('Password', 'correct horse');
    await click('Connect');
    await seeText('Not read yet.');
    expect(lastRequest(fake, 'mailboxes.add')).toMatchObject({
      mailbox: { host: 'imap.pixel.example', port: 993, user: 'anna@pixel.example', folder: 'INBOX' },
      password: 'correct horse',
    });
    const [mailbox] = fake.state.mailboxes;
    const error = { code: 'mailbox-folder-missing', host: 'imap.pixel.example', folder: 'INBOX' } as const;
    if (mailbox) fake.state.mailboxes = [{ ...mailbox, failure: { error, since: '2026-11-22T12:00:00.000Z' } }];
    fake.emit('mailboxes.changed', null);
    await seeText('There’s no folder “INBOX” on imap.pixel.example.');
    await click('Enter the password…');
    await type('Password', 'another');
    await click('Connect');
    await seeText('Not read yet.');
    await click('Stop reading');
    await seeText('Billfold can read a mailbox for this account');
  });

  it('takes whose mails are read and where they go, lets links be fetched, and tells what happened', async () => {
    const { fake } = await openWindow({ path: '/import' });
    const at = '2026-11-22T12:00:00.000Z' as const;
    fake.state.mailboxes = [
      {
        ...{ id: 'mailbox-1', accountId: 'acc_imagekit', host: 'imap.pixel.example', port: 993, user: 'anna' },
        ...{ folder: 'INBOX', since: '2025-11-22', signIn: 'password', senders: [], moveTo: null },
        ...{ readAt: at, mails: 1200, withFiles: 40, failure: null, reading: false },
        links: [{ sender: 'shop.example', host: 'pay.shop.example', allowed: null, waiting: 3, fetched: 0 }],
      },
    ];
    fake.answer('mailboxes.log', () => ok([{ at, what: 'read', mails: 1200, withFiles: 40, error: null }]));
    fake.emit('mailboxes.changed', null);
    await click('Options and history…');
    await seeText('1,200 mails read, 40 of them with files');
    await click('Fetch them');
    await until(() => {
      expect(lastRequest(fake, 'mailboxes.allowLinks')).toEqual({
        ...{ id: 'mailbox-1', sender: 'shop.example', host: 'pay.shop.example', allowed: true },
      });
    });
    await type('Only mails from', 'not a domain!');
    await click('Save');
    await seeText('Enter addresses or domains.');
    await type('Only mails from', 'billing@pixel.example, shop.example');
    await type('Move imported mails to', 'INBOX');
    await click('Save');
    await seeText('Enter a folder other than the one that’s read.');
    await type('Move imported mails to', ' Done ');
    await click('Save');
    await until(() => {
      expect(lastRequest(fake, 'mailboxes.change')).toEqual({
        ...{ id: 'mailbox-1', choices: { senders: ['billing@pixel.example', 'shop.example'], moveTo: 'Done' } },
      });
    });
  });

  it('says what is wrong with a mailbox that is entered, and keeps what was typed', async () => {
    const { fake } = await openWindow({ path: '/import' });
    const refusal = {
      code: 'mailbox-login-refused',
      host: 'imap.pixel.example',
      user: 'anna',
      serverWords: null,
    } as const;
    fake.answer('mailboxes.add', () => fail(refusal));
    await click('Read a mailbox…');
    await type('IMAP server', 'imap.pixel.example');
    await type('User name', 'anna');
    await type('Password', 'wrong');
    await click('Connect');
    await seeText('imap.pixel.example didn’t accept the password of anna.');
    expect((await findField('IMAP server')).value).toBe('imap.pixel.example');
    await click('Cancel');
    await seeText('Billfold can read a mailbox for this account');
  });

  it('tells which mail or archive a file was taken out of', async () => {
    const mail = {
      from: 'billing@pixel.example',
      subject: 'Your invoice',
      sentAt: '2026-11-03T07:30:00.000Z',
      messageId: null,
    } as const;
    const fake = withItems([
      sampleImport('From a mail', { within: 'november.zip', mail }),
      sampleImport('From an archive', { within: 'november.zip' }),
      sampleImport('By itself'),
    ]);
    await openWindow({ path: '/import', fake });
    await seeText('From a mail: billing@pixel.example · Your invoice · Nov 3, 2026');
    await click('Next file');
    await seeText('From november.zip');
    await click('Next file');
    await until(() => {
      expect(document.querySelector('[data-import-origin]')).toBeNull();
    });
  });

  it('shows what was found in a file and where it came from, and imports what was confirmed', async () => {
    const { fake } = await openWindow({ path: '/import', fake: withItems() });
    await seeText('1 of 4');
    expect((await findField('Number')).value).toBe('RE-2026/0815');
    expect((await findField('Total')).value).toBe('490.76');
    expect(visibleText()).toContain('From the e-invoice');
    expect(visibleText()).toContain('From the e-invoice · Oct 31, 2026');
    await type('Number', 'RE-9');
    await until(() => {
      expect(visibleText().match(/From the e-invoice/g)).toHaveLength(4);
    });
    await click('Import');
    await seeText('Invoice RE-9 was imported.');
    expect(lastRequest(fake, 'imports.confirm')).toEqual({
      id: 'Hosting October',
      values: {
        ...{ accountId: 'acc_imagekit', type: 'invoice', number: 'RE-9', issuedOn: '2026-10-31', dueOn: '2026-11-14' },
        ...{ total: money(49076, 'EUR'), tax: money(7836, 'EUR'), remaining: null, paid: false, paidOn: null },
      },
    });
    await seeText('1 of 3');
    expect((await findField('Number')).value).toBe('INV-4711');
  });

  it('goes on to the next file, skips, leaves out, and says why one was refused', async () => {
    const { fake } = await openWindow({ path: '/import', fake: withItems() });
    await click('Skip for now');
    await seeText('2 of 4');
    await seeText('Perhaps the same invoice');
    await click('Discard');
    await seeText('2026-10 Bandwidth.pdf was discarded. The file itself is unchanged.');
    expect(lastRequest(fake, 'imports.leaveOut')).toEqual({ ids: ['2026-10 Bandwidth'] });
    await seeText('This file has no searchable text (it may be a scan).');
    await click('Next file');
    await seeText('Sign in.pdf isn’t a PDF or electronic invoice: it contains a web page.');
    await click('Previous file');
    await click('Import');
    await seeText('Enter the issue date.');
    expect(visibleText()).toContain('Enter the total.');
    expect(fake.made.some(({ name }) => name === 'imports.confirm')).toBe(false);
  });

  it('asks for the password of a PDF, and says where it is not the one', async () => {
    const refusal = { code: 'document-encrypted', invoice: 'locked.pdf' } as const;
    const locked = sampleImport('locked', { state: 'refused', proposal: null, refusal });
    const fake = withItems([locked]);
    fake.break('imports.unlock', { code: 'document-password-wrong', invoice: 'locked.pdf' });
    await openWindow({ path: '/import', fake });
    await type('Password of this PDF', 'wrong');
    await click('Open');
    await seeText('This password doesn’t open locked.pdf.');
    fake.mend('imports.unlock');
    fake.answer('imports.unlock', () => {
      fake.state.imports.items = [sampleImport('locked', { proposal: sampleProposal({ recognised: true }) })];
      return ok(null);
    });
    await type('Password of this PDF', 'Kd-4711');
    await click('Open');
    await seeText('This file is a scan, read by text recognition.');
    expect(lastRequest(fake, 'imports.unlock')).toEqual({ id: 'locked', password: 'Kd-4711' });
  });

  it('names a language that it does not read, and asks for a currency that no page names', async () => {
    const proposal = sampleProposal({ language: 'pl', currency: null, total: null });
    await openWindow({ path: '/import', fake: withItems([sampleImport('Faktura', { proposal })]) });
    await seeText('This document seems to be in Polish, which Billfold doesn’t read well.');
    expect((await findField('Currency')).value).toBe('');
  });

  it('takes all that are certain in one go', async () => {
    const items = Array.from({ length: 3 }, (_, index) => sampleImport(`e${String(index)}`, { certain: index > 0 }));
    await openWindow({ path: '/import', fake: withItems(items) });
    await click('Import all 2 verified invoices');
    await seeText('2 invoices were imported.');
    await seeText('1 of 1');
    expect(document.querySelector('[data-take-certain]')).toBeNull();
  });

  it('looks again for the same invoice when the number changes', async () => {
    const { fake } = await openWindow({
      path: '/import',
      fake: withItems([sampleImport('one', { proposal: sampleProposal() })]),
    });
    const like = sampleSimilar('acc_imagekit:in_2', { number: 'IK-1059' });
    fake.answer('imports.similar', ({ number }) => ok(number === like.number ? [like] : []));
    await seeText('1 of 1');
    await type('Number', 'IK-1059');
    await seeText('Same seller and number');
    expect(lastRequest(fake, 'imports.similar')).toEqual({
      ...{ id: 'one', type: 'invoice', number: 'IK-1059', total: money(49076, 'EUR'), issuedOn: '2026-10-31' },
    });
    await type('Number', 'IK-0');
    await seeNoText('Same seller and number');
  });

  it('keeps what waits when an import fails, and says what happened', async () => {
    const fake = withItems();
    fake.break('imports.confirm', { code: 'disk-full', folder: '/data' });
    await openWindow({ path: '/import', fake });
    await click('Import');
    await seeText('/data');
    await seeText('1 of 4');
    expect((await findField('Number')).value).toBe('RE-2026/0815');
  });

  it('begins with what can be done, watches a folder and stops', async () => {
    const { fake } = await openWindow({ path: '/import', fake: withItems([]) });
    const { folders } = fake.state.imports;
    fake.after('imports.chooseFolder', ({ accountId }) => {
      folders[accountId] = { label: '/home/anna/Invoices', missing: false };
    });
    fake.after('imports.stopFolder', () => {
      fake.state.imports.folders = {};
    });
    fake.after('imports.choose', () => {
      fake.state.imports.items = [sampleImport('one'), sampleImport('two')];
      fake.emit('imports.changed', null);
    });
    await seeText('Nothing to import');
    await click('Watch a folder…');
    await seeText('New files in /home/anna/Invoices are read and wait here.');
    await click('Stop watching');
    await seeText('Billfold can watch a folder for this account');
    expect(lastRequest(fake, 'imports.stopFolder')).toEqual({ accountId: 'acc_imagekit' });
    await click('Choose a folder…');
    await seeText('2 files are being read.');
    await seeText('1 of 2');
  });

  it('takes files that are dropped on the list of invoices', async () => {
    const { router } = await openWindow({ path: '/invoices', fake: withItems([]) });
    await findControl('Import…');
    const dataTransfer = { types: ['Files'], files: [new File(['%PDF-'], 'a.pdf')], dropEffect: 'none' };
    const drag = (name: string) => Object.assign(new Event(name, { cancelable: true }), { dataTransfer });
    window.dispatchEvent(drag('dragenter'));
    await seeElement('[data-drop-zone]');
    expect(window.dispatchEvent(drag('dragover'))).toBe(false);
    window.dispatchEvent(drag('drop'));
    await seeText('1 file is being read.');
    await until(() => {
      expect(router.currentRoute.value.name).toBe('import');
    });
  });

  it('offers nothing to a viewer, and says why', async () => {
    const fake = createFakeBridge();
    fake.state.accounts = fake.state.accounts.map((account) => ({ ...account, role: 'viewer' }));
    const { router } = await openWindow({ path: '/invoices', fake });
    await findControl('Refresh');
    expect(visibleText()).not.toContain('Import…');
    await router.push('/import');
    expect((await findControl('Choose files…')).hasAttribute('disabled')).toBe(true);
    await seeText('Your role is Viewer');
    expect(visibleText()).not.toContain('Watched folder');
  });
});
