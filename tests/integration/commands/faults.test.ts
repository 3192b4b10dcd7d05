import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPracticeServer } from '../../../electron/practice/index.ts';
import { addAccount, documentOf, sumsHold } from '../../support/billfold.ts';
import { checkDocument, exportDocument, syncDocument } from '../../support/command-documents.ts';
import { connected, newAccount } from '../../support/connected-terminal.ts';
import { startOlderStripe } from '../../support/older-stripe.ts';
import { practiceControl } from '../../support/practice-control.ts';

const place = connected('sk_test_faults', 'Acme');
describe('a server that fails', () => {
  const faults: [string, object, string, RegExp][] = [
    ['a refused key', { kind: 'status', status: 401 }, 'key-refused', /refused the key.*new key/],
    ['a missing permission', { kind: 'status', status: 403 }, 'permission-missing', /permission/],
    ['too many requests', { kind: 'status', status: 429, retryAfter: 3600 }, 'rate-limited', /slow down.*later/],
    ['an error of the server', { kind: 'status', status: 500 }, 'server-failed', /status 500.*later/],
    ['a page of HTML', { kind: 'html' }, 'answer-not-json', /127\.0\.0\.1.*sign-in page/],
    ['an answer that breaks off', { kind: 'truncated' }, 'server-unreachable', /can’t be reached.*network/],
    [
      'an answer without its amount',
      { kind: 'drop', fields: ['total', 'data.*.total'] },
      'answer-incomplete',
      /“total”/,
    ],
  ];

  it.each(faults)('%s is said in words, and a check or sync afterwards goes well', async (_, fault, code, words) => {
    const { terminal, control } = place();
    onTestFinished(() => control.heal());
    await control.fail(fault);
    const [check, sync] = await Promise.all([
      terminal.billfold('check', '--json'),
      terminal.billfold('sync', '--full', '--json'),
    ]);
    for (const end of [check, sync]) {
      expect(end.code).toBe(1);
      expect(end.stderr).toMatch(words);
      expect(end.stderr).toMatch(/^Acme: /);
    }
    expect(documentOf(checkDocument, check).accounts).toMatchObject([
      { ok: false, subscriptions: [], error: { code } },
    ]);
    expect(documentOf(syncDocument, sync).accounts).toMatchObject([{ ok: false, error: { code } }]);

    await control.heal();
    const [checked, synced] = await Promise.all([
      terminal.billfold('check', '--json'),
      terminal.billfold('sync', '--json'),
    ]);
    expect(checked).toMatchObject({ code: 0, stderr: '' });
    expect(synced).toMatchObject({ code: 0, stderr: '' });
    expect(documentOf(syncDocument, synced).accounts).toMatchObject([
      { ok: true, invoices: { total: 12 }, error: null },
    ]);
  });

  it.each(['"ok"', '1', 'true', '[]', '""', ''])('and answers %j takes no other account along', async (body) => {
    const terminal = await newAccount(place(), `odd-${body.length}-${Buffer.from(body).toString('hex')}`);
    const second = await startPracticeServer({ port: 0, seed: 3, invoices: 6, now: null, speed: 1, anchor: null });
    onTestFinished(() => second.close());
    expect((await addAccount(terminal, 'Second', second)).code).toBe(0);
    await terminal.billfold('alerts', 'add', '--account', 'Acme', '--threshold', '100');
    await practiceControl(second.url).fail({ kind: 'body', body });

    const check = await terminal.billfold('check', '--json');
    expect(check).toMatchObject({
      code: 10,
      stderr: expect.stringMatching(/Second: .*something other than billing data/) as string,
    });
    expect(documentOf(checkDocument, check).accounts).toMatchObject([
      { account: 'Acme', ok: true, alerts: [{ exceeded: true, firedNow: true }] },
      { account: 'Second', ok: false, error: { code: 'answer-not-json' } },
    ]);
  });

  it('for a moment is asked again, as long after as it wants', async () => {
    const { terminal, control } = place();
    onTestFinished(() => control.heal());
    await control.fail({ kind: 'status', status: 429, retryAfter: 1, times: 1 }, { kind: 'reset', times: 1, after: 1 });
    expect(await terminal.billfold('check')).toMatchObject({ code: 0, stderr: '' });
  });

  it('is another matter than one that is gone: nothing is lost, and a threshold elsewhere still counts', async () => {
    const { folder, server } = place();
    const terminal = await newAccount(place(), 'two');
    const options = { port: 0, seed: 3, invoices: 6, now: null, speed: 1, anchor: null };
    const second = await startPracticeServer(options);
    expect((await addAccount(terminal, 'Second', second)).code).toBe(0);
    expect((await terminal.billfold('sync')).code).toBe(0);
    await terminal.billfold('alerts', 'add', '--account', 'Acme', '--threshold', '100');
    await second.close();

    const check = await terminal.billfold('check', '--json');
    expect(check).toMatchObject({ code: 10, stderr: expect.stringMatching(/^Second: .*can’t be reached/) as string });
    expect(documentOf(checkDocument, check).accounts).toMatchObject([
      { account: 'Acme', ok: true, alerts: [{ exceeded: true }], error: null },
      { account: 'Second', ok: false, alerts: [], error: { code: 'server-unreachable' } },
    ]);
    const sync = await terminal.billfold('sync', '--json');
    expect(sync.code).toBe(1);
    expect(documentOf(syncDocument, sync).accounts.map(({ ok }) => ok)).toEqual([true, false]);

    // What was synced before is exported without any server.
    const out = join(folder, 'two-out');
    const exported = await terminal.billfold('export', '--account', 'Second', '--json', '--out', out);
    expect(documentOf(exportDocument, exported).files.length).toBeGreaterThan(2);
    sumsHold(out);

    const again = await startPracticeServer({ ...options, port: Number(new URL(second.url).port) });
    onTestFinished(() => again.close());
    expect(server.url).not.toBe(again.url);
    expect((await terminal.billfold('sync')).code).toBe(0);
  });
});

describe('a server of older shapes', () => {
  it('is read as well', async () => {
    const { folder } = place();
    const server = await startOlderStripe({ port: 0, seed: 7, invoices: 12, now: null, speed: 1, anchor: null });
    onTestFinished(() => server.close());
    const terminal = await newAccount({ ...place(), server }, 'older');
    expect((await terminal.billfold('alerts', 'add', '--account', 'Acme', '--threshold', '100')).code).toBe(0);
    const check = await terminal.billfold('check', '--json');
    expect(check.code).toBe(10);
    expect(documentOf(checkDocument, check).accounts).toMatchObject([
      { ok: true, subscriptions: [{ upcoming: { kind: 'preview' } }], alerts: [{ firedNow: true }], error: null },
    ]);
    const sync = await terminal.billfold('sync', '--json');
    expect(sync.code).toBe(0);
    expect(documentOf(syncDocument, sync).accounts).toMatchObject([
      { ok: true, invoices: { total: 12 }, documents: { failed: 0 } },
    ]);
    const out = join(folder, 'older-out');
    const exported = await terminal.billfold('export', '--json', '--out', out);
    expect(exported.code).toBe(0);
    expect(documentOf(exportDocument, exported)).toMatchObject({ failed: [], manifest: 'manifest.json' });
    sumsHold(out);
  });
});
