import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { practiceServer, raw, stripeClient } from '../../support/practice.ts';

interface Page {
  readonly data: readonly { readonly id: string; readonly number: string | null; readonly created: number }[];
  readonly has_more: boolean;
}

test('the last pages of 100,000 invoices are there without the ones before', async () => {
  const server = await practiceServer({ invoices: 100_000 });
  const page = async (query: string): Promise<Page> =>
    (await raw(server, `/v1/invoices?customer=${server.customerId}&limit=100&${query}`)).json() as Page;
  const first = await page('');
  expect(first.data).toHaveLength(100);
  expect(first.has_more).toBe(true);
  const edge = first.data.at(-1);
  const second = await page(`starting_after=${edge?.id ?? ''}`);
  expect(Number(second.data[0]?.number?.split('-')[1])).toBe(Number(edge?.number?.split('-')[1]) - 1);
  const back = await page(`ending_before=${second.data[0]?.id ?? ''}`);
  expect(back.data.map(({ id }) => id)).toEqual(first.data.map(({ id }) => id));

  const oldest = await page(`created[lte]=${Date.parse('2022-08-03') / 1000}`);
  const last = await page(
    `starting_after=${oldest.data.at(-2)?.id ?? ''}&created[lte]=${Date.parse('2022-08-03') / 1000}`,
  );
  expect(last.data[0]?.id).toBe(oldest.data.at(-1)?.id);
});

test('all of 5,000 invoices are different, in order, and as many as were asked for', async () => {
  const server = await practiceServer({ invoices: 5000 });
  const ids = new Set<string>();
  let before = Infinity;
  const each = (invoice: Stripe.Invoice): void => {
    ids.add(invoice.id);
    expect(invoice.created <= before).toBe(true);
    before = invoice.created;
  };
  for await (const invoice of stripeClient(server).invoices.list({ customer: server.customerId, limit: 100 }))
    each(invoice);
  expect(ids.size).toBe(5000);
});
