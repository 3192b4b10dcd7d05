import { raw } from '../practice.ts';
import { post, type Refusal, says } from './refusal.ts';

const errorCodes = 'https://docs.stripe.com/error-codes';
const errors = 'https://docs.stripe.com/api/errors';
const idempotency = 'https://docs.stripe.com/api/idempotent_requests';

/** Keys, permissions, addresses, versions and repeated writes. */
export const accessRefusals: readonly Refusal[] = [
  {
    name: 'no key',
    quote: 'API requests without authentication will also fail.',
    source: 'https://docs.stripe.com/api/authentication',
    request: (server) => raw(server, '/v1/customers/x', { key: null }),
    status: 401,
    error: { type: 'invalid_request_error', message: says('You did not provide an API key.') },
  },
  {
    name: 'a key that is none',
    quote: '401 Unauthorized: No valid API key provided.',
    source: errors,
    request: (server) => raw(server, '/v1/customers/x', { key: 'sk_test_refused_0123456789' }),
    status: 401,
    error: { type: 'invalid_request_error', message: says('Invalid API Key provided: sk_test_') },
  },
  {
    name: 'an expired key',
    quote:
      'The API key provided has expired. Obtain your current API keys from the Dashboard and update your integration to use them.',
    source: `${errorCodes}#api-key-expired`,
    request: (server) => raw(server, '/v1/customers/x', { key: 'sk_test_expired_0123456789' }),
    status: 401,
    error: { code: 'api_key_expired' },
  },
  {
    name: 'a publishable key',
    quote: 'The API key provided is a publishable key, but a secret key is required.',
    source: `${errorCodes}#secret-key-required`,
    request: (server) => raw(server, '/v1/customers/x', { key: 'pk_test_0123456789' }),
    status: 401,
    error: { code: 'secret_key_required' },
  },
  {
    name: 'a restricted key without the permission',
    quote: "403 Forbidden: The API key doesn't have permissions to perform the request.",
    source: errors,
    request: (server) => raw(server, '/v1/invoices', { key: 'rk_test_noinvoices' }),
    status: 403,
    error: { message: says("Having the 'rak_invoice_read' permission would allow this request to continue.") },
  },
  {
    name: 'a write with a key for reading',
    quote:
      "The provided key 'rk_test_*' does not have the required permissions for this endpoint on account 'acct_1PJBLEBBLEfV'. Having the 'rak_accounts_kyc_id_numbers_read' permission would allow this request to continue.",
    source: 'https://github.com/stripe/stripe-node/issues/2246',
    request: (server) =>
      raw(server, `/v1/customers/${server.customerId}`, { method: 'POST', body: 'name=x', key: 'rk_test_readonly' }),
    status: 403,
    error: { type: 'invalid_request_error', message: says("'rak_customer_write'") },
  },
  {
    name: 'an address that is none',
    quote:
      'Unrecognized request URL (GET: /v1/…). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.',
    source: 'https://github.com/devgpt-labs/devgpt/issues/70',
    request: (server) => raw(server, '/v1/nothing'),
    status: 404,
    error: { type: 'invalid_request_error', message: says('Unrecognized request URL (GET: /v1/nothing).') },
  },
  {
    name: 'an empty id',
    quote:
      'If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code.',
    source: 'https://github.com/exercism/website/issues/7869',
    request: (server) => raw(server, '/v1/invoices/'),
    status: 404,
    error: { message: says('remove the trailing slash') },
  },
  {
    name: 'a method that the address does not know',
    quote: 'Unrecognized request URL (POST: /v1/…)',
    source: 'https://github.com/fjordllc/bootcamp/issues/7626',
    request: (server) => post(server, '/v1/subscription_items', ''),
    status: 404,
    error: { message: says('Unrecognized request URL (POST: /v1/subscription_items)') },
  },
  {
    name: 'an unknown customer',
    quote:
      'The ID provided is not valid. Either the resource does not exist, or an ID for a different resource has been provided.',
    source: `${errorCodes}#resource-missing`,
    request: (server) => raw(server, '/v1/customers/cus_unknown'),
    status: 404,
    error: { code: 'resource_missing', param: 'id', message: "No such customer: 'cus_unknown'" },
  },
  {
    name: 'an unknown invoice',
    quote: "404 Not Found: The requested resource doesn't exist.",
    source: errors,
    request: (server) => raw(server, '/v1/invoices/in_unknown'),
    status: 404,
    error: { code: 'resource_missing' },
  },
  {
    name: 'a body that is no form',
    quote:
      'Our API has predictable resource-oriented URLs, accepts form-encoded request bodies, returns JSON-encoded responses.',
    source: 'https://docs.stripe.com/api',
    request: (server) =>
      post(server, `/v1/customers/${server.customerId}`, '{"name":"x"}', { 'Content-Type': 'application/json' }),
    status: 400,
    error: { message: says('check that your POST content type is application/x-www-form-urlencoded') },
  },
  {
    name: 'an idempotency key with other parameters',
    quote:
      "The idempotency layer compares incoming parameters to those of the original request and errors if they're not the same to prevent accidental misuse.",
    source: idempotency,
    request: async (server) => {
      const path = `/v1/customers/${server.customerId}`;
      await post(server, path, 'name=One', { 'Idempotency-Key': 'key-1' });
      return post(server, path, 'name=Two', { 'Idempotency-Key': 'key-1' });
    },
    status: 400,
    error: {
      type: 'idempotency_error',
      message: says('Keys for idempotent requests can only be used with the same parameters'),
    },
  },
  {
    name: 'an idempotency key that is too long',
    quote: 'Idempotency keys are up to 255 characters long.',
    source: idempotency,
    request: (server) =>
      post(server, `/v1/customers/${server.customerId}`, 'name=One', { 'Idempotency-Key': 'k'.repeat(256) }),
    status: 400,
    error: { type: 'idempotency_error' },
  },
  {
    name: 'an API version that never was',
    quote: 'Invalid Stripe API version: 2019-2-19',
    source: 'https://github.com/stripe/stripe-java/issues/682',
    request: (server) => raw(server, '/v1/invoices', { headers: { 'Stripe-Version': '2019-2-19' } }),
    status: 400,
    error: { message: says('Invalid Stripe API version: 2019-2-19') },
  },
];
