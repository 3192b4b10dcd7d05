import { describe, expect, it } from 'vitest';
import { createDocumentDownload } from '../../../electron/archive/document-download.ts';
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
  return { clock, asked, download: createDocumentDownload({ fetch, clock, random: () => 0 }) };
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
    expect(await download('https://a.example/1', 'in_1', signal)).toMatchObject({ ok: true });
    expect(asked).toEqual(['https://a.example/1', 'https://b.example/2', 'https://b.example/3']);
  });

  it.each([
    ['http://b.example/2', 'b.example'],
    ['file:///etc/passwd', ''],
    ['https://user:password@b.example/2', 'b.example'],
    ['//user@c.example', 'c.example'],
    ['https://', ''],
  ])('to %s are not', async (location, host) => {
    const { download, asked } = setUp({ 'https://a.example/1': [to(location)] });
    expect(await download('https://a.example/1', 'in_1', signal)).toEqual({
      ok: false,
      error: { code: 'link-not-allowed', host },
    });
    expect(asked).toEqual(['https://a.example/1']);
  });

  it('end after five', async () => {
    const { clock, download, asked } = setUp({ 'https://a.example/1': [to('https://a.example/1')] });
    const ended = await whileTimePasses(clock, download('https://a.example/1', 'in_1', signal), 1000);
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
  const first = download('https://busy.example/1', 'in_1', signal);
  await clock.advance(10);
  const second = download('https://busy.example/2', 'in_2', signal);
  await clock.advance(0);
  expect(await download('https://other.example/1', 'in_3', signal)).toMatchObject({ ok: true });
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
    const ended = await whileTimePasses(clock, download('https://a.example/1', 'in_1', signal), 1000);
    expect(ended).toEqual({ ok: false, error: { code: 'server-timeout', host: 'a.example', seconds: 60 } });
    expect(asked).toHaveLength(4);
    expect(clock.now() - begun).toBeLessThan(6 * 60_000);
  });

  it('on a slow line goes on as long as it gets on', async () => {
    const answers: Record<string, Answer[]> = {};
    const { clock, download } = setUp(answers);
    answers['https://a.example/1'] = [trickling(clock, 16_384, 2000)];
    let settled = false;
    void download('https://a.example/1', 'in_1', signal).finally(() => (settled = true));
    await clock.advance(10 * 60_000);
    expect(settled).toBe(false);
  });

  it('tells how much has come', async () => {
    const told: [number, number | null][] = [];
    const headers = { 'content-length': String(pdf.length) };
    const { download } = setUp({ 'https://a.example/1': [() => new Response(pdf, { headers })] });
    await download('https://a.example/1', 'in_1', signal, (...progress) => told.push(progress));
    expect(told.at(-1)).toEqual([pdf.length, pdf.length]);
  });

  it('ends at once when it is cancelled', async () => {
    const answers: Record<string, Answer[]> = {};
    const { clock, download } = setUp(answers);
    answers['https://a.example/1'] = [trickling(clock, 16_384, 2000)];
    const controller = new AbortController();
    const ended = download('https://a.example/1', 'in_1', controller.signal);
    await clock.advance(10_000);
    controller.abort();
    expect(await ended).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(clock.waiting).toBeLessThanOrEqual(1);
  });
});
