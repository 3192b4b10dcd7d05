import { expect, it } from 'vitest';
import type { Account } from '#shared/accounts.ts';
import { createWatchers } from '../../../electron/team/watchers.ts';
import { fail } from '#shared/result.ts';

it('asks a server that is away once when it ends, not for each account', async () => {
  const asked: string[] = [];
  const watchers = createWatchers({
    call(name) {
      asked.push(name);
      return Promise.resolve(fail({ code: 'team-unreachable', host: 'db', reason: 'ECONNREFUSED' }));
    },
  });
  const accounts = ['a', 'b', 'c'].map((id): Pick<Account, 'id'> => ({ id }));
  await watchers.renew(accounts, () => Promise.resolve(true));
  expect(watchers.watches('b')).toBe(true);
  asked.length = 0;
  await watchers.releaseAll();
  expect(asked).toEqual(['release']);
});
