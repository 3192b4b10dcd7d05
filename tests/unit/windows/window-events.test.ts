import { beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '#shared/errors.ts';
import { alertEventId } from '../../support/alert-ids.ts';
import { createEventChannel } from '../../../electron/events/index.ts';
import { startWindowEvents } from '../../../electron/windows/window-events.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';

let page: object | null;
let sent: [name: string, payload: unknown][];
let shows: number;

beforeEach(() => {
  [page, sent, shows] = [{}, [], 0];
});

function start() {
  const { emit, on } = createEventChannel(memoryLogger());
  const windowEvents = startWindowEvents({
    on,
    send: (name, payload) => sent.push([name, payload]),
    contents: () => page,
    show() {
      shows++;
      return Promise.resolve();
    },
  });
  return { emit, ...windowEvents };
}
const settled = () => new Promise((done) => setImmediate(done));
const destination = { accountId: 'acme', screen: 'alerts', alertEventId: alertEventId('7') } as const;
const error = (reference: string): AppError => ({ code: 'internal', reference });

it('what the window shows is sent under its own name, whether the page listens or not', () => {
  const { emit, ready } = start();
  emit('snapshot.changed', { accountId: 'acme' });
  ready();
  emit('invoices.changed', { accountId: 'acme' });
  emit('exports.changed', null);
  emit('account.synced', { accountId: 'acme' });
  expect(sent).toEqual([
    ['snapshot.changed', { accountId: 'acme' }],
    ['invoices.changed', { accountId: 'acme' }],
    ['exports.changed', null],
  ]);
});

describe('a notification that was clicked', () => {
  it('opens the window, and leads the page that listens there', async () => {
    const { emit, ready } = start();
    expect(ready()).toBeNull();
    emit('navigate', destination);
    await settled();
    expect(shows).toBe(1);
    expect(sent).toEqual([['navigate', destination]]);
  });

  it('waits for a page that listens, and for the next one where another was loaded', async () => {
    const { emit, ready } = start();
    emit('navigate', destination);
    await settled();
    expect(ready()).toEqual(destination);
    expect(ready()).toBeNull();
    page = {};
    emit('navigate', destination);
    await settled();
    expect(sent).toEqual([]);
    expect(ready()).toEqual(destination);
  });
});

describe('what went wrong', () => {
  it('opens the window, which is told when its page listens; the last three', () => {
    const { emit, ready } = start();
    for (const reference of ['1', '2', '3', '4']) emit('trouble', error(reference));
    expect(shows).toBe(4);
    expect(sent).toEqual([]);
    ready();
    ready();
    expect(sent).toEqual([2, 3, 4].map((number) => ['trouble', error(String(number))]));
    emit('trouble', error('5'));
    expect(sent.at(-1)).toEqual(['trouble', error('5')]);
  });

  it('without anybody having asked for it opens no window, and is dropped where no page listens', () => {
    const { emit, ready } = start();
    emit('fault', error('1'));
    ready();
    emit('fault', error('2'));
    expect(shows).toBe(0);
    expect(sent).toEqual([['trouble', error('2')]]);
  });
});

it('nothing is sent any more once it was disposed of', async () => {
  const { emit, ready, dispose } = start();
  ready();
  dispose();
  emit('alerts.changed', { accountId: 'acme' });
  emit('navigate', destination);
  emit('trouble', error('1'));
  await settled();
  expect([shows, sent]).toEqual([0, []]);
});
