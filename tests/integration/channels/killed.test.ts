import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { anAccount } from '../../support/archive/archive-setup.ts';
import { channelWorld } from '../../support/channels/channel-world.ts';
import { startReceiver } from '../../support/channels/receiver.ts';
import { ending } from '../../support/waits.ts';

const child = fileURLToPath(new URL('../../support/channels/channel-child.ts', import.meta.url));
const titleOf = (body: string) => /R-\d/.exec(body)?.[0] ?? 'test';

it('sends again, under the same id, only what was on its way when the program was killed', async () => {
  await using receiver = await startReceiver();
  using world = channelWorld([anAccount()]);
  const killed = spawn(process.execPath, [child, world.folder, receiver.url], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  receiver.answer = (response, { body }) => {
    // The server has taken it, and nobody has noted that.
    if (titleOf(body) === 'R-2') killed.kill('SIGKILL');
    else response.writeHead(204).end();
  };
  expect(await ending(killed, 'a program that is to be killed')).toMatchObject({ signal: 'SIGKILL' });
  receiver.answer = (response) => void response.writeHead(204).end();
  world.environment['BILLFOLD_CHANNEL_SECRET'] = receiver.url;
  await world.deliver();
  await world.deliver();
  expect(receiver.posts.map(({ body }) => titleOf(body))).toEqual(['test', 'R-1', 'R-2', 'R-2']);
  const [, , before, after] = receiver.posts.map(({ headers }) => headers['webhook-id']);
  expect(after).toBe(before);
  expect(world.channels.log.list(9)).toMatchObject([
    { id: after, state: 'delivered', attempts: 2 },
    { state: 'delivered', attempts: 1 },
  ]);
});

it('one letter after the other goes to a slow server, however many wait, and none is lost', async () => {
  await using receiver = await startReceiver();
  using world = channelWorld([anAccount()]);
  await world.channels.add({ kind: 'webhook', name: 'ERP', hideAmounts: false }, receiver.url);
  const count = 150;
  world.db.transaction(() => {
    for (let at = 0; at < count; at++) world.note(`R-${String(at)}`);
  })();
  let atOnce = 0;
  let most = 0;
  receiver.answer = async (response) => {
    most = Math.max(most, ++atOnce);
    await pause(2);
    atOnce--;
    response.writeHead(204).end();
  };
  // A second run of the program beside it takes nothing away and sends nothing twice.
  const second = world.open();
  await Promise.all([world.deliver(), second.channels.deliver(new AbortController().signal)]);
  expect(most).toBe(1);
  const ids = receiver.posts.slice(1).map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(count);
  expect(ids).toHaveLength(count);
});
