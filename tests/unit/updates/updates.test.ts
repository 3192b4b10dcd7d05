import { describe, expect, test } from 'vitest';
import { fail, ok } from '#shared/result.ts';
import type { UpdateState } from '#shared/updates.ts';
import type { UpdateFeed } from '../../../electron/platform/network-ports.ts';
import { plainNotes } from '../../../electron/updates/plain-notes.ts';
import { createUpdates } from '../../../electron/updates/updates.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';

const hour = 3_600_000;

function world(feed: Partial<UpdateFeed> = {}, choice: 'ask' | 'off' = 'ask') {
  const clock = fakeClock();
  const states: UpdateState[] = [];
  let looks = 0;
  let setting = choice;
  const updates = createUpdates({
    feed: {
      ability: 'installs',
      look() {
        looks++;
        return Promise.resolve(ok({ version: '0.3.0', notes: '<b>Safer</b>' }));
      },
      prepare(onProgress) {
        onProgress(0.5);
        return Promise.resolve(ok(null));
      },
      ...feed,
    },
    version: '0.2.0',
    settings: () => ({ updates: setting }),
    clock,
    logger: memoryLogger(),
    emit(_, payload) {
      states.push(payload as UpdateState);
    },
  });
  return {
    ...{ updates, clock, states },
    looks: () => looks,
    set: (to: 'ask' | 'off') => {
      setting = to;
    },
  };
}

describe('new versions', () => {
  test('are looked for once a day, and only told of', async () => {
    const { updates, clock, looks } = world();
    const stop = updates.start();
    await clock.advance(hour);
    expect(looks()).toBe(1);
    expect(updates.state()).toMatchObject({ found: { version: '0.3.0', notes: 'Safer' }, stage: 'idle' });
    await clock.advance(24 * hour);
    expect(looks()).toBe(2);
    stop();
  });

  test('are fetched when somebody wants them, and wait for the end of the program', async () => {
    const { updates, states } = world();
    await updates.look();
    expect(await updates.prepare()).toMatchObject({ ok: true, value: { stage: 'ready' } });
    expect(states.map(({ stage, progress }) => [stage, progress])).toContainEqual(['downloading', 0.5]);
  });

  test('are not looked for where that is off, from one turn to the next', async () => {
    const { updates, clock, looks, set } = world({}, 'off');
    const stop = updates.start();
    await clock.advance(48 * hour);
    expect(looks()).toBe(0);
    expect(await updates.look()).toEqual(fail({ code: 'updates-off' }));
    set('ask');
    await clock.advance(24 * hour);
    expect(looks()).toBe(1);
    set('off');
    expect(await updates.prepare()).toEqual(fail({ code: 'updates-off' }));
    stop();
  });

  test('are told of, and not fetched, by a copy that cannot install them', async () => {
    const { updates } = world({ ability: 'tells' });
    await updates.look();
    expect(await updates.prepare()).toEqual(fail({ code: 'update-not-there' }));
  });

  test('are not looked for without a place to look', async () => {
    const { updates, clock, looks } = world({ ability: 'none' });
    const stop = updates.start();
    await clock.advance(48 * hour);
    expect(looks()).toBe(0);
    expect(await updates.look()).toEqual(fail({ code: 'updates-nowhere' }));
    stop();
  });

  test('that cannot be had are said to, and can be tried again', async () => {
    const error = { code: 'update-not-genuine' } as const;
    const { updates } = world({ prepare: () => Promise.resolve(fail(error)) });
    await updates.look();
    expect(await updates.prepare()).toEqual(fail(error));
    expect(updates.state()).toMatchObject({ stage: 'idle', error });
    await updates.look();
    expect(updates.state()).toMatchObject({ error: null });
  });
});

test.each([
  ['<h2>New</h2><ul><li>One &amp; two</li><li>A &lt; B</li></ul>', 'New\nOne & two\nA < B'],
  ['<script>alert(1)</script>', 'alert(1)'],
  ['   ', null],
  [null, null],
])('notes %j as text', (notes, text) => {
  expect(plainNotes(notes)).toBe(text);
});
