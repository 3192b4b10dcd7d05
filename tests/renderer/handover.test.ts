import { expect, it } from 'vitest';
import { money } from '#shared/money.ts';
import { ok } from '#shared/result.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import { sampleBatch, sampleBooking, samplePlan, sampleProfile } from '../support/sample/handover.ts';
import {
  click,
  type,
  findControl,
  findField,
  lastRequest,
  openWindow,
  seeElement,
  seeNoText,
  seeText,
  until,
  withWindows,
} from '../support/open-window.ts';

withWindows();

function withProfile(plan = samplePlan()): FakeBridge {
  const fake = createFakeBridge();
  fake.answer('handover.profiles', () => ok([sampleProfile()]));
  fake.answer('handover.plan', () => ok(plan));
  fake.answer('handover.batches', () => ok([sampleBatch()]));
  return fake;
}

it('begins with a profile, whose tax keys are the usual ones to be checked', async () => {
  const fake = createFakeBridge();
  await openWindow({ path: '/handover', fake });
  await seeText('Hand invoices over to accounting');
  await click('New profile');
  await seeText('Check tax keys with your tax adviser.');
  await click('Save');
  await seeText('Enter a number from 1001 to 9999999.');
  await type('Consultant number', '29098');
  await type('Client number', '55003');
  fake.answer('handover.saveProfile', ({ profile }) => ok({ ...profile, id: 'profile_1' }));
  fake.answer('handover.profiles', () => ok([sampleProfile()]));
  fake.answer('handover.plan', () => ok(samplePlan()));
  await click('Save');
  await seeText('Preview');
  expect(lastRequest(fake, 'handover.saveProfile')).toMatchObject({
    profileId: null,
    profile: {
      target: 'datev',
      datev: { consultant: 29098, client: 55003, accountLength: 4 },
      taxKeys: expect.arrayContaining([{ accountId: null, kind: 'standard', rate: '19', key: '9' }]) as unknown,
    },
  });
});

it('hands nothing over while a month is half typed, which a browser hands on as none', async () => {
  const fake = withProfile();
  await openWindow({ path: '/handover', fake });
  await click('Choose folder…');
  const month = await findField('Up to month');
  Object.defineProperty(month, 'validity', { value: { badInput: true }, configurable: true });
  month.checkValidity = () => month.dispatchEvent(new Event('invalid'));
  const start = await findControl('Hand over 1 invoice');
  await until(() => {
    expect(start.hasAttribute('disabled')).toBe(false);
  });
  start.click();
  await seeText('This is only half typed. Finish it, or empty the field.');
  expect(lastRequest(fake, 'handover.start')).toBeUndefined();
});

it('shows the rows, hands over what was shown and nothing else, and follows the batch', async () => {
  const fake = withProfile(
    samplePlan({
      bookings: [sampleBooking(), sampleBooking({ reversal: true, number: 'A-2' })],
      notes: [{ key: 'acc1:in_1', number: 'A-1', notes: [{ code: 'number-rewritten', from: 'A 1', to: 'A-1' }] }],
    }),
  );
  await openWindow({ path: '/handover', fake });
  const rows = await until(() => {
    const found = [...document.querySelectorAll('[data-booking]')].map(({ textContent }) => textContent);
    expect(found).toHaveLength(2);
    return found;
  });
  expect(rows[0]).toContain('119.00 EUR');
  expect(rows[1]).toMatch(/Reversal.*-119\.00 EUR/s);
  await seeText('Number A 1 is written as A-1');
  expect((await findControl('Hand over 1 invoice')).hasAttribute('disabled')).toBe(true);
  await click('Choose folder…');
  await seeText('Invoices 2026');
  await click('Hand over 1 invoice');
  expect(lastRequest(fake, 'handover.start')).toEqual({
    profileId: 'profile_1',
    to: null,
    folderId: 'folder_1',
    leaveOut: false,
    token: 'token_1',
  });
  const job = fake.state.jobs.at(-1);
  if (!job) throw new Error('No job was started');
  fake.emit('job.progress', { ...job, state: 'done', done: 2, total: 2 });
  await seeText('Handed over. The batch is in the list below.');
});

it('asks each question once, and saves the answers where they belong', async () => {
  const waiting = { accountName: 'Acme', day: '2026-11-05' } as const;
  const unmapped = { code: 'seller-unmapped', accountId: 'acc1', accountName: 'Acme', seller: null } as const;
  const keyless = {
    code: 'tax-key-missing',
    accountId: 'acc1',
    accountName: 'Acme',
    kind: 'none-stated',
    rate: null,
  } as const;
  const rateless = { code: 'rate-missing', currency: 'USD', day: '2026-11-05' } as const;
  const untold = { code: 'tax-unknown', total: money(5000, 'USD') } as const;
  const fake = withProfile(
    samplePlan({
      counts: { new: 0, changed: 0, reversed: 0, notReady: 3, nothingToBook: 0 },
      bookings: [],
      notReady: [
        { ...waiting, key: 'acc1:in_1', number: 'A-1', issues: [unmapped, keyless] },
        { ...waiting, key: 'acc1:in_2', number: 'A-2', issues: [unmapped, rateless, untold] },
        { ...waiting, key: 'acc1:in_3', number: 'A-3', issues: [{ code: 'period-booked', until: '2026-10-31' }] },
      ],
    }),
  );
  fake.answer('handover.saveProfile', ({ profile }) => ok({ ...profile, id: 'profile_1' }));
  await openWindow({ path: '/handover', fake });
  await seeText('3 invoices aren’t ready yet');
  await seeText('Acme A-3: It falls in a period that is booked until');
  expect(document.querySelectorAll('[data-seller-question]')).toHaveLength(1);
  expect(document.querySelectorAll('[data-text-question]')).toHaveLength(2);

  await type('Creditor number', '7000x');
  await type('Expense account', '4964');
  await click('Save', '[data-seller-question] button');
  await seeText('a creditor number needs digits only');
  await type('Creditor number', '70001');
  await click('Save', '[data-seller-question] button');
  await until(() => {
    expect(lastRequest(fake, 'handover.saveProfile')).toMatchObject({
      profileId: 'profile_1',
      profile: { sellers: [{ creditor: '70001' }, { accountId: 'acc1', creditor: '70001', expenseAccount: '4964' }] },
    });
  });
  await click('Without a key');
  await until(() => {
    expect(lastRequest(fake, 'handover.saveProfile')).toMatchObject({
      profile: {
        taxKeys: expect.arrayContaining([{ accountId: null, kind: 'none-stated', rate: null, key: '' }]) as unknown,
      },
    });
  });
  await type('USD for one EUR', '1,0842');
  await click('Save', '[data-text-question]:nth-of-type(3) button');
  await until(() => {
    expect(lastRequest(fake, 'handover.setRate')).toEqual({
      base: 'EUR',
      currency: 'USD',
      day: '2026-11-05',
      rate: '1.0842',
    });
  });
  await type('Rate in percent', '19');
  await click('Save', '[data-tax-question] button');
  await until(() => {
    expect(lastRequest(fake, 'handover.setTax')).toEqual({
      key: 'acc1:in_2',
      parts: [{ kind: 'standard', rate: '19', gross: money(5000, 'USD') }],
    });
  });
});

it('undoes a batch after a question', async () => {
  const fake = withProfile();
  fake.answer('handover.undo', () => ok(sampleBatch({ state: 'undone', undoable: false })));
  await openWindow({ path: '/handover', fake });
  (await seeElement('button[aria-label="Undo batch 3 of DATEV"]')).click();
  await seeText('Its 12 invoices count as before the batch.');
  await click('Undo');
  expect(lastRequest(fake, 'handover.undo')).toEqual({ batchId: 'batch_1' });
  await seeNoText('Undo batch 3 of DATEV?');
});

it('lets a viewer look only', async () => {
  const fake = withProfile();
  fake.state.accounts = fake.state.accounts.map((account) => ({ ...account, role: 'viewer' }));
  await openWindow({ path: '/handover', fake });
  await seeText('As a viewer you can see what was handed over but not hand over.');
  expect((await findControl('Edit')).hasAttribute('disabled')).toBe(true);
});
