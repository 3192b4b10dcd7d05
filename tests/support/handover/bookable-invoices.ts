import type { BookableInvoice } from '#shared/handover/bookable.ts';
import type { HandoverAnswers } from '#shared/handover/bookings.ts';
import type { HandoverProfile } from '#shared/handover/profile.ts';
import { datevTaxKeys } from '#shared/handover/tax-keys.ts';
import type { InvoiceTax } from '#shared/invoice-money.ts';
import { money } from '#shared/money.ts';

export const euro = (amount: number) => money(amount, 'EUR');

/** 19 % of 100.00. */
export const aTax = (changes: Partial<InvoiceTax> = {}): InvoiceTax => ({
  rate: '19',
  kind: 'standard',
  name: 'USt.',
  jurisdiction: 'DE',
  base: euro(10000),
  amount: euro(1900),
  inclusive: false,
  ...changes,
});

export const aBookable = (changes: Partial<BookableInvoice> = {}): BookableInvoice => ({
  key: 'acc1:in_1',
  accountId: 'acc1',
  accountName: 'Acme',
  seller: null,
  type: 'invoice',
  number: 'A-1',
  day: '2026-11-05',
  dueDay: '2026-11-19',
  total: euro(11900),
  taxes: [aTax()],
  lines: [{ description: 'Pro plan', net: euro(10000), taxes: [aTax()] }],
  costCentre: null,
  poNumber: null,
  guid: '6f7a3b0e-2c5d-5f8a-9b1e-7d3c5a906214',
  ...changes,
});

export const aDatevProfile = (changes: Partial<HandoverProfile> = {}): HandoverProfile => ({
  name: 'DATEV',
  target: 'datev',
  baseCurrency: 'EUR',
  startsOn: '2026-01-01',
  bookedUntil: null,
  foreign: 'rate',
  longNumbers: 'refuse',
  dateFormat: 'dmy',
  tracking: null,
  datev: {
    consultant: 29098,
    client: 55003,
    fiscalYearStart: '01-01',
    accountLength: 4,
    chart: 'SKR03',
    documents: true,
  },
  free: null,
  sellers: [{ accountId: 'acc1', seller: null, creditor: '70001', expenseAccount: '4964', costCentre: null }],
  taxKeys: [...datevTaxKeys],
  lineRules: [],
  ...changes,
});

export const noAnswers: HandoverAnswers = { rate: () => null, tax: () => null };
