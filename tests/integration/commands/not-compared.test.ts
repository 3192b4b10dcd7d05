import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { addAccount, buildProgram, documentOf, type Terminal } from '../../support/billfold.ts';
import { checkDocument } from '../../support/command-documents.ts';
import type { RawServer } from '../../support/raw-server.ts';
import { listOf, stripeCustomer, stripeSubscription } from '../../support/stripe-objects.ts';
import { previewOf, vendorTerminal, watchAmount } from '../../support/vendor-terminal.ts';

beforeAll(buildProgram);

/** An account of a vendor with one subscription of 50.00 USD, and an alert at 100.00. */
async function watched(): Promise<{ terminal: Terminal; server: RawServer }> {
  const place = await vendorTerminal();
  await watchAmount(place.terminal, '100');
  return place;
}

describe('an alert that cannot be compared', () => {
  it.each([
    ['a list that empties', 'subscription-gone', { 'GET /v1/subscriptions': listOf([]) }, /no longer lists/],
    [
      'a currency that changes',
      'other-currency',
      { 'POST /v1/invoices/create_preview': previewOf(99_999_999, 'eur') },
      /different currency/,
    ],
    [
      'a list that announces more than it has',
      'list-contradicts',
      { 'GET /v1/subscriptions': listOf([], true) },
      /list/,
    ],
    [
      'a subscription that cannot be read',
      'unreadable',
      { 'GET /v1/subscriptions': listOf(['no subscription']) },
      /couldn’t be read/,
    ],
  ])('%s: said, with the reason, exit 12, each time', async (_what, reason, routes, words) => {
    const { terminal, server } = await watched();
    expect((await terminal.billfold('check')).code).toBe(0);
    Object.assign(server.routes, routes);
    for (let turn = 0; turn < 2; turn++) {
      const json = await terminal.billfold('check', '--json');
      expect(json.code).toBe(12);
      expect(documentOf(checkDocument, json).accounts[0]?.alerts).toMatchObject([
        { outcome: 'not-compared', reason, scope: 'subscription', window: 'billing-period', exceeded: false },
      ]);
    }
    const text = await terminal.billfold('check');
    expect(text.code).toBe(12);
    expect(text.stdout).toMatch(words);
    expect(text.stdout).toMatch(/total over 100\.00 USD can’t be compared/);
  });

  it('is outweighed by one that is exceeded, and by nothing else', async () => {
    const { terminal, server } = await watched();
    const second = stripeSubscription({ id: 'sub_2' });
    server.routes['GET /v1/subscriptions'] = listOf([stripeSubscription(), second]);
    expect((await terminal.billfold('check')).code).toBe(0);
    server.routes['GET /v1/subscriptions'] = listOf([second]);
    expect((await terminal.billfold('check')).code).toBe(12);
    server.routes['POST /v1/invoices/create_preview'] = previewOf(10_001);
    expect((await terminal.billfold('check')).code).toBe(10);
  });

  it('is nobody’s fault but the account’s where that fails as a whole: exit 1', async () => {
    const { terminal, server } = await watched();
    server.routes['GET /v1/subscriptions'] = (_, response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end('{"error":{"message":"Invalid API Key"}}');
      return undefined;
    };
    const end = await terminal.billfold('check', '--json');
    expect(end.code).toBe(1);
    expect(documentOf(checkDocument, end).accounts[0]?.alerts).toMatchObject([
      { outcome: 'not-compared', reason: 'key-refused' },
    ]);
  });
});

it('an alert in the currency that the vendor changed to is saved at once, though nobody has looked since', async () => {
  const { terminal, server } = await watched();
  expect((await terminal.billfold('check')).code).toBe(0);
  server.routes['GET /v1/subscriptions'] = listOf([stripeSubscription({ currency: 'eur' })]);
  server.routes['POST /v1/invoices/create_preview'] = previewOf(99_999_999, 'eur');
  const added = await terminal.billfold('alerts', 'add', '--account', 'Acme', '--threshold', '100.00 EUR');
  expect(added.stderr).toBe('');
  expect(added.code).toBe(0);
  const end = await terminal.billfold('check', '--json');
  expect(end.code).toBe(10);
});

describe('an alert that could never be compared is refused', () => {
  it.each([
    ['different currency', ['--threshold', '1.00 EUR'], /different currency/],
    ['a metric that nobody tells', ['--threshold', '80%', '--measure', 'bandwidth'], /doesn’t report this usage/],
    [
      'a sum by billing period',
      ['--threshold', '1', '--scope', 'account', '--window', 'billing-period'],
      /calendar month/,
    ],
  ])('%s', async (_what, rule, words) => {
    const { terminal } = await watched();
    const end = await terminal.billfold('alerts', 'add', '--account', 'Acme', ...rule);
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(words);
    expect((await terminal.billfold('alerts', 'list')).stdout.trim().split('\n')).toHaveLength(1);
  });

  it('a customer without a subscription; the sum of the account is watched', async () => {
    const { terminal, server } = await watched();
    server.routes['GET /v1/subscriptions'] = listOf([stripeSubscription({ status: 'canceled' })]);
    await terminal.billfold('check');
    const each = await terminal.billfold('alerts', 'add', '--account', 'Acme', '--threshold', '10 USD');
    expect(each).toMatchObject({ code: 2, stderr: expect.stringContaining('canceled') as string });
    const sum = ['--threshold', '10 USD', '--scope', 'account', '--json'];
    const saved = await terminal.billfold('alerts', 'add', '--account', 'Acme', ...sum);
    expect(JSON.parse(saved.stdout)).toMatchObject({ alert: { scope: 'account', window: 'calendar-month' } });
    const all = await terminal.billfold('alerts', 'add', '--all', '--threshold', '20 USD');
    expect(all).toMatchObject({ code: 0, stdout: expect.stringContaining('All accounts') as string });
  });
});

describe('a bug that one account brings to light', () => {
  it('costs that account alone: the other one’s alert fires, exit 10; alone it is exit 12, told once', async () => {
    const { terminal, server } = await watched();
    const url = { url: server.url, customerId: 'cus_2' };
    server.routes['GET /v1/customers/cus_2'] = stripeCustomer({ id: 'cus_2' });
    server.routes['GET /v1/customers/cus_2/tax_ids'] = listOf([]);
    expect((await addAccount(terminal, 'Other', url)).code).toBe(0);
    expect((await terminal.billfold('alerts', 'add', '--account', 'Other', '--threshold', '100')).code).toBe(0);
    server.routes['POST /v1/invoices/create_preview'] = previewOf(15_000);
    // What nobody thought of, in the writing of the first account alone.
    const db = new Database(join(terminal.dataFolder, 'billfold.db'));
    onTestFinished(() => void db.close());
    db.exec(`CREATE TRIGGER bug BEFORE INSERT ON alert_events
      WHEN NEW.account_id = (SELECT id FROM accounts WHERE name = 'Acme') BEGIN SELECT RAISE(ABORT, 'a bug'); END`);
    const both = await terminal.billfold('check', '--json');
    expect(both.code).toBe(10);
    expect(documentOf(checkDocument, both).accounts).toMatchObject([
      {
        account: 'Acme',
        ok: false,
        error: { code: 'internal' },
        alerts: [{ outcome: 'not-compared', reason: 'internal' }],
      },
      { account: 'Other', ok: true, error: null, alerts: [{ outcome: 'exceeded', firedNow: true }] },
    ]);
    const alone = await terminal.billfold('check', '--account', 'Acme');
    expect(alone.code).toBe(12);
    expect(alone.stdout).toBe('Acme: total over 100.00 USD can’t be compared. Something went wrong inside Billfold.\n');
    expect(alone.stderr).toMatch(/^Acme: Something went wrong inside Billfold \(reference [0-9a-f]{8}\)\./);
    expect(db.prepare('SELECT kind, count(*) AS count FROM notifications GROUP BY kind ORDER BY kind').all()).toEqual([
      { kind: 'alert-event', count: 1 },
      { kind: 'outage', count: 1 },
    ]);
  });
});
