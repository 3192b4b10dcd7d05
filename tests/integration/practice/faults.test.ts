import { request } from 'node:http';
import { expect, test } from 'vitest';
import type { PracticeServer } from '../../../electron/practice/index.ts';
import { control, practiceServer, raw, stripeClient } from '../../support/practice.ts';

const faults = (server: PracticeServer, body: unknown): Promise<unknown> => control(server, 'faults', body);

test.each([400, 401, 403, 404, 409, 429, 500, 502, 503, 504])('status %i, once', async (status) => {
  const server = await practiceServer();
  await faults(server, { kind: 'status', status, times: 1 });
  const answer = await raw(server, '/v1/invoices');
  expect(answer.status).toBe(status);
  expect(answer.json()).toMatchObject({ error: { message: expect.any(String) as unknown } });
  expect((await raw(server, '/v1/invoices')).status).toBe(200);
});

test('429 says when to come back, and the official client does', async () => {
  const server = await practiceServer();
  await faults(server, { kind: 'status', status: 429, retryAfter: 3, times: 1, path: '/v1/customers/*' });
  const refused = await raw(server, `/v1/customers/${server.customerId}`);
  expect(refused.headers.get('retry-after')).toBe('3');
  expect(refused.json()).toMatchObject({ error: { code: 'rate_limit' } });
  await faults(server, { kind: 'status', status: 500, times: 1 });
  const client = stripeClient(server);
  const customer = await client.customers.retrieve(server.customerId, {}, { maxNetworkRetries: 2 });
  expect(customer.id).toBe(server.customerId);
});

test('a web page instead of the answer', async () => {
  const server = await practiceServer();
  await faults(server, { kind: 'html', times: 1 });
  const answer = await raw(server, '/v1/invoices');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(() => answer.json()).toThrow();
});

test.each(['truncated', 'reset', 'reset-body'] as const)('a connection that ends: %s', async (kind) => {
  const server = await practiceServer();
  await faults(server, { kind, times: 1 });
  await expect(raw(server, '/v1/invoices?limit=100')).rejects.toThrow();
  expect((await raw(server, '/v1/invoices?limit=100')).status).toBe(200);
});

test('a server that hangs answers nothing and can still be closed', async () => {
  const server = await practiceServer();
  await faults(server, { kind: 'hang', times: 1 });
  await expect(fetch(`${server.url}/v1/invoices`, { signal: AbortSignal.timeout(300) })).rejects.toThrow(
    /timeout|aborted/i,
  );
});

test('a write that is applied though its answer never comes', async () => {
  const server = await practiceServer();
  await faults(server, { kind: 'apply-then-reset', method: 'POST', times: 1 });
  const path = `/v1/customers/${server.customerId}`;
  const body = { method: 'POST', body: 'name=Applied', headers: { 'Idempotency-Key': 'applied' } };
  await expect(raw(server, path, body)).rejects.toThrow();
  expect((await raw(server, path)).json()).toMatchObject({ name: 'Applied' });
  const again = await raw(server, path, body);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
});

test('PDF faults touch PDFs only, and several come one after the other', async () => {
  const server = await practiceServer();
  const { data } = await stripeClient(server).invoices.list({ customer: server.customerId, status: 'paid', limit: 1 });
  const link = data[0]?.invoice_pdf ?? '';
  await faults(server, {
    faults: ['pdf-empty', 'pdf-html', 'pdf-truncated', 'pdf-missing'].map((kind) => ({ kind, times: 1 })),
  });
  expect((await raw(server, '/v1/invoices')).status).toBe(200);
  const lengths: [number, string | null, boolean][] = [];
  for (let turn = 0; turn < 5; turn++) {
    const answer = await fetch(link);
    const bytes = Buffer.from(await answer.arrayBuffer());
    lengths.push([answer.status, answer.headers.get('content-type'), bytes.subarray(-6).toString().includes('%%EOF')]);
  }
  expect(lengths).toEqual([
    [200, 'application/pdf', false],
    [200, 'text/html; charset=utf-8', false],
    [200, 'application/pdf', false],
    [404, 'text/html; charset=utf-8', false],
    [200, 'application/pdf', true],
  ]);
});

test.each([
  ['pdf-html', 200, 'text/html; charset=utf-8'],
  ['pdf-truncated', 200, 'application/pdf'],
  ['pdf-missing', 404, 'text/html; charset=utf-8'],
  ['pdf-expired', 200, 'text/html; charset=utf-8'],
])('%s', async (kind, status, type) => {
  const server = await practiceServer();
  const { data } = await stripeClient(server).invoices.list({ customer: server.customerId, status: 'paid', limit: 1 });
  const link = data[0]?.invoice_pdf ?? '';
  const whole = (await (await fetch(link)).arrayBuffer()).byteLength;
  await faults(server, { kind });
  const answer = await fetch(link);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
  if (kind === 'pdf-truncated') expect((await answer.arrayBuffer()).byteLength).toBe(Math.floor(whole / 2));
});

test('fields can be left out, in the requests that were meant', async () => {
  const server = await practiceServer();
  await faults(server, {
    kind: 'drop',
    fields: ['data.*.currency', 'has_more'],
    path: '/v1/invoices*',
    after: 1,
    times: 1,
  });
  expect((await raw(server, '/v1/invoices')).json()).toHaveProperty('has_more');
  const broken = (await raw(server, '/v1/invoices')).json();
  expect(broken).not.toHaveProperty('has_more');
  expect(broken).not.toHaveProperty('data[0].currency');
  expect((await raw(server, '/v1/invoices')).json()).toHaveProperty('data[0].currency');
});

test('faults are listed with how often they happened, and cleared', async () => {
  const server = await practiceServer();
  await faults(server, [
    { kind: 'status', status: 500 },
    { kind: 'delay', milliseconds: 0 },
  ]);
  await raw(server, '/v1/invoices');
  expect((await raw(server, '/_practice/faults')).json()).toMatchObject({
    faults: [
      { kind: 'status', used: 1 },
      { kind: 'delay', used: 0 },
    ],
  });
  await faults(server, { clear: true });
  expect((await raw(server, '/v1/invoices')).status).toBe(200);
  expect((await control(server, 'faults', { kind: 'earthquake' })).status).toBe(400);
});

const asBrowser = (server: PracticeServer, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const asked = request(`${server.url}/_practice/clock`, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject);
    asked.end('{"speed": 9}');
  });

test('pages of other sites cannot drive the server', async () => {
  const server = await practiceServer();
  expect(await asBrowser(server, { Origin: 'https://example.com' })).toBe(403);
  expect(await asBrowser(server, { Host: 'rebound.example.com' })).toBe(403);
  expect(await asBrowser(server, { Origin: server.url })).toBe(200);
});

test('the help lists every fault, customer and address', async () => {
  const server = await practiceServer();
  const help = (await raw(server, '/_practice', { key: null })).text;
  for (const word of ['apply-then-timeout', 'pdf-expired', 'cus_PracticeYen', 'rk_test_noinvoices', '/_practice/clock'])
    expect(help).toContain(word);
});
