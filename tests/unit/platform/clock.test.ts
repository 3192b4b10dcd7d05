import { afterEach, expect, test, vi } from 'vitest';
import { createClock } from '../../../electron/platform/clock.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('a task runs once after the given time', () => {
  vi.useFakeTimers();
  const task = vi.fn();
  createClock().after(1000, task);
  vi.advanceTimersByTime(999);
  expect(task).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_000);
  expect(task).toHaveBeenCalledOnce();
});

test('waits longer than a timer can hold are kept, and can be disposed in any part', () => {
  vi.useFakeTimers();
  const days = 24 * 60 * 60 * 1000;
  const kept = vi.fn();
  const disposed = vi.fn();
  createClock().after(60 * days, kept);
  const dispose = createClock().after(60 * days, disposed);
  vi.advanceTimersByTime(30 * days);
  dispose();
  dispose();
  vi.advanceTimersByTime(30 * days - 1);
  expect(kept).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(kept).toHaveBeenCalledOnce();
  expect(disposed).not.toHaveBeenCalled();
});
