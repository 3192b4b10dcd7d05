import { expect, it } from 'vitest';
import { z } from 'zod';
import { documentOf } from '../../support/billfold.ts';
import { connected } from '../../support/connected-terminal.ts';

const place = connected('sk_test_alert_changes', 'Acme');
const added = z.object({
  alert: z.object({ id: z.string(), name: z.string().nullable(), pausedUntil: z.string().nullable() }),
});
const history = z.object({
  events: z.array(z.object({ accountName: z.string(), measure: z.string(), channels: z.array(z.unknown()) })),
});

it('an alert is changed, paused and resumed by command, and its history listed', async () => {
  const { billfold } = place().terminal;
  const { alert } = documentOf(
    added,
    await billfold('alerts', 'add', '--account', 'Acme', '--threshold', '9000', '--json'),
  );
  const edit = await billfold('alerts', 'edit', alert.id, '--threshold', '0.01', '--name', 'Limit', '--json');
  expect(documentOf(added, edit).alert).toMatchObject({ id: alert.id, name: 'Limit', pausedUntil: null });
  expect(await billfold('alerts', 'pause', alert.id, '--until', '2999-01-01')).toMatchObject({ code: 0 });
  expect(await billfold('check')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('paused until 2999') as string,
  });
  expect(await billfold('alerts', 'resume', alert.id)).toMatchObject({ code: 0 });
  expect(await billfold('check')).toMatchObject({ code: 10 });
  const told = documentOf(history, await billfold('alerts', 'history', '--since', '2020-01-01', '--json'));
  expect(told.events).toMatchObject([{ accountName: 'Acme', measure: 'total', channels: [] }]);
});
