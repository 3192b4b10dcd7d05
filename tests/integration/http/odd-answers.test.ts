import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createClock } from '../../../electron/platform/clock.ts';
import { createImagekitSource } from '../../../electron/sources/index.ts';
import { aSubscription } from '../../support/billing-objects.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';
import { nodeFetch } from '../../support/node-fetch.ts';
import { memoryUsageCache } from '../../support/fakes/memory-usage-cache.ts';
import { type RawAnswer, type RawServer, startRawServer } from '../../support/raw-server.ts';
import { listOf, stripeCustomer, stripeSubscription } from '../../support/stripe-objects.ts';
import { stripeSourceAt } from '../../support/stripe-source-on.ts';

const clock = createClock();
const servers: RawServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const sending =
  (body: string | Buffer, headers: Record<string, string> = {}): RawAnswer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);
    return undefined;
  };

async function serve(routes: Record<string, RawAnswer>): Promise<string> {
  const server = await startRawServer(routes);
  servers.push(server);
  return server.url;
}

const imagekitAt = (baseUrl: string) =>
  createImagekitSource({
    key: 'private_4242424242',
    baseUrl,
    fetch: nodeFetch,
    clock,
    logger: memoryLogger(),
    cache: memoryUsageCache(),
    retries: 0,
  });

const page = { after: null, createdFrom: null };
const november = { start: '2026-11-01', end: '2026-11-23' } as const;

const deep = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels);
const bodies: [string, string, 'answer-not-json' | 'answer-too-complex'][] = [
  ['a text', '"ok"', 'answer-not-json'],
  ['an empty text', '""', 'answer-not-json'],
  ['a number', '1', 'answer-not-json'],
  ['a fraction', '-0.5e1', 'answer-not-json'],
  ['true', 'true', 'answer-not-json'],
  ['false', 'false', 'answer-not-json'],
  ['null', 'null', 'answer-not-json'],
  ['an empty list', '[]', 'answer-not-json'],
  ['a list', '[{"object":"list","data":[]}]', 'answer-not-json'],
  ['nothing', '', 'answer-not-json'],
  ['blanks', ' \n\t', 'answer-not-json'],
  ['two objects', '{}{}', 'answer-not-json'],
  ['a byte that begins no text', '\u0000', 'answer-not-json'],
  ['lists in lists', deep('[', ']', 100_000), 'answer-too-complex'],
  ['objects in objects', `{"a":${deep('{"a":', '}', 100_000).replace('{"a":}', '{"a":1}')}}`, 'answer-too-complex'],
  ['brackets that never close', '['.repeat(1_000_000), 'answer-too-complex'],
  ['very many empty objects', `{"data":[${'{},'.repeat(600_000)}{}]}`, 'answer-too-complex'],
  ['very many numbers', `{"data":[${'0,'.repeat(600_000)}0]}`, 'answer-too-complex'],
];

describe.each(bodies)('%s as an answer', (_, body, code) => {
  test('is an error of each read, and nothing is thrown past it', async () => {
    const routes = [
      'GET /v1/invoices',
      'GET /v1/subscriptions',
      'GET /v1/customers/cus_1',
      'GET /v1/credit_notes',
      'GET /v1/invoices/in_1',
    ];
    const stripe = stripeSourceAt(await serve(Object.fromEntries(routes.map((route) => [route, sending(body)]))));
    const reads = [
      stripe.invoices(page),
      stripe.subscriptions(),
      stripe.details(),
      stripe.creditNotes(page),
      stripe.invoice('in_1'),
      stripe.testKey(),
    ];
    for (const read of await Promise.all(reads)) expect(read).toMatchObject({ ok: false, error: { code } });
    const imagekit = imagekitAt(await serve({ 'GET /v1/accounts/usage': sending(body) }));
    expect(await imagekit.usage(november)).toMatchObject({ ok: false, error: { code } });
    // What nobody awaits would be told now, and fail this test.
    await new Promise((turn) => setImmediate(turn));
  });

  test('is an error of a preview, and of a change at the vendor', async () => {
    const url = await serve({
      'GET /v1/subscriptions': listOf([stripeSubscription()]),
      'GET /v1/products': listOf([]),
      'GET /v1/customers/cus_1': stripeCustomer(),
      'POST /v1/invoices/create_preview': sending(body),
      'POST /v1/customers/cus_1': sending(body),
    });
    const stripe = stripeSourceAt(url);
    expect(await stripe.upcoming(aSubscription({ id: 'sub_1' }))).toMatchObject({ ok: false, error: { code } });
    const changed = await stripe.updateDetails({ companyName: 'Acme SE' });
    // The vendor was asked what became of it, and says the old name.
    expect(changed).toMatchObject({ ok: false, error: { code: 'change-not-there-yet' } });
  });
});

test.each([
  ['as it is', (body: Buffer) => sending(body)],
  ['packed', (body: Buffer) => sending(gzipSync(body), { 'content-encoding': 'gzip' })],
  [
    'without a length',
    (body: Buffer): RawAnswer =>
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' });
        response.end(body);
        return undefined;
      },
  ],
])('more than 16 MB %s is refused, and as much is not', async (_, answer) => {
  const frame = '{"bandwidthBytes":5,"x":""}'.length;
  const ofLength = (length: number) => Buffer.from(`{"bandwidthBytes":5,"x":"${'x'.repeat(length - frame)}"}`);
  const most = 16 * 2 ** 20;
  const fits = imagekitAt(await serve({ 'GET /v1/accounts/usage': answer(ofLength(most)) }));
  expect(await fits.usage(november)).toMatchObject({ ok: true });
  const over = imagekitAt(await serve({ 'GET /v1/accounts/usage': answer(ofLength(most + 1)) }));
  expect(await over.usage(november)).toMatchObject({ ok: false, error: { code: 'answer-too-large', megabytes: 16 } });
});

test('what is bound is the shape, not the text: brackets in a text count for nothing', async () => {
  const text = JSON.stringify({ bandwidthBytes: 5, note: '[{,"\\'.repeat(300_000) });
  const imagekit = imagekitAt(await serve({ 'GET /v1/accounts/usage': sending(text) }));
  expect(await imagekit.usage(november)).toMatchObject({ ok: true });
});
