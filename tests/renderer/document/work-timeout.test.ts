import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createWorkTimeout, TooComplex } from '../../../renderer/components/document/work-timeout.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const ranOut = vi.fn();
  const timeout = createWorkTimeout(1_000, ranOut);
  /** Work that ends when it is told to, and what became of it. */
  const work = () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const outcome = timeout.with(promise).catch((failure: unknown) => failure);
    const end = () => {
      resolve('done');
      return outcome;
    };
    return { outcome, end };
  };
  return { timeout, ranOut, work };
}

it('runs out for all who wait when none of it has ended for so long, once', async () => {
  const { timeout, ranOut, work } = setUp();
  const both = [work(), work()];
  await vi.advanceTimersByTimeAsync(999);
  expect(ranOut).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(await Promise.all(both.map(({ outcome }) => outcome))).toEqual([
    expect.any(TooComplex) as TooComplex,
    expect.any(TooComplex) as TooComplex,
  ]);
  timeout.end();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(ranOut).toHaveBeenCalledTimes(1);
  expect(await work().outcome).toBeInstanceOf(TooComplex);
});

it('lasts as long as pieces that wait for each other get done', async () => {
  const { ranOut, work } = setUp();
  const pieces = Array.from({ length: 5 }, work);
  for (const piece of pieces) {
    await vi.advanceTimersByTimeAsync(900);
    expect(await piece.end()).toBe('done');
  }
  await vi.advanceTimersByTimeAsync(5_000);
  expect(ranOut).not.toHaveBeenCalled();
});

it('starts over with each work after nobody waited', async () => {
  const { ranOut, work } = setUp();
  await work().end();
  await vi.advanceTimersByTimeAsync(900);
  const later = work();
  await vi.advanceTimersByTimeAsync(900);
  expect(await later.end()).toBe('done');
  expect(ranOut).not.toHaveBeenCalled();
});

it('says nothing once it is disposed of', async () => {
  const { timeout, ranOut, work } = setUp();
  void work();
  timeout.dispose();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(ranOut).not.toHaveBeenCalled();
});
