import { describe, expect, it } from 'vitest';
import { type InvoiceMoney, unknown } from '#shared/invoice-money.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import { plainMoney, usd } from '../../support/billing-objects.ts';
import { createFakeBridge } from '../../support/fake-bridge.ts';
import { openWindow, seeElement, until, withWindows } from '../../support/open-window.ts';

const account = 'acc_imagekit';

/** What the newest invoice's facts say of its money. */
async function amountsOf(money: InvoiceMoney, changes: Partial<ArchivedInvoice> = {}): Promise<string> {
  const fake = createFakeBridge({ invoiceMonths: 3 });
  const newest = fake.state.invoices.find((each) => each.accountId === account);
  if (!newest) throw new Error('The sample has invoices');
  const invoice: ArchivedInvoice = { ...newest, document: 'missing', documentError: null, ...money, ...changes };
  fake.state.invoices = fake.state.invoices.map((each) => (each.key === newest.key ? invoice : each));
  await openWindow({ path: '/invoices', fake });
  const row = await until(() => {
    const found = [...document.querySelectorAll<HTMLElement>('[role=row]')].find((each) =>
      each.textContent.includes(invoice.number ?? ''),
    );
    if (!found) throw new Error('The invoice is not listed');
    return found;
  });
  row.click();
  const facts = await seeElement('[data-facts]');
  facts.setAttribute('open', '');
  return (await seeElement('[data-amounts]')).textContent.replace(/\s+/g, ' ');
}

describe('the money of an invoice', () => {
  withWindows();

  it('goes from the lines to what is still to be paid, with discounts by name and taxes by rate', async () => {
    const text = await amountsOf(
      {
        ...plainMoney(usd(12_633)),
        subtotal: usd(15_000),
        discounts: [{ name: 'Spring', amount: usd(5_000) }],
        shipping: { name: 'Courier', amount: usd(700) },
        net: usd(10_700),
        tax: usd(1_933),
        taxes: [
          { ...tax, rate: '19', kind: 'standard', base: usd(9_700), amount: usd(1_843) },
          { ...tax, rate: '8.875', kind: 'reduced', base: usd(1_000), amount: usd(90) },
        ],
        creditApplied: usd(2_033),
        paid: usd(4_000),
        payments: [{ paidAt: '2026-11-03T10:00:00.000Z', amount: usd(4_000), method: 'card', reference: 'pi_7' }],
        remaining: usd(6_600),
      },
      { status: 'open' },
    );
    for (const part of [
      'Subtotal 150.00 USD',
      'Discount: Spring -50.00 USD',
      'Shipping: Courier 7.00 USD',
      'VAT DE 19%',
      'VAT DE 8.875%',
      'standard rate',
      'Total 126.33 USD',
      'Credit balance applied -20.33 USD',
      'Card · 40.00 USD · pi_7',
      'Amount due 66.00 USD',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('Not stated');
  });

  it('says what is not stated, and shows no nought in its place', async () => {
    const bill = { ...plainMoney(usd(5_000)), tax: unknown, net: unknown, taxes: unknown, discounts: unknown };
    const text = await amountsOf({ ...bill, payments: unknown, paid: unknown, remaining: unknown }, { status: 'open' });
    expect(text).toContain('Net not stated');
    expect(text).toContain('Tax not stated');
    expect(text).toContain('Amount due not stated');
    expect(text).toContain('Not stated: Discounts, Taxes, Paid, Payments');
    expect(text).not.toMatch(/(^|[^\d])0\.00/);
  });

  it('tells a reverse charge from no tax', async () => {
    const reverse = { ...tax, rate: '0', kind: 'reverse-charge', base: usd(5_000), amount: usd(0) } as const;
    const text = await amountsOf({ ...plainMoney(usd(5_000)), taxes: [reverse] });
    expect(text).toContain('reverse charge: you owe the tax');
  });
});

const tax = { name: 'VAT', jurisdiction: 'DE', inclusive: false } as const;
