import { beforeEach, describe, expect, it } from 'vitest';
import { describeKey } from '#shared/keys.ts';
import { fail, ok } from '#shared/result.ts';
import { createPastedKeys } from '../../../electron/accounts/pasted-keys.ts';
import { accountHandlers } from '../../../electron/ipc/handlers/accounts.ts';
import { addressIn } from '../../../electron/channels/index.ts';
import { appHandlers } from '../../../electron/ipc/handlers/app.ts';
import { channelHandlers } from '../../../electron/ipc/handlers/channels.ts';
import { watchHandlers } from '../../../electron/ipc/handlers/watch.ts';
import type { HandlerParts } from '../../../electron/ipc/parts.ts';
import type { Question } from '../../../electron/platform/ports.ts';
import { createBudget, maxConnectionTests, maxTests } from '../../../electron/security/bounded-desktop.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

/*
 * A window that somebody else steers calls whatever it likes. What it must not gain is asked here of the handlers as they
 * are, with a clipboard, a person and a vendor in the test's hands.
 */

const secret = 'rk_live_StolenFromClipboard4242';
const trap = 'https://trap.example:8443';

let clipboard: string;
let focused: boolean;
let answer: boolean;
let asked: Question[];
let sentTo: (string | null)[];
let removed: string[];
let notifications: boolean;
let restarts: number;

beforeEach(() => {
  [clipboard, focused, answer, asked, sentTo, removed, notifications] = [secret, true, false, [], [], [], true];
  restarts = 0;
});

function handlers() {
  const sources = [{ kind: 'stripe', customerId: 'cus_1', baseUrl: trap }];
  const account = (id: string) => ({
    id,
    name: 'Acme\n\u202eInc',
    role: 'finance',
    practice: id === 'practice',
    sources,
  });
  const send = (baseUrl: string | null) => {
    sentTo.push(baseUrl);
    return Promise.resolve(fail({ code: 'key-refused', host: 'x' } as const));
  };
  const program = {
    locale: () => 'en-GB',
    accounts: { keys: createPastedKeys(), get: account, known: account, rename: () => ok(account('a')) },
    archiveTasks: {},
    channels: { add: (_channel: unknown, address: string) => (sentTo.push(addressIn(address).url), ok(null)) },
    watch: {
      check: () => Promise.resolve([]),
      notifications: { test: () => Promise.resolve({ outcome: 'shown', notifier: 'x' }) },
    },
    settings: {
      get: () => ({ notifications }),
      set: (change: { notifications?: boolean }) => {
        notifications = change.notifications ?? notifications;
        return ok({});
      },
    },
    summaries: () => Promise.resolve([account('a')]),
    connections: {
      test: ({ baseUrl }: { baseUrl: string | null }) => send(baseUrl),
      add: (_name: string, _role: string, { baseUrl }: { baseUrl: string | null }) => send(baseUrl),
      addSource: (_id: string, { baseUrl }: { baseUrl: string | null }) => send(baseUrl),
      replaceKey: () => send(trap),
      remove: (id: string) => ok((removed.push(id), null)),
    },
  };
  const parts = {
    program,
    clipboard: {
      readText: () => Promise.resolve(clipboard),
      writeText: (text: string) => {
        clipboard = text;
        return Promise.resolve();
      },
    },
    dialogs: {
      confirm: (question: Question) => {
        asked.push(question);
        return Promise.resolve(answer);
      },
    },
    isFocused: () => focused,
    mayTestNotification: createBudget(fakeClock(), maxTests),
    restart: () => (restarts += 1),
    mayTestConnection: createBudget(fakeClock(), maxConnectionTests),
  } as unknown as HandlerParts;
  return { ...accountHandlers(parts), ...appHandlers(parts), ...watchHandlers(parts), ...channelHandlers(parts) };
}

async function pasted(window: ReturnType<typeof handlers>): Promise<string> {
  const key = await window['accounts.pasteKey']({ source: 'stripe' });
  return key.ok ? key.value.keyId : '';
}

it('adds a channel to the server alone that the question named', async () => {
  answer = true;
  const window = handlers();
  const channel = { kind: 'webhook', name: 'ERP', hideAmounts: false } as const;
  for (const secret of ['https://evil.co\nmpany.example/hook', 'https://evil.co\tmpany.example/ whsec_key'])
    await window['channels.add']({ channel, secret });
  expect(sentTo).toEqual(['https://evil.co', 'https://evil.co']);
  expect(JSON.stringify(asked)).toContain('evil.co');
  expect(JSON.stringify(asked)).not.toContain('company.example');
});

describe('the key on the clipboard', () => {
  const connection = { source: 'stripe', customerId: 'cus_1', baseUrl: trap } as const;

  it('goes to no server but the vendor’s own by any call, where nobody says yes', async () => {
    const window = handlers();
    const keyId = await pasted(window);
    const refused = { ok: false, error: { code: 'not-confirmed' } };
    expect(await window['accounts.testKey']({ ...connection, keyId })).toEqual(refused);
    expect(await window['accounts.add']({ ...connection, keyId, name: 'x', role: 'finance' })).toEqual(refused);
    expect(await window['accounts.addSource']({ ...connection, keyId, accountId: 'a' })).toEqual(refused);
    expect(await window['accounts.replaceKey']({ accountId: 'a', keyId })).toEqual(refused);
    expect(sentTo).toEqual([]);
    expect(asked).toHaveLength(4);
  });

  it('is named in the question with the host, in words that the page cannot choose', async () => {
    const window = handlers();
    const keyId = await pasted(window);
    await window['accounts.testKey']({ ...connection, keyId });
    const described = describeKey(secret, 'stripe');
    expect(asked[0]?.message).toBe(`Send the key ${described.ok ? described.value.hint : ''} to trap.example:8443?`);
    expect(JSON.stringify(asked)).not.toContain(secret);
  });

  it('goes there after one yes, for this key and this server alone', async () => {
    answer = true;
    const window = handlers();
    const keyId = await pasted(window);
    await window['accounts.testKey']({ ...connection, keyId });
    await window['accounts.add']({ ...connection, baseUrl: `${trap}/`, keyId, name: 'x', role: 'finance' });
    expect(asked).toHaveLength(1);
    await window['accounts.testKey']({ ...connection, baseUrl: 'https://trap.example:8444', keyId });
    clipboard = 'rk_live_AnotherKeyOfSomebody99';
    await window['accounts.testKey']({ ...connection, keyId: await pasted(window) });
    expect(asked).toHaveLength(3);
    expect(sentTo).toHaveLength(4);
  });

  it('goes to the vendor’s own without a question', async () => {
    const window = handlers();
    await window['accounts.testKey']({ ...connection, baseUrl: null, keyId: await pasted(window) });
    expect({ sentTo, asked }).toEqual({ sentTo: [null], asked: [] });
  });

  it('is read only while the window is in front, and is gone from the clipboard then', async () => {
    focused = false;
    const window = handlers();
    expect(await window['accounts.pasteKey']({ source: 'stripe' })).toEqual(fail({ code: 'window-not-focused' }));
    expect(clipboard).toBe(secret);
    focused = true;
    expect(await pasted(window)).not.toBe('');
    expect(clipboard).toBe('');
  });

  it('stays there when it is no key: it is somebody’s text', async () => {
    clipboard = 'a shopping list';
    expect(await handlers()['accounts.pasteKey']({ source: 'stripe' })).toMatchObject({ ok: false });
    expect(clipboard).toBe('a shopping list');
  });
});

describe('other powers of main', () => {
  it('removes no account unless a person says yes', async () => {
    const window = handlers();
    expect(await window['accounts.remove']({ accountId: 'a' })).toEqual(fail({ code: 'not-confirmed' }));
    expect(asked[0]?.message).toBe('Close “Acme Inc” and delete its key?');
    expect(removed).toEqual([]);
    answer = true;
    expect(await window['accounts.remove']({ accountId: 'practice' })).toEqual(ok(null));
    expect(asked[1]?.detail).toContain('made-up');
    expect(removed).toEqual(['practice']);
  });

  it('silences no notification unless a person says yes', async () => {
    const window = handlers();
    expect(await window['settings.set']({ notifications: false })).toEqual(fail({ code: 'not-confirmed' }));
    expect(notifications).toBe(true);
    await window['settings.set']({ theme: 'dark' });
    await window['settings.set']({ notifications: true });
    expect(asked).toHaveLength(1);
    answer = true;
    expect(await window['settings.set']({ notifications: false })).toMatchObject({ ok: true });
    expect(notifications).toBe(false);
  });

  it('puts nothing on the clipboard behind a person’s back', async () => {
    clipboard = 'DE02120300000000202051';
    focused = false;
    expect(await handlers()['app.copyText']({ text: 'DE99' })).toEqual(fail({ code: 'window-not-focused' }));
    expect(clipboard).toBe('DE02120300000000202051');
  });

  it('does not start the program again and again behind other windows', () => {
    const window = handlers();
    focused = false;
    expect(window['app.restart']()).toEqual(fail({ code: 'window-not-focused' }));
    expect(restarts).toBe(0);
    focused = true;
    expect(window['app.restart']()).toEqual(ok(null));
    expect(restarts).toBe(1);
  });

  it('shows three test notifications of a hundred', async () => {
    const window = handlers();
    const answers = await Promise.all(Array.from({ length: 100 }, () => window['notifications.test']()));
    expect(answers.filter(({ ok: shown }) => shown)).toHaveLength(3);
    expect(answers.at(-1)).toEqual(fail({ code: 'too-often' }));
  });
});
