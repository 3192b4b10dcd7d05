import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { onceShowable } from '../../../electron/windows/showable.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

/** What of a window is asked for: its first frame and the load of its page are told by events, or are not. */
function hiddenWindow() {
  const events = new EventEmitter();
  const webContents = new EventEmitter();
  const window = Object.assign(events, { webContents, destroyed: false, isDestroyed: () => window.destroyed });
  const clock = fakeClock();
  const shown: number[] = [];
  const start = clock.now();
  onceShowable(window, clock, () => shown.push(clock.now() - start));
  return { window, clock, shown };
}

test('is told at the first frame', () => {
  const { window, shown, clock } = hiddenWindow();
  window.emit('ready-to-show');
  expect(shown).toEqual([0]);
  expect(clock.waiting).toBe(0);
});

test('is told a frame after the page has loaded, where nobody tells of a frame', async () => {
  const { window, clock, shown } = hiddenWindow();
  await clock.advance(300);
  window.webContents.emit('did-finish-load');
  await clock.advance(3_000);
  expect(shown).toEqual([400]);
});

test('is told after two seconds whatever the page does', async () => {
  const { clock, shown } = hiddenWindow();
  await clock.advance(10_000);
  expect(shown).toEqual([2_000]);
});

test('is told once', async () => {
  const { window, clock, shown } = hiddenWindow();
  window.webContents.emit('did-finish-load');
  window.emit('ready-to-show');
  await clock.advance(10_000);
  expect(shown).toEqual([0]);
});

test('is not told of a window that is gone', async () => {
  const { window, clock, shown } = hiddenWindow();
  window.destroyed = true;
  await clock.advance(10_000);
  expect(shown).toEqual([]);
});
