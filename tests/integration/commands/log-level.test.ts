import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connected, newAccount } from '../../support/connected-terminal.ts';

const place = connected('sk_test_level', null);

it('the log has as much as a command or the settings ask for, and no key', async () => {
  const terminal = await newAccount(place(), 'level');
  const folder = join(terminal.dataFolder, 'logs');
  const file = join(folder, 'billfold.log');
  const logged = () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  await terminal.billfold('check', '--log-level', 'debug');
  expect(logged()).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]{12}[+-]\d\d:\d\d debug stripe: /m);
  expect(logged()).not.toContain(terminal.key);
  rmSync(folder, { recursive: true });
  expect(await terminal.billfold('--log-level=info', 'check')).toMatchObject({ code: 0 });
  expect(logged()).not.toContain(' debug ');
  const refused = await terminal.billfold('check', '--log-level', 'loud');
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('error, warn, info, debug') as string });
});
