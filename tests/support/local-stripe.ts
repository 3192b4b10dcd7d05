import type { ServerResponse } from 'node:http';
import { type RawAnswer, type RawHandler, sendError, startRawServer } from './raw-server.ts';
import { at, listOf } from './stripe-objects.ts';

/*
 * A server of the make of localstripe (github.com/adrienverge/localstripe): the shapes of 2018, no expansion, no filter by
 * time, no `limit` on tax ids, no lines of a preview beyond the first, `up_to: "inf"`, numbers as text, what it does not
 * know as 404 in plain text, and `GET /v1/invoices/upcoming` where Stripe has `create_preview`.
 */

type Fields = Record<string, unknown>;

const notFound: RawHandler = (_, response) => {
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('404: Not Found');
};

/** It answers 400 to a parameter that it does not know, and fails at one that it does not expect. */
const refuse = (response: ServerResponse, message: string): object | undefined => {
  sendError(response, 400, { message });
  return undefined;
};

const plan = (changes: Fields = {}): object => ({
  id: 'pro-monthly',
  object: 'plan',
  active: true,
  amount: '1999',
  currency: 'eur',
  interval: 'month',
  interval_count: '1',
  name: 'Pro',
  product: 'prod_local',
  usage_type: 'licensed',
  billing_scheme: 'per_unit',
  tiers: null,
  tiers_mode: null,
  ...changes,
});

const usagePlan = plan({
  id: 'usage-monthly',
  amount: null,
  name: 'Requests',
  usage_type: 'metered',
  billing_scheme: 'tiered',
  tiers_mode: 'graduated',
  tiers: [
    { up_to: '100', unit_amount: '0', flat_amount: '0' },
    { up_to: 'inf', unit_amount: '3', flat_amount: null },
  ],
});

const item = (id: string, of: object, quantity: unknown): object => ({
  id,
  object: 'subscription_item',
  plan: of,
  quantity,
});

const line = (changes: Fields = {}): object => ({
  id: 'il_local_1',
  object: 'line_item',
  type: 'subscription',
  amount: 3998,
  currency: 'eur',
  description: '2 x Pro',
  period: { start: at('2026-11-01T00:00:00Z'), end: at('2026-12-01T00:00:00Z') },
  plan: plan(),
  quantity: '2',
  subscription: 'sub_local',
  subscription_item: 'si_local_1',
  ...changes,
});

const invoice = (changes: Fields = {}): object => ({
  id: 'in_local_1',
  object: 'invoice',
  amount_due: '4758',
  currency: 'eur',
  customer: 'cus_1',
  date: String(at('2026-11-01T00:00:00Z')),
  due_date: null,
  lines: listOf([line()]),
  number: 'LOCAL-1',
  paid: true,
  period_start: at('2026-11-01T00:00:00Z'),
  period_end: at('2026-12-01T00:00:00Z'),
  status: 'paid',
  subscription: 'sub_local',
  subtotal: 3998,
  tax: 760,
  tax_percent: 19,
  total: '4758',
  total_tax_amounts: [],
  ...changes,
});

/** A customer with a plan of two seats and metered requests, two invoices, a tax id and 5.00 EUR of credit. */
const localStripeRoutes = (): Record<string, RawAnswer> => ({
  'GET /v1/customers/cus_1': ({ query }, response) =>
    query.has('expand[0]')
      ? refuse(response, `Bad expand '${query.get('expand[0]') ?? ''}'`)
      : {
          id: 'cus_1',
          object: 'customer',
          name: 'Local GmbH',
          email: 'bills@local.example',
          account_balance: '-500',
          currency: 'eur',
          default_source: 'card_local',
        },
  'GET /v1/customers/cus_1/tax_ids': ({ query }, response) =>
    query.has('limit')
      ? refuse(response, 'Unexpected limit')
      : listOf([{ id: 'txi_1', object: 'tax_id', type: 'eu_vat', value: 'DE123456789', verification: null }]),
  'GET /v1/customers/cus_1/sources/card_local': {
    id: 'card_local',
    object: 'card',
    brand: 'Visa',
    last4: '4242',
    exp_month: 4,
    exp_year: 2031,
  },
  'GET /v1/subscriptions': ({ query }, response) =>
    query.has('expand[0]')
      ? refuse(response, `Bad expand 'default_payment_method'`)
      : listOf([
          {
            id: 'sub_local',
            object: 'subscription',
            status: 'active',
            customer: 'cus_1',
            current_period_start: at('2026-11-01T00:00:00Z'),
            current_period_end: at('2026-12-01T00:00:00Z'),
            cancel_at_period_end: false,
            items: listOf([item('si_local_1', plan(), '2'), item('si_local_2', usagePlan, null)]),
          },
        ]),
  'GET /v1/invoices': ({ query }, response) => {
    if (!query.has('created[gte]'))
      return listOf([invoice(), invoice({ id: 'in_local_0', number: 'LOCAL-0', date: at('2026-09-01T00:00:00Z') })]);
    response.writeHead(500, { 'content-type': 'text/plain' }).end('500 Internal Server Error');
  },
  'GET /v1/invoices/in_local_1': invoice(),
  'GET /v1/invoices/in_local_0': invoice({ id: 'in_local_0', number: 'LOCAL-0', date: at('2026-09-01T00:00:00Z') }),
  'GET /v1/invoices/upcoming': ({ query }, response) =>
    query.get('subscription') === 'sub_local' && query.get('customer') === 'cus_1'
      ? invoice({
          id: null,
          number: null,
          status: 'draft',
          lines: listOf([line(), line({ id: 'il_local_2', amount: 99, plan: usagePlan, quantity: '133' })]),
          total: '4876',
          amount_due: '4376',
          starting_balance: '-500',
        })
      : refuse(response, 'Bad request'),
  'POST /v1/invoices/create_preview': (_, response) => {
    response.writeHead(405, { 'content-type': 'text/plain; charset=utf-8' }).end('405: Method Not Allowed');
  },
  'GET /v1/prices': notFound,
  'GET /v1/products': notFound,
  'GET /v1/products/prod_local': notFound,
  'GET /v1/credit_notes': notFound,
  'GET /v1/invoice_payments': notFound,
});

export const startLocalStripe = () => startRawServer(localStripeRoutes());
