import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type InvoiceRecord,
  invoiceRecordSchema,
  type InvoiceVersion,
  invoiceVersionSchema,
  lineKey,
  recordChanges,
  type RecordField,
} from '#shared/invoice-record.ts';
import type { InvoiceLine } from '#shared/invoices.ts';
import { money } from '#shared/money.ts';
import { aLine, anInvoice, november, usd } from '../../support/billing-objects.ts';

const record = (changes: Partial<InvoiceRecord> = {}): InvoiceRecord => ({
  ...{ number: 'A-1', issuedAt: '2026-11-01T00:00:00.000Z', customerName: 'Acme', taxId: 'DE123456789' },
  ...{ corrects: 'in_0', net: usd(4000), tax: usd(760), total: usd(4760), lines: [aLine()] },
  ...{ subtotal: usd(4000), discounts: [], shipping: null, taxes: [] },
  ...changes,
});
const changed = (before: Partial<InvoiceRecord>, after: Partial<InvoiceRecord>) =>
  recordChanges(record(before), record(after));

test('a record is what an invoice says for good; nothing that goes on changing is in it', () => {
  expect(invoiceRecordSchema.parse(anInvoice({ ...record() }))).toEqual(record());
  const version: InvoiceVersion = {
    ...record(),
    ...{ version: 2, seenAt: '2026-11-02T00:00:00.000Z', cause: 'vendor', changed: ['number'] },
    ...{ document: true, answer: false },
  };
  expect(invoiceVersionSchema.parse(version)).toEqual(version);
});

const other: readonly (readonly [RecordField, Partial<InvoiceRecord>])[] = [
  ['number', { number: 'A-2' }],
  ['date', { issuedAt: '2026-11-02T00:00:00.000Z' }],
  ['customer', { customerName: 'Globex' }],
  ['taxId', { taxId: 'DE987654321' }],
  ['corrects', { corrects: 'in_9' }],
  ['currency', { total: money(4760, 'EUR') }],
  ['total', { total: usd(4761) }],
  ['tax', { tax: usd(761) }],
  ['tax', { net: usd(4001) }],
  ['lines', { lines: [aLine({ description: 'Another plan' })] }],
];

describe('a later answer', () => {
  test('that says the same changes nothing', () => {
    expect(changed({}, {})).toEqual([]);
  });

  test.each(other)('changes the %s where that is another: %j', (field, changes) => {
    expect(changed({}, changes)).toEqual([field]);
  });

  test('names all that it changes, always in one order', () => {
    const all = Object.assign({}, ...other.map(([, changes]) => changes)) as Partial<InvoiceRecord>;
    const fields = ['number', 'date', 'customer', 'taxId', 'corrects', 'total', 'tax', 'lines'];
    expect(changed({}, { ...all, total: usd(4761) })).toEqual(fields);
  });

  test.each(['number', 'issuedAt', 'customerName', 'taxId', 'corrects'] as const)(
    'that tells the %s for the first time changes nothing',
    (field) => {
      expect(changed({ [field]: null }, {})).toEqual([]);
      expect(changed({ [field]: null }, { [field]: null })).toEqual([]);
    },
  );

  test.each([
    ['number', ['number']],
    ['issuedAt', ['date']],
    ['corrects', ['corrects']],
    // A key may lose the right to read them.
    ['customerName', []],
    ['taxId', []],
  ] as const)('that does not tell the %s any more changes %j', (field, fields) => {
    expect(changed({}, { [field]: null })).toEqual(fields);
  });
});

describe('lines', () => {
  const linesChanged = (before: InvoiceLine[], after: InvoiceLine[]) => changed({ lines: before }, { lines: after });
  const [a, b, c] = ['a', 'b', 'c'].map((description) => aLine({ description })) as [
    InvoiceLine,
    InvoiceLine,
    InvoiceLine,
  ];

  test.each([
    ['description', { description: 'x' }],
    ['amount', { amount: usd(1) }],
    ['currency', { amount: money(4900, 'EUR') }],
    ['quantity', { quantity: 2 }],
    ['quantity that is not told', { quantity: null }],
    ['beginning', { period: { ...november, start: '2026-11-02T00:00:00.000Z' } }],
    ['end', { period: { ...november, end: '2026-12-02T00:00:00.000Z' } }],
    ['time that is not told', { period: null }],
  ] satisfies [string, Partial<InvoiceLine>][])('are others with another %s', (_, changes) => {
    expect(lineKey(aLine(changes))).not.toBe(lineKey(aLine()));
    expect(linesChanged([aLine()], [aLine(changes)])).toEqual(['lines']);
  });

  test('are the same whatever the vendor calls them', () => {
    expect(linesChanged([aLine()], [aLine({ id: 'il_9', priceId: null, kind: 'metered' })])).toEqual([]);
  });

  test('count as often as they are there', () => {
    expect(linesChanged([a, a, b], [a, b, b])).toEqual(['lines']);
    expect(linesChanged([a, a, b], [b, a, a])).toEqual([]);
    expect(linesChanged([a, a], [a, b, c])).toEqual(['lines']);
  });

  test('of a longer list may be told in part and in any order, from either side', () => {
    const all = [a, b, b, c];
    fc.assert(
      fc.property(fc.shuffledSubarray(all), (some) => {
        expect(linesChanged(all, some)).toEqual([]);
        expect(linesChanged(some, all)).toEqual([]);
        expect(linesChanged(all, [...some.slice(1), aLine({ description: 'd' })])).toEqual(['lines']);
      }),
    );
  });
});
