import { describe, expect, it } from 'vitest';
import { createDocumentDownload } from '../../../electron/archive/document-download.ts';
import type { MayFetch } from '../../../electron/archive/index.ts';
import { createAddressJudge } from '../../../electron/http/index.ts';
import type { Fetch } from '../../../electron/platform/ports.ts';
import { type FakeClock, fakeClock } from '../../support/fakes/fake-clock.ts';

const pdf = new TextEncoder().encode('%PDF-1.7 a document %%EOF');
const { signal } = new AbortController();

type Answer = (init: Parameters<Fetch>[1]) => Response | Promise<Response>;

/** Answers by address, the last one for ever; keeps what was asked for. */
function setUp(answers: Record<string, Answer[]>) {
  const clock = fakeClock();
  const asked: string[] = [];
  const fetch: Fetch = async (url, init) => {
    asked.push(String(url));
    const planned = answers[String(url)] ?? [];
    const answer = planned.length > 1 ? planned.shift() : planned[0];
    if (!answer) throw new Error('net::ERR_NAME_NOT_RESOLVED');
    return answer(init);
  };
  return {
    clock,
    asked,
    download: createDocumentDownload({ fetch, clock, random: () => 0, mayFetch: () => Promise.resolve(true) }),
  };
}

const good: Answer = () => new Response(pdf);
const to =
  (location: string, status = 302): Answer =>
  () =>
    new Response(null, { status, headers: { location } });
const slowDown =
  (seconds: number): Answer =>
  () =>
    new Response('', { status: 429, headers: { 'retry-after': String(seconds) } });

async function whileTimePasses<T>(clock: FakeClock, work: Promise<T>, step: number): Promise<T> {
  const state = { settled: false };
  void work.finally(() => (state.settled = true));
  while (!state.settled) await clock.advance(step);
  return work;
}

describe('redirects', () => {
  it('are followed one by one, each address looked at before it is asked', async () => {
    const { download, asked } = setUp({
      'https://a.example/1': [to('https://b.example/2', 301)],
      'https://b.example/2': [to('/3', 307)],
      'https://b.example/3': [good],
    });
    expect(await download({ url: 'https://a.example/1', accountId: 'acc1' }, 'in_1', signal)).toMatchObject({
      ok: true,
    });
    expect(asked).toEqual(['https://a.example/1', 'https://b.example/2', 'https://b.example/3']);
  });

  it.each([
    ['http://b.example/2', 'b.example'],
    ['file:///etc/passwd', 'file:///etc/passwd'],
    ['https://user:password@b.example/2', 'b.example'],
    ['//user@c.example', 'c.example'],
    ['https://', 'https://'],
    ['https://?token=secret', 'https://'],
  ])('to %s are not', async (location, host) => {
    const { download, asked } = setUp({ 'https://a.example/1': [to(location)] });
    expect(await download({ url: 'https://a.example/1', accountId: 'acc1' }, 'in_1', signal)).toEqual({
      ok: false,
      error: { code: 'link-not-allowed', host },
    });
    expect(asked).toEqual(['https://a.example/1']);
  });

  it('end after five', async () => {
    const { clock, download, asked } = setUp({ 'https://a.example/1': [to('https://a.example/1')] });
    const ended = await whileTimePasses(
      clock,
      download({ url: 'https://a.example/1', accountId: 'acc1' }, 'in_1', signal),
      1000,
    );
    expect(ended).toMatchObject({ ok: false, error: { code: 'server-unreachable', reason: 'ERR_TOO_MANY_REDIRECTS' } });
    // Six requests, four times.
    expect(asked).toHaveLength(24);
  });
});

it('a host that asks for a pause holds back its own documents, and no other’s', async () => {
  const { clock, download, asked } = setUp({
    'https://busy.example/1': [slowDown(250), good],
    'https://busy.example/2': [good],
    'https://other.example/1': [good],
  });
  const first = download({ url: 'https://busy.example/1', accountId: 'acc1' }, 'in_1', signal);
  await clock.advance(10);
  const second = download({ url: 'https://busy.example/2', accountId: 'acc1' }, 'in_2', signal);
  await clock.advance(0);
  expect(await download({ url: 'https://other.example/1', accountId: 'acc1' }, 'in_3', signal)).toMatchObject({
    ok: true,
  });
  await clock.advance(249_000);
  expect(asked).toEqual(['https://busy.example/1', 'https://other.example/1']);
  await clock.advance(2_000);
  expect(await first).toMatchObject({ ok: true });
  expect(await second).toMatchObject({ ok: true });
});

/** A body that gives a piece every so often, without end. */
const trickling =
  (clock: FakeClock, bytes: number, everyMillis: number): Answer =>
  ({ signal: given }) =>
    new Response(
      new ReadableStream<Uint8Array<ArrayBuffer>>({
        pull: (controller) =>
          new Promise((resolve, reject) => {
            const stop = clock.after(everyMillis, () => {
              controller.enqueue(new Uint8Array(bytes));
              resolve();
            });
            given?.addEventListener('abort', () => {
              stop();
              reject(new Error('aborted'));
            });
          }),
      }),
    );

describe('a document that comes slowly', () => {
  it('byte by byte ends, though something always comes', async () => {
    const answers: Record<string, Answer[]> = {};
    const { clock, download, asked } = setUp(answers);
    answers['https://a.example/1'] = [trickling(clock, 1, 2000)];
    const begun = clock.now();
    const ended = await whileTimePasses(
      clock,
      download({ url: 'https://a.example/1', accountId: 'acc1' }, 'in_1', signal),
      1000,
    );
    expect(ended).toEqual({ ok: false, error: { code: 'server-timeout', host: 'a.example', seconds: 60 } });
    expect(asked).toHaveLength(4);
    expect(clock.now() - begun).toBeLessThan(6 * 60_000);
  });

  it('on a slow line goes on as long as it gets on', async () => {
    const answers: Record<string, Answer[]> = {};
    const { clock, download } = setUp(answers);
    answers['https://a.example/1'] = [trickling(clock, 16_384, 2000)];
    let settled = false;
    void download({ url: 'https://a.example/1', accountId: 'acc1' }, 'in_1', signal).finally(() => (settled = true));
    await clock.advance(10 * 60_000);
    expect(settled).toBe(false);
  });

  it('tells how much has come', async () => {
    const told: [number, number | null][] = [];
    const headers = { 'content-length': String(pdf.length) };
    const { download } = setUp({ 'https://a.example/1': [() => new Response(pdf, { headers })] });
    await download({ url: 'https://a.example/1', accountId: 'acc1' }, 'in_1', signal, (...progress) =>
      told.push(progress),
    );
    expect(told.at(-1)).toEqual([pdf.length, pdf.length]);
  });

  it('ends at once when it is cancelled', async () => {
    const answers: Record<string, Answer[]> = {};
    const { clock, download } = setUp(answers);
    answers['https://a.example/1'] = [trickling(clock, 16_384, 2000)];
    const controller = new AbortController();
    const ended = download({ url: 'https://a.example/1', accountId: 'acc1' }, 'in_1', controller.signal);
    await clock.advance(10_000);
    controller.abort();
    expect(await ended).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(clock.waiting).toBeLessThanOrEqual(1);
  });
});

describe('an address that may not be asked', () => {
  const isOutside = createAddressJudge((name) =>
    Promise.resolve(name === 'intranet.example' ? ['10.0.0.5'] : ['1.1.1.1']),
  );
  const mayFetch: MayFetch = (_, { hostname }) => isOutside(hostname);

  it.each([
    'http://127.0.0.1:9/admin/delete?all=1',
    'http://127.1:9/',
    'http://2130706433:9/',
    'http://0.0.0.0:9/',
    'http://[::ffff:127.0.0.1]:9/',
    'http://localhost:9/',
    'https://169.254.169.254/latest/meta-data',
    'https://intranet.example/bill.pdf',
    'https://me:hunter2@files.example/bill.pdf',
    'file:///etc/passwd',
  ])('%s is asked neither as a link nor behind a redirect, and no password is told', async (target) => {
    const asked: string[] = [];
    const fetch: Fetch = (url) => {
      asked.push(String(url));
      return Promise.resolve(new Response(null, { status: 302, headers: { location: target } }));
    };
    const download = createDocumentDownload({ fetch, clock: fakeClock(), random: () => 0, mayFetch });
    const signal = new AbortController().signal;
    const direct = await download({ url: target, accountId: 'acc1' }, 'in_1', signal);
    expect(direct).toMatchObject({ ok: false, error: { code: 'link-not-allowed' } });
    expect(asked).toEqual([]);
    const behind = await download({ url: 'https://files.example/1', accountId: 'acc1' }, 'in_1', signal);
    expect(behind).toMatchObject({ ok: false, error: { code: 'link-not-allowed' } });
    expect(asked).toEqual(['https://files.example/1']);
    expect(JSON.stringify([direct, behind])).not.toContain('hunter2');
  });
});
