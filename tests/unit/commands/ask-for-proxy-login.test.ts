import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { AppError } from '#shared/errors.ts';
import type { ConnectionReport } from '#shared/network.ts';
import { fail, ok } from '#shared/result.ts';
import { askForProxyLogin } from '../../../electron/commands/ask-for-proxy-login.ts';
import { until } from '../../support/waits.ts';

const proxy = 'p:3128';
const reportOf = (error: AppError | null): ConnectionReport => ({
  ...{ host: 'vendor.test', proxy, authority: null, byOwnAuthority: false, error },
});
const missing: AppError = { code: 'proxy-login-missing', proxy };

interface Circumstances {
  readonly isTTY?: boolean;
  readonly hasProxy?: boolean;
  /** What the proxy answers before anybody is asked. */
  readonly first?: AppError | null;
}
/** Somebody at a terminal who types these lines, and a proxy that takes `right` alone. */
async function ask(typed: readonly string[], { isTTY = true, hasProxy = true, first = missing }: Circumstances = {}) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const standardError = new PassThrough();
  let shown = '';
  standardError.setEncoding('utf8').on('data', (text: string) => (shown += text));
  const entered: string[] = [];
  const lines = [...typed];
  let tests = 0;
  const asking = askForProxyLogin(
    {
      network: {
        hasProxy: () => Promise.resolve(hasProxy),
        enterLogin(_, { user, password }) {
          entered.push(`${user}:${password}`);
          return Promise.resolve(
            password === 'right' ? ok(reportOf(null)) : fail({ code: 'proxy-login-refused', proxy, user }),
          );
        },
      },
      connectionTests: {
        address: () => 'https://vendor.test',
        proxy() {
          tests++;
          return Promise.resolve(reportOf(first));
        },
      },
    },
    { input, standardError },
  );
  let isOver = false;
  void asking.finally(() => (isOver = true));
  let prompts = 0;
  await until(() => {
    const asked = shown.match(/: /g)?.length ?? 0;
    const line = asked > prompts ? lines.shift() : undefined;
    prompts = Math.max(prompts, asked);
    if (line !== undefined) input.write(`${line}\n`);
    return isOver;
  }, 'the questions to end');
  return { shown, entered, tests };
}

test('asks once, and does not show the password', async () => {
  const { shown, entered } = await ask(['anna', 'right']);
  expect(entered).toEqual(['anna:right']);
  expect(shown).toContain('User name for the proxy p:3128: ');
  expect(shown).not.toContain('right');
});

test('says that it was wrong and asks once more, and no more', async () => {
  const { shown, entered } = await ask(['anna', 'wrong', 'anna', 'wrong too', 'anna', 'right']);
  expect(entered).toEqual(['anna:wrong', 'anna:wrong too']);
  expect(shown.match(/didn’t accept the user name anna/g)).toHaveLength(1);
});

test('asks nobody who is not there, and nothing where no proxy is on the way or none asks', async () => {
  expect(await ask([], { isTTY: false })).toEqual({ shown: '', entered: [], tests: 0 });
  expect(await ask([], { hasProxy: false })).toEqual({ shown: '', entered: [], tests: 0 });
  expect(await ask([], { first: null })).toEqual({ shown: '', entered: [], tests: 1 });
  expect(await ask([''])).toMatchObject({ entered: [] });
});
