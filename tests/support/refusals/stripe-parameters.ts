import type { PracticeServer } from '../../../electron/practice/index.ts';
import { raw, type RawAnswer } from '../practice.ts';
import { post, type Refusal, says } from './refusal.ts';

const errorCodes = 'https://docs.stripe.com/error-codes';
const errors = 'https://docs.stripe.com/api/errors';
const pagination = 'https://docs.stripe.com/api/pagination';

/** Parameters, pages, expansion and what cannot be done. */
export const parameterRefusals: readonly Refusal[] = [
  {
    name: 'the upcoming invoice of old',
    quote: "We're removing the `GET /v1/invoices/upcoming` API in favor of the Create Preview Invoice API.",
    source: 'https://docs.stripe.com/changelog/basil/2025-03-31/invoice-preview-api-deprecations',
    request: (server) => raw(server, `/v1/invoices/upcoming?customer=${server.customerId}`),
    status: 400,
    error: { code: 'parameter_unknown', param: 'customer' },
  },
  {
    name: 'a preview over all subscriptions',
    quote:
      'You must pass specific subscription details (`subscription`, `subscription_details.items`, `schedule`, `schedule_details.phases`, or `invoice_items`) along with the `customer` parameter.',
    source: 'https://docs.stripe.com/changelog/basil/2025-03-31/invoice-preview-api-deprecations',
    request: (server) => post(server, '/v1/invoices/create_preview', `customer=${server.customerId}`),
    status: 400,
    error: { type: 'invalid_request_error', message: says('subscription') },
  },
  {
    name: 'a preview of a subscription that ended',
    quote:
      'There is no upcoming invoice on the specified customer to preview. Only customers with active subscriptions or pending invoice items have invoices that can be previewed.',
    source: `${errorCodes}#invoice-upcoming-none`,
    request: async (server) => {
      const list = await raw(server, '/v1/subscriptions?customer=cus_PracticeCanceled&status=all');
      const [id] = /sub_\w+/.exec(list.text) ?? [];
      return post(server, '/v1/invoices/create_preview', `customer=cus_PracticeCanceled&subscription=${id ?? ''}`);
    },
    status: 404,
    error: { code: 'invoice_upcoming_none' },
  },
  {
    name: 'an unknown parameter',
    quote: 'The request contains one or more unexpected parameters. Remove these and try again.',
    source: `${errorCodes}#parameter-unknown`,
    request: (server) => raw(server, '/v1/invoices?colour=red'),
    status: 400,
    error: { code: 'parameter_unknown', param: 'colour', message: 'Received unknown parameter: colour' },
  },
  {
    name: 'an unknown nested parameter',
    quote: 'Received unknown parameter: trial_period_days',
    source: 'https://github.com/vizhub-studio/vizhub/issues/333',
    request: (server) => raw(server, '/v1/invoices?created[after]=5'),
    status: 400,
    error: { code: 'parameter_unknown', param: 'created[after]' },
  },
  {
    name: 'a missing parameter',
    quote: 'One or more required values are missing.',
    source: `${errorCodes}#parameter-missing`,
    request: (server) => raw(server, '/v1/subscription_items'),
    status: 400,
    error: { code: 'parameter_missing', param: 'subscription' },
  },
  {
    name: 'an empty value',
    quote: 'One or more required values were not provided. Make sure requests include all required parameters.',
    source: `${errorCodes}#parameter-invalid-empty`,
    request: (server) => raw(server, '/v1/invoices?customer='),
    status: 400,
    error: { code: 'parameter_invalid_empty', param: 'customer' },
  },
  {
    name: 'text for an integer',
    quote: 'One or more of the parameters requires an integer, but the values provided were a different type.',
    source: `${errorCodes}#parameter-invalid-integer`,
    request: (server) => raw(server, '/v1/invoices?limit=many'),
    status: 400,
    error: { code: 'parameter_invalid_integer', param: 'limit', message: 'Invalid integer: many' },
  },
  {
    name: 'a limit above 100',
    quote: 'This specifies a limit on the number of objects to return, ranging between 1 and 100.',
    source: pagination,
    request: (server) => raw(server, '/v1/invoices?limit=101'),
    status: 400,
    error: { param: 'limit', message: says('less than or equal to 100') },
  },
  {
    name: 'a limit below 1',
    quote: 'This specifies a limit on the number of objects to return, ranging between 1 and 100.',
    source: pagination,
    request: (server) => raw(server, '/v1/invoices?limit=0'),
    status: 400,
    error: { param: 'limit', message: says('greater than or equal to 1') },
  },
  {
    name: 'a cursor that is no object of the list',
    quote: 'Both parameters accept an existing object ID value.',
    source: pagination,
    request: (server) => raw(server, '/v1/invoices?starting_after=in_unknown'),
    status: 400,
    error: { code: 'resource_missing', param: 'starting_after' },
  },
  {
    name: 'both cursors at once',
    quote:
      'These parameters are mutually exclusive. You can use either the starting_after or ending_before parameter, but not both simultaneously.',
    source: pagination,
    request: (server) => raw(server, '/v1/invoices?starting_after=in_a&ending_before=in_b'),
    status: 400,
    error: { code: 'parameters_exclusive' },
  },
  {
    name: 'more than four levels of expansion',
    quote: 'Expansions have a maximum depth of four levels.',
    source: 'https://docs.stripe.com/api/expanding_objects',
    request: (server) => raw(server, '/v1/subscriptions?expand[]=data.items.data.price.product'),
    status: 400,
    error: {
      code: 'property_expansion_max_depth',
      message: 'You cannot expand more than 4 levels of a property. Property: data.items.data.price.product',
    },
  },
  {
    name: 'expansion of a field that is no link',
    quote: 'This property cannot be expanded (payment_intent).',
    source: 'https://www.hubifi.com/blog/expand-stripe-features-guide',
    request: (server) => raw(server, `/v1/customers/${server.customerId}?expand[]=name`),
    status: 400,
    error: { message: 'This property cannot be expanded (name).' },
  },
  {
    name: 'expansion of a list without its data',
    quote: 'Expansions on list requests start with the data property.',
    source: 'https://docs.stripe.com/api/expanding_objects',
    request: (server) => raw(server, '/v1/invoices?expand[]=customer'),
    status: 400,
    error: { message: 'This property cannot be expanded (customer).' },
  },
  {
    name: 'an unknown status',
    quote: '400 Bad Request: The request was unacceptable, often due to missing a required parameter.',
    source: errors,
    request: (server) => raw(server, '/v1/invoices?status=late'),
    status: 400,
    error: { param: 'status', message: says('must be one of draft, open, paid, uncollectible, or void') },
  },
  {
    name: 'a tax id that cannot be',
    quote: 'The tax ID number provided is invalid (e.g., missing digits).',
    source: `${errorCodes}#tax-id-invalid`,
    request: (server) => post(server, `/v1/customers/${server.customerId}/tax_ids`, 'type=eu_vat&value=DE12'),
    status: 400,
    error: { code: 'tax_id_invalid', param: 'value' },
  },
  {
    name: 'an email address that cannot be',
    quote:
      'The email address is invalid. Check that the email address is properly formatted and only includes allowed characters.',
    source: `${errorCodes}#email-invalid`,
    request: (server) => post(server, `/v1/customers/${server.customerId}`, 'email=nobody'),
    status: 400,
    error: { code: 'email_invalid' },
  },
  {
    name: 'a return address that cannot be',
    quote: 'The URL provided is invalid.',
    source: `${errorCodes}#url-invalid`,
    request: (server) =>
      post(server, '/v1/billing_portal/sessions', `customer=${server.customerId}&return_url=nowhere`),
    status: 400,
    error: { code: 'url_invalid', param: 'return_url' },
  },
  {
    name: 'a change to a subscription that ended',
    quote: 'A canceled subscription can only update its cancellation_details.',
    source: 'https://github.com/fjordllc/bootcamp/issues/7748',
    request: async (server) => {
      const list = await raw(server, '/v1/subscriptions?customer=cus_PracticeCanceled&status=all');
      const [id] = /sub_\w+/.exec(list.text) ?? [];
      return post(server, `/v1/subscriptions/${id ?? ''}`, 'cancel_at_period_end=false');
    },
    status: 400,
    error: { message: says('A canceled subscription can only update its cancellation_details.') },
  },
  {
    name: 'two ways to end a subscription at once',
    quote: "Stripe doesn't accept both `cancel_at` and `cancel_at_period_end` simultaneously",
    source: 'https://github.com/better-auth/better-auth/blob/main/packages/stripe/src/index.ts',
    request: (server) => updateSubscription(server, 'cancel_at=&cancel_at_period_end=false'),
    status: 400,
    error: { code: 'parameters_exclusive', param: 'cancel_at' },
  },
  {
    name: 'an end in the past',
    quote: 'Invalid timestamp: must be an integer Unix timestamp in the future.',
    source: 'https://github.com/stripe/stripe-go/issues/93',
    request: (server) => updateSubscription(server, 'cancel_at=1600000000'),
    status: 400,
    error: { param: 'cancel_at', message: says('must be an integer Unix timestamp in the future') },
  },
  {
    name: 'an end by a word that only flexible billing knows',
    quote:
      'We introduced new cancel_at enum values for subscriptions configured with flexible behavior (which have billing_mode set to flexible).',
    source: 'https://docs.stripe.com/changelog/basil/2025-05-28/cancel-at-enums',
    request: (server) => updateSubscription(server, 'cancel_at=min_period_end'),
    status: 400,
    error: { param: 'cancel_at' },
  },
];

async function updateSubscription(server: PracticeServer, body: string): Promise<RawAnswer> {
  const list = await raw(server, `/v1/subscriptions?customer=${server.customerId}`);
  const [id] = /sub_\w+/.exec(list.text) ?? [];
  return post(server, `/v1/subscriptions/${id ?? ''}`, body);
}
