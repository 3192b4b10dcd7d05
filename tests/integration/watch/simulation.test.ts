import { afterEach, expect, test } from 'vitest';
import { defaultSettings } from '#shared/settings.ts';
import type { Clock, Notifier } from '../../../electron/platform/ports.ts';
import { createWatch, type Watch } from '../../../electron/watch/index.ts';
import { anInvoice, anUpcoming, usd } from '../../support/billing-objects.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

/*
 * Two months of ten accounts on a laptop: nights and weekends asleep, a network that fails, a program that is killed
 * at any moment, and a scheduled command beside the window. What exceeded is counted by the vendor's side alone.
 */

const hour = 3_600_000;
const first = Date.UTC(2026, 9, 1);
const monthStarts = [first, Date.UTC(2026, 10, 1), Date.UTC(2026, 11, 1), Date.UTC(2027, 0, 1)];
const threshold = 10_000;

/** Mulberry32: a small seeded generator. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const worlds: WatchWorld[] = [];
afterEach(() => {
  for (const world of worlds.splice(0)) world.remove();
});

const iso = (millis: number) => new Date(millis).toISOString();
const monthAt = (at: number) => monthStarts.findLastIndex((start) => start <= at);

/** What one account's vendor charges: every month grows at its own pace, some months pass the threshold. */
function vendorOf(random: () => number) {
  const pace = monthStarts.map(() => 3_000 + Math.floor(random() * 14_000));
  const total = (month: number, at: number) => {
    const [start = 0, end = 0] = [monthStarts[month], monthStarts[month + 1]];
    return Math.floor(((pace[month] ?? 0) * (Math.min(at, end) - start)) / (end - start));
  };
  const period = (month: number) => ({ start: iso(monthStarts[month] ?? 0), end: iso(monthStarts[month + 1] ?? 0) });
  return {
    upcoming: (at: number) => ({
      sub_1: anUpcoming({ total: usd(total(monthAt(at), at)), period: period(monthAt(at)), lines: [], asOf: iso(at) }),
    }),
    invoices: (at: number) =>
      Array.from({ length: monthAt(at) }, (_, month) => {
        const end = monthStarts[month + 1] ?? 0;
        return anInvoice({
          id: `in_${month}`,
          period: period(month),
          total: usd(total(month, end)),
          createdAt: iso(end),
          status: at < end + hour ? 'draft' : 'paid',
        });
      }),
    /** Months whose total went over the threshold by then. */
    exceeded: (at: number) =>
      Array.from({ length: monthAt(at) + 1 }, (_, month) => total(month, at)).filter((amount) => amount > threshold)
        .length,
  };
}

test.each([1, 2])('seed %i: each excess fires once and is told at least once', { timeout: 120_000 }, async (seed) => {
  const random = seeded(seed);
  const world = watchWorld(first + 9 * hour);
  worlds.push(world);
  const vendors = new Map<string, ReturnType<typeof vendorOf>>();
  for (let index = 1; index < 10; index++) world.addAccount(`account-${index}`);
  for (const { id } of world.accounts) {
    const vendor = vendorOf(random);
    vendors.set(id, vendor);
    Object.defineProperties(world.source(id).state, {
      upcoming: { get: () => vendor.upcoming(world.clock.now()) },
      invoices: { get: () => vendor.invoices(world.clock.now()) },
    });
    world.watch.alerts.save({ accountId: id, measure: 'total', threshold: usd(threshold), steps: [50, 90] });
  }

  const told = new Map<string, number>();
  let killedWhileShowing = 0;

  /** A window that can be killed: nothing of it runs or answers afterwards. */
  function startWindow() {
    let alive = true;
    let showing = 0;
    const clock: Clock = {
      now: () => world.clock.now(),
      after: (millis, task) =>
        world.clock.after(millis, () => {
          if (alive) task();
        }),
    };
    const notifier: Notifier = {
      async show({ body, title }) {
        told.set(`${title} ${body}`, (told.get(`${title} ${body}`) ?? 0) + 1);
        showing++;
        // On screen, but the answer takes some turns: a kill may fall in between.
        const slow = random() < 0.2;
        await new Promise<void>((resolve) => {
          if (slow) clock.after(5_000, resolve);
          else resolve();
        });
        showing--;
        return { outcome: 'shown', notifier: 'simulated' };
      },
    };
    const { db } = world.open();
    const watch: Watch = createWatch({
      db,
      clock,
      notifier,
      random,
      accounts: () => world.accounts,
      openSource: (id) => Promise.resolve({ ok: true, value: world.source(id) }),
      usage: {
        open: (account) => Promise.resolve({ ok: false, error: { code: 'key-missing', account } }),
        planOf: () => null,
        nameOf: (metric) => metric,
      },
      settings: () => defaultSettings,
      timeZone: () => 'Europe/Berlin',
      describe: {
        firing: (firing) => ({ title: firing.accountId, body: `${firing.step} ${firing.period.start}` }),
        outage: ({ accountName }) => ({ title: 'outage', body: accountName }),
        detailsChanged: ({ accountName }) => ({ title: 'details', body: accountName }),
        test: () => ({ title: '', body: '' }),
      },
      power: world.power,
      connectivity: world.connectivity,
      logger: world.logger,
      onEvent: () => undefined,
      showAccount: () => undefined,
    });
    watch.start();
    return {
      watch,
      kill() {
        alive = false;
        killedWhileShowing += showing;
        db.close();
      },
    };
  }

  let window = startWindow();
  const end = Date.UTC(2026, 10, 29);
  while (world.clock.now() < end) {
    const dice = random();
    if (dice < 0.08) {
      window.kill();
      window = startWindow();
    } else if (dice < 0.2) {
      for (const { id } of world.accounts)
        if (random() < 0.5) world.source(id).breakWith({ code: 'server-failed', status: 500, requestId: null });
    } else if (dice < 0.5) for (const { id } of world.accounts) world.source(id).recover();
    else if (dice < 0.55) void world.watch.check(null);
    await world.clock.advance(random() * 2 * hour);
    const hours = new Date(world.clock.now()).getUTCHours();
    if (hours >= 17) world.clock.sleep((random() < 0.2 ? 62 : 14) * hour);
    if (random() < 0.5) world.power.wake();
  }
  for (const { id } of world.accounts) world.source(id).recover();
  await world.clock.advance(2 * hour);
  await window.watch.check(null);
  await world.clock.advance(hour);

  const firings = window.watch.firings(null).filter(({ step }) => step === 100);
  const exceeded = [...vendors.values()].reduce((sum, vendor) => sum + vendor.exceeded(world.clock.now()), 0);
  expect(exceeded).toBeGreaterThan(5);
  expect(firings).toHaveLength(exceeded);
  expect(new Set(firings.map(({ accountId, period }) => `${accountId} ${period.start}`)).size).toBe(exceeded);
  expect(window.watch.firings(null).filter(({ delivery }) => delivery !== 'shown')).toEqual([]);

  for (const { accountId, period } of firings) {
    const byCommand = world.notifier.shown.filter(
      ({ title, body }) => title === accountId && body.includes('over 100 %'),
    ).length;
    expect((told.get(`${accountId} 100 ${period.start}`) ?? 0) + byCommand).toBeGreaterThanOrEqual(1);
  }
  const doubled = [...told].filter(([key]) => !key.startsWith('outage')).reduce((sum, [, times]) => sum + times - 1, 0);
  expect(doubled).toBeLessThanOrEqual(killedWhileShowing);
});
