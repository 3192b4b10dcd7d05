import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createClock } from '../../../electron/platform/clock.ts';
import type { Clock, Fetch } from '../../../electron/platform/ports.ts';
import { createStripeSource } from '../../../electron/sources/index.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';
import { nodeFetch } from '../../support/node-fetch.ts';
import {
  type RawAnswer,
  type RawHandler,
  type RawServer,
  sendError,
  startRawServer,
} from '../../support/raw-server.ts';
import { listOf, stripeCustomer, stripeSubscription } from '../../support/stripe-objects.ts';
import { closed, listening } from '../../support/waits.ts';

const key = 'rk_live_51CANARYcanaryCANARY4242';
const clock = createClock();
/** Pauses take no time, and timeouts theirs. */
const hurried: Clock = {
  now: () => clock.now(),
  after: (millis, task) => clock.after(millis < 5_000 ? 0 : millis, task),
};

const servers: RawServer[] = [];
const loggers: ReturnType<typeof memoryLogger>[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  for (const logger of loggers.splice(0)) expect(logger.text()).not.toContain('CANARY');
});

function sourceAt(baseUrl: string, options: { retries?: number; timeoutSeconds?: number } = {}) {
  const logger = memoryLogger();
  loggers.push(logger);
  return createStripeSource({
    key,
    customerId: 'cus_1',
    baseUrl,
    fetch: nodeFetch,
    clock: hurried,
    logger,
    retries: 0,
    ...options,
  });
}

async function serve(routes: Record<string, RawAnswer>): Promise<RawServer> {
  const server = await startRawServer(routes);
  servers.push(server);
  return server;
}

const page = { after: null, createdFrom: null };

async function errorWhen(answer: RawAnswer, options = {}) {
  const server = await serve({ 'GET /v1/invoices': answer });
  const result = await sourceAt(server.url, options).invoices(page);
  if (result.ok) throw new Error('The call succeeded');
  expect(JSON.stringify(result.error)).not.toContain('CANARY');
  return result.error;
}

const refusing =
  (status: number, error: object, headers = {}): RawHandler =>
  (_, response) => {
    sendError(response, status, error, headers);
  };

const answering =
  (status: number, contentType: string, body: string): RawAnswer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': contentType }).end(body);
  };

test('a refused key', async () => {
  const error = await errorWhen(refusing(401, { message: `Invalid API Key provided: ${key}` }));
  expect(error).toEqual({ code: 'key-refused', host: '127.0.0.1' });
});

test.each([
  ["Having the 'rak_invoice_read' permission would allow this request to continue.", 'rak_invoice_read'],
  ["Having the 'rak_a_read' and 'rak_b_write' permissions would allow this.", 'rak_a_read, rak_b_write'],
  ['This needs invoice_read.', 'invoice_read'],
  ['The provided key does not have the required permissions for this endpoint.', 'GET /v1/invoices'],
])('a missing permission is named: %s', async (message, permission) => {
  const error = await errorWhen(refusing(403, { message: `The provided key '${key}' is restricted. ${message}` }));
  expect(error).toEqual({ code: 'permission-missing', permission });
});

test('a refusal keeps the server’s words, without the key', async () => {
  expect(await errorWhen(refusing(400, { message: `Bad limit, says ${key}` }))).toEqual({
    code: 'request-refused',
    status: 400,
    vendorWords: 'Bad limit, says [removed]',
  });
  expect(await errorWhen(refusing(403, { message: 'This account is closed.' }))).toMatchObject({
    code: 'request-refused',
  });
});

test.each([
  [404, { code: 'resource_missing', param: 'customer', message: "No such customer: 'cus_1'" }],
  [
    400,
    {
      code: 'resource_missing',
      param: 'customer',
      message: 'No such customer: cus_1; a similar object exists in live mode',
    },
  ],
])('an unknown customer (%s)', async (status, error) => {
  expect(await errorWhen(refusing(status, error))).toEqual({ code: 'customer-not-found', customer: 'cus_1' });
});

test('a bare 404 on the customer means the customer', async () => {
  const server = await serve({ 'GET /v1/customers/cus_1': refusing(404, { message: 'Not Found' }) });
  expect(await sourceAt(server.url).details()).toMatchObject({ ok: false, error: { code: 'customer-not-found' } });
});

test.each([
  [{ 'retry-after': '30' }, 30],
  [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT', date: 'Wed, 21 Oct 2026 07:27:00 GMT' }, 60],
  [{}, null],
])('a rate limit with %o', async (headers, seconds) => {
  const error = await errorWhen(refusing(429, { code: 'rate_limit', message: 'Too many requests' }, headers));
  expect(error).toEqual({ code: 'rate-limited', retryAfterSeconds: seconds });
});

test('a failing server, with JSON and without', async () => {
  const headers = { 'request-id': 'req_7' };
  expect(await errorWhen(refusing(503, { type: 'api_error', message: 'down' }, headers))).toEqual({
    code: 'server-failed',
    status: 503,
    requestId: 'req_7',
  });
  expect(await errorWhen(answering(502, 'text/html', '<h1>Bad gateway</h1>'))).toMatchObject({
    code: 'server-failed',
    status: 502,
  });
});

test.each([
  [
    'a page of HTML',
    answering(200, 'text/html; charset=utf-8', '<html>Log in to the guest network</html>'),
    'text/html; charset=utf-8',
  ],
  ['a proxy’s page', answering(403, 'text/html', '<html>Blocked</html>'), 'text/html'],
  ['nothing', answering(200, 'application/json', ''), 'application/json'],
  ['half an object', answering(200, 'application/json', '{"object":"list","data":['), 'application/json'],
  ['null', answering(200, 'application/json', 'null'), 'application/json'],
])('%s is not JSON of an API', async (_, answer, contentType) => {
  expect(await errorWhen(answer)).toEqual({ code: 'answer-not-json', host: '127.0.0.1', contentType });
});

test('no list is incomplete', async () => {
  expect(await errorWhen({ object: 'list' })).toEqual({
    code: 'answer-incomplete',
    object: 'invoice-list',
    id: null,
    field: 'data',
  });
});

test.each([
  ['text', 'text/plain', 'Not found'],
  ['HTML', 'text/html', '<h1>Not found</h1>'],
  ['nothing', 'application/json', ''],
  ['an error of another shape', 'application/json', '{"detail":"Not found"}'],
])('a status says what it says, with %s below it', async (_, contentType, body) => {
  const codeOf = async (status: number) => (await errorWhen(answering(status, contentType, body))).code;
  expect(await codeOf(404)).toBe('not-found-at-vendor');
  expect(await codeOf(401)).toBe('key-refused');
  expect(await codeOf(429)).toBe('rate-limited');
  expect(await codeOf(405)).toBe('request-refused');
  expect(await codeOf(501)).toBe('server-failed');
});

test('nobody listens', async () => {
  const server = createServer();
  const port = await listening(server);
  await closed(server);
  expect(await sourceAt(`http://127.0.0.1:${port}`).invoices(page)).toEqual({
    ok: false,
    error: { code: 'server-unreachable', host: '127.0.0.1', reason: 'ERR_CONNECTION_REFUSED' },
  });
});

test('a name that does not resolve', async () => {
  const result = await sourceAt('https://billfold.invalid').invoices(page);
  expect(result).toMatchObject({ ok: false, error: { code: 'server-unreachable', host: 'billfold.invalid' } });
  expect(result).toMatchObject({ error: { reason: expect.stringMatching(/^E/) as string } });
});

test('a server that speaks no TLS', async () => {
  const server = await serve({});
  const result = await sourceAt(server.url.replace('http:', 'https:')).invoices(page);
  expect(result).toMatchObject({ ok: false, error: { code: 'server-unreachable' } });
});

test('a connection that breaks, before the answer and in the middle of it', async () => {
  expect(await errorWhen((_, response) => void response.destroy())).toMatchObject({ code: 'server-unreachable' });
  const broken: RawAnswer = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"object":"list"', () => response.destroy());
  };
  expect(await errorWhen(broken)).toMatchObject({ code: 'server-unreachable' });
});

test('a server that never answers, or never ends its answer, is given up', async () => {
  const timeout = { code: 'server-timeout', host: '127.0.0.1', seconds: 0.2 };
  expect(await errorWhen(() => undefined, { timeoutSeconds: 0.2 })).toEqual(timeout);
  const endless: RawAnswer = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{');
  };
  expect(await errorWhen(endless, { timeoutSeconds: 0.2 })).toEqual(timeout);
});

test('a redirect is not followed: the key stays with its server', async () => {
  const elsewhere = await serve({ 'GET /v1/invoices': listOf([]) });
  const error = await errorWhen((_, response) => {
    response.writeHead(302, { location: `${elsewhere.url}/v1/invoices` }).end();
  });
  expect(error).toMatchObject({ code: 'server-unreachable' });
  expect(elsewhere.requests).toHaveLength(0);
});

test('the SDK makes no second request by itself, whatever code the failure has', async () => {
  for (const code of ['ECONNRESET', 'EPIPE', 'ETIMEDOUT']) {
    let requests = 0;
    const failing: Fetch = () => {
      requests++;
      return Promise.reject(Object.assign(new Error('closed'), { code }));
    };
    const options = { key, customerId: 'cus_1', baseUrl: null, clock: hurried, logger: memoryLogger() };
    const once = createStripeSource({ ...options, fetch: failing, retries: 0 });
    expect(await once.invoices(page)).toMatchObject({ ok: false, error: { code: 'server-unreachable', reason: code } });
    expect(requests).toBe(1);
    requests = 0;
    await createStripeSource({ ...options, fetch: failing, retries: 2 }).invoices(page);
    expect(requests).toBe(3);
  }
});

test('an abort during the request ends it as cancelled', async () => {
  const controller = new AbortController();
  const server = await serve({
    'GET /v1/invoices': () => {
      controller.abort();
      return undefined;
    },
  });
  const result = await sourceAt(server.url, { retries: 2 }).invoices(page, controller.signal);
  expect(result).toEqual({ ok: false, error: { code: 'cancelled' } });
  expect(server.requests).toHaveLength(1);
});

/** Fails the first requests, then answers an empty list. */
const after =
  (failures: number, failure: RawHandler): RawAnswer =>
  (request, response, times) =>
    times < failures ? failure(request, response, times) : listOf([]);

test.each([
  ['a server failure', refusing(500, { message: 'oops' })],
  ['a conflict', refusing(409, { message: 'lock' })],
  ['a short rate limit', refusing(429, { message: 'slow down' }, { 'retry-after': '1' })],
  ['a broken connection', (_: unknown, response: { destroy(): unknown }) => void response.destroy()],
])('%s is transient, and tried again', async (_, failure) => {
  const server = await serve({ 'GET /v1/invoices': after(2, failure) });
  expect(await sourceAt(server.url, { retries: 2 }).invoices(page)).toMatchObject({ ok: true });
});

test.each([
  ['a long rate limit', refusing(429, { message: 'slow down' }, { 'retry-after': '60' }), 1],
  // Asked twice more, for less each time: that may be what was refused.
  ['a refusal', refusing(400, { message: 'no' }), 3],
  ['a failure that the server says is final', refusing(500, { message: 'no' }, { 'stripe-should-retry': 'false' }), 3],
])('%s is not tried again', async (_, failure, asked) => {
  const server = await serve({ 'GET /v1/invoices': failure });
  expect(await sourceAt(server.url, { retries: 2 }).invoices(page)).toMatchObject({ ok: false });
  expect(server.requests).toHaveLength(asked);
});

test('Retry-After is kept to, on the clock', async () => {
  const waits: number[] = [];
  const server = await serve({
    'GET /v1/invoices': after(1, refusing(429, { message: 'slow' }, { 'retry-after': '3' })),
  });
  const noting: Clock = {
    now: () => clock.now(),
    after(millis, task) {
      waits.push(millis);
      return hurried.after(millis, task);
    },
  };
  const source = createStripeSource({
    key,
    customerId: 'cus_1',
    baseUrl: server.url,
    fetch: globalThis.fetch,
    clock: noting,
    logger: memoryLogger(),
  });
  expect(await source.invoices(page)).toMatchObject({ ok: true });
  expect(waits).toContain(3000);
});

test('testing a key reports what it is and every permission that it lacks', async () => {
  const lacking = (permission: string) =>
    refusing(403, { message: `Having the '${permission}' permission would allow this` });
  const server = await serve({
    'GET /v1/customers/cus_1': stripeCustomer(),
    'GET /v1/customers/cus_1/tax_ids': lacking('rak_tax_id_read'),
    'GET /v1/subscriptions': listOf([stripeSubscription()]),
    'GET /v1/products': lacking('rak_product_read'),
    'GET /v1/invoices': listOf([]),
    'GET /v1/credit_notes': lacking('rak_credit_note_read'),
    'POST /v1/invoices/create_preview': lacking('rak_invoice_write'),
  });
  const result = await sourceAt(server.url).testKey();
  expect(result).toMatchObject({
    ok: true,
    value: { hint: 'rk_live_…4242', restricted: true, live: true, customerName: 'Acme GmbH' },
  });
  expect(result.ok && [...result.value.missing].sort()).toEqual([
    'rak_credit_note_read',
    'rak_invoice_write',
    'rak_product_read',
    'rak_tax_id_read',
  ]);
});

test('a key that may read nothing is reported, not refused; a refused key is an error', async () => {
  const server = await serve({});
  const everywhere = (answer: RawAnswer) => {
    for (const path of [
      'customers/cus_1',
      'customers/cus_1/tax_ids',
      'subscriptions',
      'products',
      'invoices',
      'credit_notes',
    ]) {
      server.routes[`GET /v1/${path}`] = answer;
    }
  };
  everywhere(refusing(403, { message: 'The provided key does not have the required permissions for this endpoint' }));
  const result = await sourceAt(server.url).testKey();
  expect(result).toMatchObject({ ok: true, value: { customerName: null } });
  // Named by what was tried, where the server names nothing.
  expect(result.ok && result.value.missing.toSorted()).toEqual([
    'rak_credit_note_read',
    'rak_customer_read',
    'rak_invoice_read',
    'rak_payment_method_read',
    'rak_product_read',
    'rak_subscription_read',
    'rak_tax_id_read',
  ]);
  // No subscription is known: whether its bill can be previewed was not found out.
  expect(result.ok && result.value.granted).not.toContain('rak_invoice_write');
  everywhere(refusing(401, { message: 'Invalid API Key provided' }));
  expect(await sourceAt(server.url).testKey()).toEqual({
    ok: false,
    error: { code: 'key-refused', host: '127.0.0.1' },
  });
});
