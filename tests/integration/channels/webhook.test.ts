import { Webhook } from 'standardwebhooks';
import { expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import type { AddressKind, ChannelConfig } from '#shared/channels.ts';
import { anAccount } from '../../support/archive/archive-setup.ts';
import { channelWorld } from '../../support/channels/channel-world.ts';
import { startReceiver } from '../../support/channels/receiver.ts';

const hook = (kind: AddressKind = 'webhook'): ChannelConfig => ({ kind, name: 'ERP', hideAmounts: false });
const minute = 60_000;

it('posts signed events that a receiver can check with the key alone', async () => {
  await using receiver = await startReceiver();
  using world = channelWorld();
  const added = await world.channels.add(hook(), receiver.url);
  if (!added.ok) throw new Error(added.error.code);
  const key = (await world.channels.signingKey(added.value.id)) ?? '';
  world.note('R-1');
  await world.deliver();
  const [, post] = receiver.posts;
  // By the library of the format's own authors, which takes nothing older than five minutes.
  vi.useFakeTimers({ now: world.clock.now(), toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const headers = z.record(z.string(), z.string()).parse(post?.headers);
  const body = post?.body ?? '';
  expect(new Webhook(key).verify(body, headers)).toEqual(JSON.parse(body));
  expect(() => new Webhook(key).verify(`${body} `, headers)).toThrow('No matching signature found');
  expect(JSON.parse(post?.body ?? '')).toMatchObject({
    type: 'billfold.invoice-new',
    data: { account: 'Acme', title: 'Acme: new invoice', notices: [{ facts: { amount: { amount: 51240 } } }] },
  });
  expect(world.channels.log.list(1)).toMatchObject([{ id: headers['webhook-id'], state: 'delivered', answer: '204' }]);
  expect(JSON.stringify([...world.secrets.values()].map(String))).not.toContain(receiver.url);
});

it('keeps amounts out of what programs are sent, too', async () => {
  await using receiver = await startReceiver();
  using world = channelWorld();
  await world.channels.add(hook(), receiver.url);
  world.hideAmounts = true;
  world.note('R-1');
  await world.deliver();
  expect(receiver.posts[1]?.body).toContain('R-1');
  expect(receiver.posts[1]?.body).not.toMatch(/512/);
});

it('a channel that is down for a day gets everything late, once, and is told on this computer once', async () => {
  await using receiver = await startReceiver();
  using world = channelWorld();
  await world.channels.add(hook(), receiver.url);
  receiver.answer = (response) => void response.writeHead(503).end('busy');
  for (let hour = 0; hour < 24; hour++) {
    world.note(`R-${String(hour)}`);
    await world.deliver();
    world.clock.set(world.clock.now() + 60 * minute);
  }
  expect(world.told).toEqual([
    { code: 'channel-refused', host: expect.any(String) as string, status: 503, serverWords: 'busy' },
  ]);
  expect(world.channels.list()).toMatchObject([{ waiting: 24, failure: { since: '2026-11-10T09:00:00.000Z' } }]);
  receiver.answer = (response) => void response.writeHead(204).end();
  receiver.posts.length = 0;
  await world.deliver();
  await world.deliver();
  const titles = receiver.posts.map(({ body }) => /R-\d+/.exec(body)?.[0]);
  expect(titles).toEqual(Array.from({ length: 24 }, (_, hour) => `R-${String(hour)}`));
  expect(world.channels.list()).toMatchObject([{ waiting: 0, failure: null }]);
});

it('waits as long as a server asks', async () => {
  await using receiver = await startReceiver();
  using world = channelWorld();
  await world.channels.add(hook(), receiver.url);
  receiver.answer = (response) => void response.writeHead(429, { 'retry-after': '7200' }).end();
  world.note('R-1');
  await world.deliver();
  world.clock.set(world.clock.now() + 119 * minute);
  await world.deliver();
  expect(receiver.posts).toHaveLength(2);
  world.clock.set(world.clock.now() + 2 * minute);
  await world.deliver();
  expect(receiver.posts).toHaveLength(3);
});

it('what a server takes in no case keeps no other back, and is given up', async () => {
  await using receiver = await startReceiver();
  using world = channelWorld();
  await world.channels.add(hook(), receiver.url);
  receiver.answer = (response, { body }) => void response.writeHead(body.includes('R-1') ? 422 : 204).end();
  world.note('R-1');
  world.note('R-2');
  for (let hour = 0; hour < 8; hour++) {
    await world.deliver();
    world.clock.set(world.clock.now() + 60 * minute);
  }
  expect(world.channels.log.list(2)).toMatchObject([
    { state: 'delivered', attempts: 1 },
    { state: 'refused', attempts: 5, error: { code: 'channel-refused', status: 422 } },
  ]);
});

it('signs with a key of the receiver’s, or says that it cannot', async () => {
  await using receiver = await startReceiver();
  using world = channelWorld();
  const own = `whsec_${Buffer.from('a key that both ends know').toString('base64')}`;
  const added = await world.channels.add(hook(), `${receiver.url} ${own}`);
  expect(added.ok && (await world.channels.signingKey(added.value.id))).toBe(own);
  for (const key of ['whsec_', 'whsec_c2hvcnQ=', 'what I thought of!'])
    expect(await world.channels.add(hook(), `${receiver.url} ${key}`), key).toEqual({
      ...{ ok: false, error: { code: 'channel-key-invalid' } },
    });
  expect(receiver.posts).toHaveLength(1);
});

it('follows no redirect, and takes no address that is not https', async () => {
  await using receiver = await startReceiver();
  await using trap = await startReceiver();
  using world = channelWorld();
  receiver.answer = (response) => void response.writeHead(307, { location: trap.url }).end();
  expect(await world.channels.add(hook(), receiver.url)).toMatchObject({ ok: false, error: { status: 307 } });
  expect(trap.posts).toEqual([]);
  for (const address of ['http://example.com/', 'https://a:b@example.com/', 'file:///etc/passwd', 'x'])
    expect(await world.channels.add(hook(), address)).toMatchObject({ error: { code: 'channel-address-invalid' } });
});

it('tells by channel, account and kind as chosen; viewers and practice accounts tell nobody outside', async () => {
  await using receiver = await startReceiver();
  using world = channelWorld([
    anAccount(),
    anAccount({ id: 'acc2', name: 'Beta' }),
    anAccount({ id: 'acc3', name: 'Only looking', role: 'viewer' }),
    anAccount({ id: 'acc4', name: 'Practice', practice: true }),
  ]);
  const added = await world.channels.add(hook(), receiver.url);
  const channelId = added.ok ? added.value.id : '';
  world.channels.choices.set({ channelId, accountId: null, kind: 'invoice-new', told: false });
  world.channels.choices.set({ channelId, accountId: 'acc2', kind: 'invoice-new', told: true });
  for (const account of ['acc1', 'acc2', 'acc3', 'acc4']) {
    world.note('new', 'invoice-new', account);
    world.note('late', 'invoice-overdue', account);
  }
  await world.deliver();
  expect(receiver.posts.slice(1).map(({ body }) => /"title":"([^"]*)"/.exec(body)?.[1])).toEqual([
    'Acme: an invoice is overdue',
    'Beta: new invoice',
    'Beta: an invoice is overdue',
  ]);
});

it('what is switched off on this computer is not shown there later, either', () => {
  using world = channelWorld();
  world.channels.choices.set({ channelId: 'desktop', accountId: null, kind: 'invoice-new', told: false });
  world.note('R-1');
  world.channels.choices.set({ channelId: 'desktop', accountId: null, kind: 'invoice-new', told: true });
  world.note('R-2');
  expect(world.db.prepare('SELECT state FROM notifications ORDER BY id').pluck().all()).toEqual([
    'withdrawn',
    'pending',
  ]);
});

it('gives a sign of life after each round in which every account was checked, and none else', async () => {
  await using receiver = await startReceiver();
  using world = channelWorld([anAccount(), anAccount({ id: 'acc2', name: 'Beta' })]);
  await world.channels.add(hook('heartbeat'), receiver.url);
  const beats = () => receiver.posts.length - 1;
  world.checkedAt.set('acc1', world.clock.now());
  await world.deliver();
  expect(beats()).toBe(0);
  world.checkedAt.set('acc2', world.clock.now());
  await world.deliver();
  await world.deliver();
  expect(beats()).toBe(1);
  world.clock.set(world.clock.now() + 60 * minute);
  world.checkedAt.set('acc1', world.clock.now());
  await world.deliver();
  expect(beats()).toBe(1);
  world.checkedAt.set('acc2', world.clock.now());
  await world.deliver();
  expect(beats()).toBe(2);
});

it('shapes what vendors write for each chat, so that nobody is called and nothing linked', async () => {
  await using receiver = await startReceiver();
  using world = channelWorld([anAccount({ name: '<!channel> @everyone [x](http://evil)' })]);
  for (const kind of ['slack', 'teams', 'discord'] as const) await world.channels.add(hook(kind), receiver.url);
  receiver.posts.length = 0;
  world.note('R-1');
  await world.deliver();
  const bodies = receiver.posts.map(({ body }): unknown => JSON.parse(body));
  expect(bodies).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ text: expect.stringContaining('&lt;!channel&gt;') as string }),
      expect.objectContaining({
        allowed_mentions: { parse: [] },
        content: expect.stringContaining('\\[x\\]') as string,
      }),
      expect.objectContaining({
        type: 'message',
        attachments: [expect.objectContaining({ contentType: 'application/vnd.microsoft.card.adaptive' })],
      }),
    ]),
  );
});

it('waits an hour for the word of whether another desk told it, and no longer', async () => {
  await using receiver = await startReceiver();
  using world = channelWorld();
  await world.channels.add(hook(), receiver.url);
  world.isUndecided = true;
  world.note('R-1');
  world.clock.set(world.clock.now() + 59 * minute);
  await world.deliver();
  expect(receiver.posts).toHaveLength(1);
  expect(world.channels.log.list(1)).toMatchObject([{ state: 'pending', attempts: 0 }]);
  world.clock.set(world.clock.now() + minute);
  await world.deliver();
  expect(receiver.posts).toHaveLength(2);
  world.note('R-2');
  world.isUndecided = false;
  await world.deliver();
  expect(receiver.posts).toHaveLength(3);
});

it('tells nobody by a way that the office does not allow, and goes on once it does', async () => {
  await using receiver = await startReceiver();
  using world = channelWorld();
  await world.channels.add(hook(), receiver.url);
  world.isForbidden = true;
  expect(await world.channels.add(hook(), receiver.url)).toMatchObject({ error: { code: 'channel-not-allowed' } });
  world.note('R-1');
  await world.deliver();
  expect(receiver.posts).toHaveLength(1);
  expect(world.channels.list()).toMatchObject([{ failure: { error: { code: 'channel-not-allowed' } } }]);
  world.isForbidden = false;
  world.clock.set(world.clock.now() + 2 * minute);
  await world.deliver();
  expect(receiver.posts).toHaveLength(2);
});
