import { describe, expect, it } from 'vitest';
import { money } from '#shared/money.ts';
import { ok } from '#shared/result.ts';
import type { SellerAlarm, SellerMark, SellerView } from '#shared/sellers/model.ts';
import type { PaymentAnswer } from '#shared/sellers/payment-answer.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import {
  cellsOf,
  click,
  lastRequest,
  openWindow,
  seeElement,
  seeNoText,
  seeText,
  type,
  until,
  withWindows,
} from '../support/open-window.ts';
import { sampleImport } from '../support/sample/imports.ts';

const since = '2026-01-01T12:00:00.000Z';
const mark = (kind: SellerMark['kind'], text: string, changes: Partial<SellerMark> = {}): SellerMark => ({
  ...{ kind, key: text.toLowerCase(), text, state: 'known', saidBy: null, since },
  ...changes,
});
const seller = (id: string, name: string, changes: Partial<SellerView> = {}): SellerView => ({
  ...{ id, name, accountId: null, accountName: null, supportEmail: null, creditor: null, notes: null },
  ...{ filesItself: false, invoices: 0, lastIssuedOn: null, expected: null, marks: [mark('name', name)] },
  ...changes,
});
const monthly = { unit: 'month', count: 1 } as const;
const hetzner = seller('s1', 'Hetzner Online GmbH', {
  ...{ accountId: 'acc_imagekit', accountName: 'ImageKit', invoices: 12, lastIssuedOn: '2026-10-01' },
  expected: { on: '2026-11-01', total: money(49_076, 'EUR'), from: 6, interval: monthly, missing: true },
  marks: [
    mark('name', 'Hetzner Online GmbH'),
    mark('bank-account', 'DE92760100850031288858'),
    mark('payee', 'Hetzner', { state: 'refused', saidBy: 'Ada' }),
  ],
});
const pixel = seller('s2', 'Pixelstream Ltd', {
  expected: { on: '2026-12-05', total: null, from: 3, interval: monthly, missing: false },
});

/** Two sellers; whatever is done to them answers the first. */
function withSellers(...sellers: SellerView[]): FakeBridge {
  const fake = createFakeBridge();
  fake.state.sellers = sellers;
  for (const name of [
    'sellers.save',
    'sellers.mark',
    'sellers.forgetMark',
    'sellers.merge',
    'sellers.split',
    'sellers.decide',
  ] as const)
    fake.answer(name, () => ok(hetzner));
  return fake;
}
const asked = (fake: FakeBridge, name: Parameters<typeof lastRequest>[1], request: object): Promise<void> =>
  until(() => {
    expect(lastRequest(fake, name)).toMatchObject(request);
  });

describe('Sellers', () => {
  withWindows();

  it('says what the screen is for while there are none', async () => {
    await openWindow({ path: '/sellers', fake: withSellers() });
    await seeText('No sellers yet');
  });

  it('lists each with its account, last and next invoice, and finds one by whatever it is known by', async () => {
    await openWindow({ path: '/sellers', fake: withSellers(hetzner, pixel) });
    const rows = () => [...document.querySelectorAll('[data-seller]')].map(cellsOf);
    await until(() => {
      expect(rows()).toEqual([
        ['Hetzner Online GmbH', 'ImageKit', 'Oct 1, 2026', 'expected Nov 1, 2026, not there', '12'],
        ['Pixelstream Ltd', '', '', 'about Dec 5, 2026', '0'],
      ]);
    });
    const find = await seeElement('[data-sellers] input[type=search]');
    Object.assign(find, { value: 'de9276' });
    find.dispatchEvent(new Event('input', { bubbles: true }));
    await until(() => {
      expect(rows().map(([name]) => name)).toEqual(['Hetzner Online GmbH']);
    });
  });

  it('shows what one is known by, with who said so, and takes what is added and forgotten', async () => {
    const fake = withSellers(hetzner, pixel);
    await openWindow({ path: '/sellers', fake });
    await click('Hetzner Online GmbH', '[data-seller] button');
    const refused = () => document.querySelectorAll('[data-mark]')[2] ?? null;
    await seeText('Account holder', refused);
    await seeText('Refused said by Ada, Jan 1, 2026', refused);
    await type('Value', ' DE02120300000000202051 ');
    await click('Add');
    const added = { kind: 'bank-account', text: 'DE02120300000000202051', state: 'known' };
    await asked(fake, 'sellers.mark', { id: 's1', ...added });
    await click('Forget', '[data-mark]:first-child button');
    await asked(fake, 'sellers.forgetMark', { id: 's1', mark: { kind: 'name', key: 'hetzner online gmbh' } });
  });

  it('saves what people say, and files by itself only into an account', async () => {
    const fake = withSellers(hetzner, pixel);
    await openWindow({ path: '/sellers', fake });
    await click('Pixelstream Ltd', '[data-seller] button');
    await seeText('Choose an account first');
    await click('Hetzner Online GmbH', '[data-seller] button');
    await seeNoText('Choose an account first');
    await type('Creditor number', ' 70001 ');
    await click('Save');
    await seeText('Hetzner Online GmbH was saved.');
    expect(lastRequest(fake, 'sellers.save')).toMatchObject({
      id: 's1',
      fields: { name: 'Hetzner Online GmbH', accountId: 'acc_imagekit', creditor: '70001', notes: null },
    });
  });

  it('says why one seller with one mark can be neither merged nor split', async () => {
    const fake = withSellers({ ...hetzner, marks: hetzner.marks.slice(0, 1) });
    await openWindow({ path: '/sellers', fake });
    await click('Hetzner Online GmbH', '[data-seller] button');
    await seeText('There’s only one seller so far.');
    await seeText('It’s known by one thing only.');
  });

  it('makes one of two, and two of one', async () => {
    const fake = withSellers(hetzner, pixel);
    await openWindow({ path: '/sellers', fake });
    await click('Hetzner Online GmbH', '[data-seller] button');
    await click('Merge with…');
    await click('Merge');
    await seeText('Pixelstream Ltd is now Hetzner Online GmbH.');
    expect(lastRequest(fake, 'sellers.merge')).toEqual({ id: 's1', from: 's2' });
    await click('Split off…');
    await type('Name of the other company', 'Konsole Labs');
    await click('Bank account: DE92760100850031288858', 'label');
    await click('Split off');
    await asked(fake, 'sellers.split', {
      ...{ id: 's1', name: 'Konsole Labs', marks: [{ kind: 'bank-account', key: 'de92760100850031288858' }] },
    });
  });
});

describe('an alarm', () => {
  withWindows();

  it('has each other account, and its holder, beside the known ones, and asks about each', async () => {
    const alarm = (what: Pick<SellerAlarm, 'code' | 'mark' | 'known' | 'told'>): SellerAlarm => ({
      ...{ sellerId: 's1', sellerName: 'Hetzner Online GmbH', likeness: null, refused: false },
      ...what,
    });
    const known = ['DE92760100850031288858'];
    const alarms = [
      alarm({ code: 'bank-account-changed', mark: 'bank-account', known, told: 'LT121000011101001000' }),
      alarm({ code: 'bank-account-changed', mark: 'bank-account', known, told: 'LT601010012345678901' }),
      alarm({ code: 'payee-changed', mark: 'payee', known: ['Hetzner Online GmbH'], told: 'Vilnius Payments UAB' }),
    ];
    const fake = withSellers(hetzner);
    fake.hold('imports.document');
    const found = { id: 's1', name: 'Hetzner Online GmbH', accountId: null };
    fake.state.imports.items = [
      sampleImport('one', { seller: { seller: found, by: 'name', told: 'Hetzner Online GmbH', alarms } }),
    ];
    await openWindow({ path: '/import', fake });
    await seeText('LT121000011101001000');
    await seeText('The bank account’s holder isn’t one that Hetzner Online GmbH used before.');
    await seeText('Vilnius Payments UAB');
    const second = await seeElement('[data-seller-alarms] > div:nth-of-type(2) [data-decide=refused]');
    second.click();
    await asked(fake, 'sellers.decide', { alarm: { told: 'LT601010012345678901' }, decision: 'refused' });
  });
});

describe('paying by bank transfer', () => {
  withWindows();

  const answer: NonNullable<PaymentAnswer> = {
    ...{ sellerId: 's1', payee: 'Hetzner Online GmbH', bankAccount: 'DE92760100850031288858' },
    ...{ amount: money(49_076, 'EUR'), reference: 'R-1', reason: null },
    code: 'BCD\n002\n1\nSCT\n\nHetzner Online GmbH\nDE92760100850031288858\nEUR490.76\n\n\nR-1',
  };

  async function open(told: PaymentAnswer): Promise<FakeBridge> {
    const fake = withSellers(hetzner);
    const [first] = fake.state.invoices.filter(({ accountId }) => accountId === 'acc_imagekit');
    if (!first) throw new Error('The sample has invoices');
    const open = { source: 'import', status: 'open', type: 'invoice', payable: false, remaining: first.total } as const;
    // Without a document: there is no PDF reader here.
    fake.state.invoices = [{ ...first, ...open, document: 'missing', documentError: null }];
    fake.answer('sellers.payment', () => ok(told));
    await openWindow({ path: '/invoices', fake });
    await until(() => {
      const row = [...document.querySelectorAll<HTMLElement>('[role=row]')].find((each) =>
        each.textContent.includes(first.number ?? ''),
      );
      if (!row) throw new Error('No row');
      row.click();
    });
    await click('Pay by bank transfer');
    return fake;
  }

  it('shows the code, and what it was made of', async () => {
    await open(answer);
    await seeElement('[data-payment-code]');
    await seeText('DE92 7601 0085 0031 2888 58');
    await seeText('€490.76');
  });

  it('has no code for an account that nobody confirmed, and asks before it is', async () => {
    const fake = await open({ ...answer, code: null, reason: 'unconfirmed' });
    await seeText('This bank account is on no earlier invoice of Hetzner Online GmbH');
    expect(document.querySelector('[data-payment-code]')).toBeNull();
    await click('Confirm this account');
    await seeText('Confirm only if you know from another source');
    expect(lastRequest(fake, 'sellers.mark')).toBeUndefined();
    await click('Confirm this account', '[role=alertdialog] button, [role=dialog] button');
    await asked(fake, 'sellers.mark', { id: 's1', kind: 'bank-account', state: 'known' });
  });

  it('warns of one that was refused', async () => {
    await open({ ...answer, code: null, reason: 'refused' });
    await seeText('Don’t pay to it.');
    expect(document.querySelector('[data-payment-code]')).toBeNull();
  });
});
