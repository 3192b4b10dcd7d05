import { describe, expect, it } from 'vitest';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import { money } from '#shared/money.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import { november } from '../support/billing-objects.ts';
import {
  click,
  findControl,
  lastRequest,
  openWindow,
  seeElement,
  seeNoText,
  seeText,
  until,
  visibleText,
  withWindows,
} from '../support/open-window.ts';

const account = 'acc_imagekit';
const october = { start: '2026-10-01T00:00:00.000Z', end: november.start } as const;
const tried = {
  attempts: 2,
  nextAttemptAt: '2026-11-25T09:00:00.000Z' as const,
  failure: { code: 'insufficient_funds', message: 'Your card has insufficient funds.' },
  reference: 'pi_42',
  receipt: false,
};

const paid = (each: ArchivedInvoice): ArchivedInvoice => ({
  ...each,
  status: 'paid',
  overdue: false,
  payable: false,
});

/** The sample, its newest invoice changed, everything else paid. */
function withInvoice(changes: Partial<ArchivedInvoice>): { fake: FakeBridge; invoice: ArchivedInvoice } {
  const fake = createFakeBridge({ invoiceMonths: 3 });
  const newest = fake.state.invoices.find((each) => each.accountId === account);
  if (!newest) throw new Error('The sample has invoices');
  // Without a document: there is no PDF reader here.
  const bare = { document: 'missing', documentError: null } as const;
  const invoice: ArchivedInvoice = { ...newest, ...bare, remaining: newest.total, ...changes };
  fake.state.invoices = fake.state.invoices.map((each) => (each.key === newest.key ? invoice : paid(each)));
  return { fake, invoice };
}
const open = { status: 'open', overdue: false, payable: true } as const;

async function preview(fake: FakeBridge, invoice: ArchivedInvoice): Promise<void> {
  await openWindow({ path: '/invoices', fake });
  const name = invoice.number ?? '';
  (
    await until(() => {
      const cell = [...document.querySelectorAll<HTMLElement>('[role=row]')].find((row) =>
        row.textContent.includes(name),
      );
      if (!cell) throw new Error(`No ${name}`);
      return cell;
    })
  ).click();
  await seeElement('[data-facts]');
}

describe('an invoice', () => {
  withWindows();

  it('says what it is for: usage of the period before, fixed prices of the next', async () => {
    const { fake, invoice } = withInvoice({ service: { usage: october, fixed: november } });
    await preview(fake, invoice);
    await seeText('Usage for October 2026 · Fixed charges for November 2026');
  });

  it('says in its row which usage it bills', async () => {
    const { fake } = withInvoice({ service: { usage: october, fixed: null } });
    await openWindow({ path: '/invoices', fake });
    await seeText('Usage for Oct 2026');
  });

  it('whose automatic payment failed says why, when the next one is tried, and what to do', async () => {
    const { fake, invoice } = withInvoice({ ...open, payment: tried });
    await preview(fake, invoice);
    await seeText(
      'The automatic payment failed: the card has insufficient funds. The vendor will try again on Nov 25, 2026.',
    );
    await click('Contact support');
    const { key } = invoice;
    await until(() => {
      expect(lastRequest(fake, 'invoices.contactSupport')).toEqual({ key, matter: 'failed-payment' });
    });
    await click('Already paid? Contact support');
    await until(() => {
      expect(lastRequest(fake, 'invoices.contactSupport')).toEqual({ key, matter: 'already-paid' });
    });
    await click('Update payment method');
    await seeText('ImageKit Pro');
  });

  it('says the vendor’s own words about a failure that Billfold does not know', async () => {
    const failure = { code: 'new_reason', message: 'Your bank is closed.' };
    const { fake, invoice } = withInvoice({ ...open, payment: { ...tried, failure, nextAttemptAt: null } });
    await preview(fake, invoice);
    await seeText('failed: Your bank is closed. The vendor won’t try again automatically.');
  });

  it('says that a reason is not known where the vendor does not let it be read, not that there is none', async () => {
    const unknown = { ...tried, failure: null, failureKnown: false, nextAttemptAt: null };
    const { fake, invoice } = withInvoice({ ...open, payment: unknown });
    await preview(fake, invoice);
    await seeText('failed: the reason isn’t known because the vendor doesn’t let Billfold read it. The vendor won’t');
  });

  it('that was paid on the vendor’s page is told so when the user comes back', async () => {
    const { fake, invoice } = withInvoice(open);
    await preview(fake, invoice);
    await click('Pay now');
    window.dispatchEvent(new Event('focus'));
    await until(() => {
      expect(fake.made.some(({ name }) => name === 'invoices.refresh')).toBe(true);
    });
    fake.state.invoices = fake.state.invoices.map(paid);
    window.dispatchEvent(new Event('focus'));
    await seeText(`${invoice.number} is paid.`);
  });

  it('cannot be paid by a viewer, who is told why', async () => {
    const { fake, invoice } = withInvoice(open);
    fake.state.accounts = fake.state.accounts.map((each) => ({ ...each, role: 'viewer' }));
    await preview(fake, invoice);
    await seeText('Your role is Viewer: you can view but not change this account.');
    expect((await findControl('Pay now', 'button[disabled]')).textContent).toContain('Pay now');
  });

  it('that was imported is marked as paid with one click, and no vendor’s support is asked about it', async () => {
    const { fake, invoice } = withInvoice({ ...open, source: 'import', payable: false, paidAt: null });
    fake.answer('imports.edit', () => ({ ok: true, value: { ...paid(invoice), remaining: money(0, 'USD') } }));
    await preview(fake, invoice);
    await seeText('Imported');
    expect(visibleText()).not.toContain('Already paid?');
    await click('Mark as paid');
    await until(() => {
      expect(lastRequest(fake, 'imports.edit')).toMatchObject({
        values: { number: invoice.number, paid: true, paidOn: null },
      });
    });
    await until(() => {
      expect(document.querySelector('[data-mark-paid]')).toBeNull();
    });
  });

  it('that has a receipt offers it', async () => {
    const { fake, invoice } = withInvoice({ status: 'paid', payment: { ...tried, failure: null, receipt: true } });
    await preview(fake, invoice);
    await click('Receipt');
    await until(() => {
      expect(lastRequest(fake, 'invoices.openReceipt')).toEqual({ key: invoice.key });
    });
  });

  it('and its credit note lead to each other', async () => {
    const { fake, invoice } = withInvoice({});
    const note: ArchivedInvoice = {
      ...invoice,
      ...{ key: `${invoice.key}-cn`, id: 'cn_1', number: 'IK-CN-01', type: 'credit-note', corrects: invoice.id },
    };
    fake.state.invoices = [...fake.state.invoices, note];
    fake.state.related[invoice.key] = { creditNotes: [note], corrects: null };
    fake.state.related[note.key] = { creditNotes: [], corrects: invoice };
    await preview(fake, invoice);
    await seeText('Credited by IK-CN-01');
    await click('IK-CN-01', '[data-credit-note] button');
    await seeText(`Corrects ${invoice.number}`, () => document.querySelector('[data-corrected]'));
  });
});

describe('the customer’s credit', () => {
  withWindows();

  it.each([
    [12_345, 'Credit with the vendor: $123.45.'],
    [-500, 'Previous balance: $5.00.'],
  ])('of %i is shown above the invoices', async (amount, words) => {
    const fake = createFakeBridge();
    const details = fake.state.overviews[account]?.snapshot?.details;
    if (!details) throw new Error('The sample has details');
    details.credit = { amount: { amount, currency: 'USD' }, asOf: '2026-11-22T09:00:00.000Z' };
    await openWindow({ path: '/invoices', fake });
    await seeText(words);
    expect(document.querySelector('[data-credit] time')?.getAttribute('datetime')).toBe('2026-11-22T09:00:00.000Z');
  });
});

describe('Overview', () => {
  withWindows();

  it('says which usage the coming invoice is for', async () => {
    await openWindow({ path: '/overview' });
    await seeText('Usage for November 2026, invoiced around Dec 1, 2026.');
  });

  it('tells a failed payment, with its reason, and leads to the vendor and its support', async () => {
    const { fake, invoice } = withInvoice({ ...open, payment: tried });
    await openWindow({ path: '/overview', fake });
    await seeText(`The automatic payment of invoice ${invoice.number}`);
    await seeText('failed: the card has insufficient funds. The vendor will try again on Nov 25, 2026.');
    await click('Pay now');
    fake.state.invoices = fake.state.invoices.map(paid);
    window.dispatchEvent(new Event('focus'));
    await seeNoText(`The automatic payment of invoice ${invoice.number}`);
  });

  it.each([
    ['2026-12', 'Visa 4242 expires at the end of December 2026.'],
    ['2026-09', 'Visa 4242 expired at the end of September 2026.'],
  ] as const)('warns of a card of %s', async (expires, words) => {
    const { fake } = withInvoice({});
    const view = fake.state.overviews[account]?.snapshot?.subscriptions[0];
    if (!view) throw new Error('The sample has a subscription');
    view.subscription.paymentMethod = { brand: 'visa', last4: '4242', expires };
    await openWindow({ path: '/overview', fake });
    await seeText(words);
    await click('Go to the subscription');
    await seeText('Payment method');
  });

  it('shows a pending cancellation with its date', async () => {
    await openWindow({ path: '/overview', account: 'acc_notion' });
    await seeText('Canceled. It ends on Dec 1, 2026');
  });

  it('says nothing where all is in order', async () => {
    const { fake } = withInvoice({});
    await openWindow({ path: '/overview', fake });
    await seeText('Upcoming invoice so far');
    await until(() => {
      expect(fake.made.some(({ name }) => name === 'invoices.query')).toBe(true);
    });
    expect(visibleText()).not.toContain('Needs attention');
  });
});
