import { describe, expect, it } from 'vitest';
import type { InvoiceVersion } from '#shared/invoice-record.ts';
import { money } from '#shared/money.ts';
import type { Finding } from '#shared/verification.ts';
import { plainMoney } from '../../support/billing-objects.ts';
import { createFakeBridge } from '../../support/fake-bridge.ts';
import {
  click,
  lastRequest,
  openWindow,
  seeElement,
  seeText,
  visibleText,
  withWindows,
} from '../../support/open-window.ts';

const first: InvoiceVersion = {
  ...{ version: 1, seenAt: '2026-10-01T08:00:00.000Z', cause: null, changed: [], document: true, answer: true },
  ...{ number: 'IK-1', issuedAt: '2026-10-01T00:00:00.000Z', customerName: 'Nordlicht', taxId: null, corrects: null },
  ...plainMoney(money(10_000, 'USD')),
  lines: [],
};

/** The newest invoice of the sample was changed by its vendor, and taken back. */
function changed() {
  const fake = createFakeBridge();
  const [invoice, ...rest] = fake.state.invoices;
  if (!invoice) throw new Error('The sample has invoices');
  const withdrawnAt = '2026-11-02T08:00:00.000Z';
  fake.state.invoices = [{ ...invoice, version: 2, withdrawnAt, documentIsOwn: false, document: 'missing' }, ...rest];
  const second: InvoiceVersion = {
    ...first,
    ...{ version: 2, seenAt: '2026-11-01T08:00:00.000Z', cause: 'vendor', changed: ['number', 'total'] },
    ...{ number: 'EVIL', total: money(1, 'USD'), document: false },
  };
  fake.state.versions[invoice.key] = [second, first];
  const of = { accountId: invoice.accountId, account: invoice.accountName, key: invoice.key, invoice: invoice.number };
  fake.state.findings[invoice.key] = [
    {
      ...{ ...of, kind: 'changed-after-final', id: 'aaaaaaaaaaaa', accepted: null },
      detail: { code: 'changed-after-final', at: second.seenAt, fields: second.changed },
    },
    { ...of, kind: 'withdrawn', id: 'bbbbbbbbbbbb', accepted: null, detail: { code: 'withdrawn', at: withdrawnAt } },
  ];
  return { fake, invoice };
}

describe('An invoice that the vendor changed', () => {
  withWindows();

  it('shows what it was, when, and opens the PDF of then', async () => {
    const { fake, invoice } = changed();
    await openWindow({ path: `/invoices?invoice=${invoice.key}&find=${invoice.number ?? ''}`, fake });
    await seeText('2 versions; showing the newest');
    await seeText('Withdrawn by the vendor');
    await seeText('The PDF below is from the previous version');
    const panel = await seeElement('[data-versions]');
    expect([...panel.querySelectorAll('tbody tr')].map((row) => visibleText(row))).toEqual([
      'NumberIK-1EVIL',
      'Total100.00 USD0.01 USD',
    ]);
    await click('Open its PDF');
    expect(lastRequest(fake, 'invoices.openDocument')).toEqual({ key: invoice.key, version: 1 });
  });

  it('is accepted change by change, and shows who did', async () => {
    const { fake, invoice } = changed();
    const decide = (accepted: Finding['accepted']) => {
      fake.state.findings[invoice.key] = (fake.state.findings[invoice.key] ?? []).map((each) =>
        each.kind === 'withdrawn' ? { ...each, accepted } : each,
      );
    };
    fake.after('verification.accept', () => {
      decide({ by: 'hanna', at: '2026-11-22T12:00:00.000Z' });
    });
    fake.after('verification.reopen', () => {
      decide(null);
    });
    await openWindow({ path: `/invoices?invoice=${invoice.key}&find=${invoice.number ?? ''}`, fake });
    await click('Accept: the vendor withdrew it on Nov 2, 2026; the archive keeps it');
    expect(lastRequest(fake, 'verification.accept')).toEqual({ ids: ['bbbbbbbbbbbb'], key: invoice.key });
    const panel = await seeElement('[data-findings]');
    await seeText('Accepted by hanna on Nov 22, 2026', () => panel);
    expect(visibleText(panel).match(/Accepted by/g)).toHaveLength(1);
    await click('Undo');
    expect(lastRequest(fake, 'verification.reopen')).toEqual({ ids: ['bbbbbbbbbbbb'] });
    await seeText('Accept', () => panel.querySelector('li:last-child button'));
  });

  it('shows no amount where amounts are hidden', async () => {
    const { fake, invoice } = changed();
    fake.state.settings = { ...fake.state.settings, hideAmounts: true };
    await openWindow({ path: `/invoices?invoice=${invoice.key}&find=${invoice.number ?? ''}`, fake });
    await seeText('EVIL');
    expect(visibleText(await seeElement('[data-versions]'))).not.toContain('100.00');
  });
});
