import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createTerminal, documentOf, filesBelow } from '../../support/billfold.ts';
import { startReceiver } from '../../support/channels/receiver.ts';
import { connected } from '../../support/connected-terminal.ts';

const place = connected('sk_test_channels', 'Acme');
const listed = z.object({
  channels: z.array(
    z.object({ id: z.string(), name: z.string(), kind: z.string(), host: z.string(), waiting: z.int() }),
  ),
});
const logged = z.object({
  deliveries: z.array(
    z.object({
      channelName: z.string(),
      kind: z.string(),
      state: z.string(),
      attempts: z.int(),
      answer: z.string().nullable(),
    }),
  ),
});

it('a check tells a webhook of an exceeded alert once, and its address is nowhere on the disk', async () => {
  await using receiver = await startReceiver();
  const { terminal: first } = place();
  const { dataFolder, key } = first;
  const terminal = createTerminal({ dataFolder, key, env: { BILLFOLD_CHANNEL_SECRET: receiver.url } });
  const add = ['channels', 'add', 'webhook', '--name', 'ERP'];
  expect(await first.billfold(...add)).toMatchObject({ code: 2 });
  expect(await terminal.billfold(...add)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('whsec_') as string,
  });
  expect(await terminal.billfold('alerts', 'add', '--account', 'Acme', '--threshold', '0.01')).toMatchObject({
    code: 0,
  });
  expect(await terminal.billfold('check')).toMatchObject({ code: 10 });
  expect(await terminal.billfold('check')).toMatchObject({ code: 10 });
  const { deliveries } = documentOf(logged, await terminal.billfold('channels', 'log', '--json'));
  const alerts = deliveries.filter(({ kind }) => kind === 'alert-event');
  expect(alerts).toEqual([{ channelName: 'ERP', kind: 'alert-event', state: 'delivered', attempts: 1, answer: '204' }]);
  const { channels } = documentOf(listed, await terminal.billfold('channels', 'list', '--json'));
  expect(channels).toMatchObject([{ name: 'ERP', kind: 'webhook', host: new URL(receiver.url).host, waiting: 0 }]);
  for (const path of filesBelow(dataFolder))
    expect(readFileSync(join(dataFolder, path)).includes('/hook'), path).toBe(false);
  expect(await terminal.billfold('channels', 'choose', 'ERP', 'invoice-new', 'no')).toMatchObject({ code: 0 });
  expect(await terminal.billfold('channels', 'digest')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Acme') as string,
  });
  expect(await terminal.billfold('channels', 'remove', 'ERP')).toMatchObject({ code: 0 });
});
