import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { deskRowSchema } from '#shared/ipc/calls/desk.ts';
import { toDoItemSchema } from '#shared/to-do.ts';
import { renewalSchema } from '#shared/desk/contracts.ts';
import { documentOf } from '../../support/billfold.ts';
import { connected } from '../../support/connected-terminal.ts';

const place = connected('rk_test_deskcommands0000000000000001', 'Acme');

it('say how the accounts stand, what there is to do, what renews and what is to come', async () => {
  const { terminal, folder } = place();
  expect((await terminal.billfold('check')).code).toBe(0);
  expect((await terminal.billfold('sync')).code).toBe(0);

  const overview = await terminal.billfold('overview', '--json');
  const { accounts } = documentOf(z.object({ accounts: z.array(deskRowSchema) }), overview);
  expect(accounts).toMatchObject([{ name: 'Acme', practice: false, synced: true }]);
  expect(accounts[0]?.figures[0]?.soFar).not.toBeNull();
  const inWords = (await terminal.billfold('overview')).stdout;
  expect(inWords).toMatch(/^Acme: fresh\n {2}.* USD so far, forecast .* USD/);
  expect(inWords).toMatch(/no alert yet; .*--account "Acme" --threshold "\d+\.00 USD"/);

  const toDo = await terminal.billfold('todo', '--json');
  const { items, open } = documentOf(z.object({ items: z.array(toDoItemSchema), open: z.int() }), toDo);
  expect(items.map(({ kind }) => kind)).toContain('payment-failed');
  expect(open).toBe(items.length);
  expect((await terminal.billfold('todo')).stdout).toContain('Acme: Payment of ');

  const renewals = await terminal.billfold('renewals', '--json');
  expect(documentOf(z.object({ renewals: z.array(renewalSchema) }), renewals).renewals).toEqual([]);

  const file = join(folder, 'billfold.ics');
  expect((await terminal.billfold('calendar', file)).code).toBe(0);
  expect(readFileSync(file, 'utf8')).toContain('SUMMARY:Acme: invoice Pro plan\r\n');

  // Without its key it is not watched, and both say so.
  const lost = terminal.withKey(null);
  expect((await lost.billfold('todo')).stdout).toContain('Acme: Not watched since ');
});
