import { expect, onTestFinished, test } from 'vitest';
import type { PracticeServer } from '../../../electron/practice/index.ts';
import { otherProfiles } from '../../../electron/practice/data/profiles.ts';
import { startOlderStripe } from '../../support/older-stripe.ts';
import { practiceOptions, practiceServer, raw } from '../../support/practice.ts';
import { type ShapeExceptions, shapeDifferences, stripeSample } from '../../support/stripe-shape.ts';

interface List {
  readonly object: string;
  readonly url: string;
  readonly has_more: boolean;
  readonly data: readonly Readonly<Record<string, unknown>>[];
}

const list = async (server: PracticeServer, path: string): Promise<List['data']> => {
  const { object, has_more: hasMore, data, url } = (await raw(server, path)).json() as List;
  expect({ object, hasMore: typeof hasMore, url: path.startsWith(url) }).toEqual({
    object: 'list',
    hasMore: 'boolean',
    url: true,
  });
  return data;
};

const removed = 'gone since API 2025-03-31';
const invoice: ShapeExceptions = {
  absent: { subscription: removed, 'lines.data[].pricing.type': removed },
  extra: {
    'lines.data[].pricing.price_details': 'docs.stripe.com/api/invoice-line-item/object: there for lines with a price',
  },
};
const metered = 'docs.stripe.com/api/subscription_items/object: metered items have no quantity';
const trial = 'docs.stripe.com/api/subscription_items/object: current_trial, newer than the samples';

const previewed: ShapeExceptions = {
  ...invoice,
  absent: {
    ...invoice.absent,
    hosted_invoice_url: 'docs.stripe.com/api/invoices/object: optional, a preview has no page',
    invoice_pdf: 'docs.stripe.com/api/invoices/object: optional, a preview has no document',
  },
};

const customers = (server: PracticeServer): string[] => [server.customerId, ...otherProfiles.map(({ id }) => id)];

test('customers, their tax ids and payment methods have the shape of the samples', async () => {
  const server = await practiceServer();
  for (const id of customers(server)) {
    expect(
      shapeDifferences((await raw(server, `/v1/customers/${id}`)).json(), stripeSample('customer'), {
        extra: { customer_account: 'docs.stripe.com/api/customers/object' },
      }),
    ).toEqual([]);
    for (const taxId of await list(server, `/v1/customers/${id}/tax_ids`))
      expect(shapeDifferences(taxId, stripeSample('tax_id'))).toEqual([]);
    for (const method of await list(server, `/v1/payment_methods?customer=${id}`))
      expect(shapeDifferences(method, stripeSample('payment_method'))).toEqual([]);
  }
});

test('subscriptions, items, prices and products have the shape of the samples', async () => {
  const server = await practiceServer();
  const exceptions = {
    absent: { 'items.data[].quantity': metered, quantity: metered },
    extra: { 'items.data[].current_trial': trial, current_trial: trial },
  };
  const subscriptions = await list(server, '/v1/subscriptions?status=all&limit=100');
  expect(subscriptions.length).toBeGreaterThan(10);
  for (const subscription of subscriptions) {
    expect(shapeDifferences(subscription, stripeSample('subscription'), exceptions)).toEqual([]);
    for (const item of await list(server, `/v1/subscription_items?subscription=${String(subscription['id'])}`)) {
      expect(shapeDifferences(item, stripeSample('subscription_item'), exceptions)).toEqual([]);
      expect(shapeDifferences(item['plan'], stripeSample('plan'))).toEqual([]);
    }
  }
  for (const product of await list(server, '/v1/products'))
    expect(shapeDifferences(product, stripeSample('product'))).toEqual([]);
  for (const price of await list(server, '/v1/prices'))
    expect(shapeDifferences(price, stripeSample('price'))).toEqual([]);
});

test('invoices, their lines, previews and credit notes have the shape of the samples', async () => {
  const server = await practiceServer();
  for (const id of customers(server)) {
    for (const each of await list(server, `/v1/invoices?customer=${id}&limit=100`)) {
      expect(shapeDifferences(each, stripeSample('invoice'), invoice)).toEqual([]);
      const lines = await list(server, `/v1/invoices/${String(each['id'])}/lines?limit=100`);
      for (const line of lines) {
        expect(
          shapeDifferences(line, stripeSample('line_item'), { extra: { 'pricing.price_details': 'as above' } }),
        ).toEqual([]);
      }
    }
  }
  for (const { id, status } of await list(server, '/v1/subscriptions?limit=100')) {
    if (status === 'paused') continue;
    const preview = await raw(server, '/v1/invoices/create_preview', {
      method: 'POST',
      body: `subscription=${String(id)}`,
    });
    expect(shapeDifferences(preview.json(), stripeSample('invoice'), previewed)).toEqual([]);
  }
  const notes = await list(server, '/v1/credit_notes');
  expect(notes.length).toBeGreaterThan(2);
  const onInvoiceLines = 'docs.stripe.com/api/credit_notes/line_item: only for type invoice_line_item';
  for (const note of notes) {
    expect(
      shapeDifferences(note, stripeSample('credit_note'), {
        absent: { 'lines.data[].invoice_line_item': onInvoiceLines },
      }),
    ).toEqual([]);
  }
});

test('a portal session has the shape of the sample', async () => {
  const server = await practiceServer();
  const body = `customer=${server.customerId}&flow_data[type]=payment_method_update&return_url=https://example.com/back`;
  const session = await raw(server, '/v1/billing_portal/sessions', { method: 'POST', body });
  expect(shapeDifferences(session.json(), stripeSample('billing_portal.session'))).toEqual([]);
});

test('the check notices a wrong type, a missing and an extra field', () => {
  const sample = { id: 'x', amount: 1, lines: { data: [{ amount: 1 }] } };
  expect(shapeDifferences({ id: 'y', amount: '1', lines: { data: [{ sum: 1 }] } }, sample)).toEqual([
    'amount: string instead of number',
    'lines.data[].sum: not in the sample',
    'lines.data[].amount: missing',
  ]);
});

interface OldInvoice {
  readonly subscription?: string | null;
  readonly lines: { readonly data: readonly Readonly<Record<string, unknown>>[] };
}

test('as a stand-in of 2024 its fields are where they were, without PDF links, transitions and prices', async () => {
  const older = await startOlderStripe(practiceOptions());
  onTestFinished(() => older.close());
  const { data } = (await raw(older, `/v1/invoices?customer=${older.customerId}&limit=3`)).json() as {
    data: OldInvoice[];
  };
  for (const each of data) {
    for (const field of ['parent', 'invoice_pdf', 'status_transitions']) expect(each).not.toHaveProperty(field);
    expect(each.lines.data[0]).not.toHaveProperty('price');
  }
  const cycle = data.find(({ subscription }) => subscription);
  expect(cycle?.lines.data[0]).toMatchObject({ type: 'subscription', plan: { object: 'plan' } });
  expect((await raw(older, `/v1/subscriptions/${cycle?.subscription ?? ''}`)).json()).toMatchObject({
    current_period_start: Date.parse('2026-11-01') / 1000,
    current_period_end: Date.parse('2026-12-01') / 1000,
  });
});
