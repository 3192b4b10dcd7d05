import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AlertEvent } from '#shared/alerts.ts';
import type { AppError } from '#shared/errors.ts';
import { defaultSettings, type Settings } from '#shared/settings.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { NotificationOutcome } from '../../../electron/platform/ports.ts';
import type { Database } from '../../../electron/database/open.ts';
import {
  accountOf,
  alertEventKey,
  type KillPoint,
  killPoints,
  openFolder,
  openProgram,
  type RunningProgram,
  type Shown,
} from './program.ts';
import { between, oneOf, seededRandom } from './random.ts';
import type { SacrificeOrder } from './sacrifice.ts';
import { createScreen } from './screen.ts';
import { createVendor } from './vendor.ts';
import { ending } from '../waits.ts';

/*
 * A company's accounts over months on one data folder: two programs and scheduled commands, killed at every place, on a
 * machine that sleeps and whose clock jumps, with a network, vendors and a notification service that fail.
 */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export interface SimulationOptions {
  readonly seed: number;
  /** Numbers of the accounts: the first and how many. They decide currency, time zone, alerts and amounts. */
  readonly firstAccount: number;
  readonly accounts: number;
  readonly days: number;
  /** Real processes that are killed by SIGKILL. */
  readonly sigkills: number;
}

export interface SimulationResult {
  /** By the vendors' own arithmetic. */
  readonly exceeded: number;
  readonly triggered: number;
  /** Exceeded, and nobody was told; or fired, whatever the step or measure, and not delivered at the end. */
  readonly lost: readonly string[];
  /** Fired, though it had not exceeded. */
  readonly unfounded: readonly string[];
  readonly doubled: number;
  readonly explained: number;
  readonly checks: number;
  readonly kills: Readonly<Record<KillPoint | 'anywhere', number>>;
  readonly sigkills: number;
  readonly commands: number;
  readonly seconds: number;
  /** Accounts whose list vanished, and that was told too often or never. */
  readonly misreported: readonly string[];
  /** How often it vanished, over all accounts. */
  readonly vanishings: number;
  /** Rows of checks that are older than 90 days and more than one of an account and day. */
  readonly unpruned: number;
}

class Killed extends Error {}

/** A program of this process that can be killed: nothing of it runs, answers or writes afterwards. */
interface Slot {
  readonly program: RunningProgram;
  readonly timers: Set<{ readonly due: number; readonly task: () => void }>;
  readonly wake: Set<() => void>;
  readonly pending: ((outcome: NotificationOutcome) => void)[];
  /** Where it is to be killed, after passing there so many times. */
  armed: { point: KillPoint; left: number } | null;
  alive: boolean;
}

export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const started = performance.now();
  const random = seededRandom(options.seed);
  const folder = mkdtempSync(join(tmpdir(), 'billfold-simulated-'));
  const from = Date.UTC(2026, 0, 1 + between(random, 0, 27), between(random, 0, 23));
  const months = Math.ceil(options.days / 28) + 2;
  const vendors = Array.from({ length: options.accounts }, (_, index) =>
    createVendor(options.seed, options.firstAccount + index, from, months),
  );

  // The world.
  let vendorNow = from;
  let frozenAt: number | null = null;
  let skew = 0;
  let running = 0;
  let timeZone = 'UTC';
  let settings: Settings = { ...defaultSettings, quietHours: { enabled: true, from: '20:00', to: '07:00' } };
  const faults = new Map<string, { fault: AppError | 'never'; until: number }>();
  let deaf: { outcome: NotificationOutcome; until: number } | null = null;
  const kills = Object.fromEntries([...killPoints, 'anywhere'].map((point) => [point, 0])) as Record<
    KillPoint | 'anywhere',
    number
  >;
  let checks = 0;
  let commands = 0;
  let sigkills = 0;

  const observer = prepareFolder();
  const screen = createScreen(observer);
  const slots: Slot[] = [];
  const clicks: (() => void)[] = [];

  function prepareFolder(): Database {
    const db = openFolder(folder);
    const insert = db.prepare(
      "INSERT INTO accounts (id, name, name_key, role, practice, created_at) VALUES (?, ?, ?, 'finance', 0, ?)",
    );
    for (const { id, name, createdAt } of vendors.map(accountOf)) insert.run(id, name, id, createdAt);
    return db;
  }

  const faultOf = (accountId: string): AppError | 'never' | null => {
    const found = faults.get(accountId);
    return found && vendorNow < found.until ? found.fault : null;
  };

  function openSlot(): Slot {
    const slot: Omit<Slot, 'program'> = {
      timers: new Set(),
      wake: new Set(),
      pending: [],
      armed: null,
      alive: true,
    };
    const pass = (point: KillPoint): void => {
      if (!slot.alive) throw new Killed(point);
      if (point === 'recorded-before-commit') checks++;
      if (slot.armed?.point !== point || slot.armed.left-- > 0) return;
      kills[point]++;
      slot.alive = false;
      // What follows an event is not told of an error; everything else is.
      if (point !== 'noted') throw new Killed(point);
    };
    const program = openProgram({
      folder,
      vendors,
      random,
      pass: (point) => {
        if (slot.alive || point !== 'noted') pass(point);
      },
      settings: () => settings,
      timeZone: () => timeZone,
      vendorTime: () => frozenAt ?? vendorNow,
      fault: faultOf,
      clock: {
        now: () => vendorNow + skew,
        after(millis, task) {
          const timer = { due: running + Math.max(0, millis), task };
          slot.timers.add(timer);
          return () => slot.timers.delete(timer);
        },
      },
      power: {
        onWake(listener) {
          slot.wake.add(listener);
          return () => slot.wake.delete(listener);
        },
      },
      connectivity: { onOnline: () => () => undefined },
      show: (shown) => show(slot, shown),
    });
    const opened: Slot = Object.assign(slot, { program });
    slots.push(opened);
    return opened;
  }

  function show(slot: Omit<Slot, 'program'>, { key, step, onClick }: Shown): Promise<NotificationOutcome> {
    if (deaf && vendorNow < deaf.until) return Promise.resolve(deaf.outcome);
    if (key !== null) screen.display(key, step);
    clicks.push(() => {
      if (slot.alive) onClick();
    });
    // On screen; the service answers some turns later.
    return new Promise((resolve) => slot.pending.push(resolve));
  }

  /** Lets everything that was begun come to its end; time stands still. */
  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < 2;) {
      for (let turn = 0; turn < 3; turn++) await new Promise((done) => setImmediate(done));
      const answers = slots.filter(({ alive }) => alive).flatMap(({ pending }) => pending.splice(0));
      quiet = answers.length === 0 ? quiet + 1 : 0;
      for (const answer of answers) answer({ outcome: 'shown', notifier: 'simulated' });
    }
    for (const slot of slots.filter(({ alive }) => !alive)) bury(slot);
  }

  function bury(slot: Slot): void {
    slot.program.db.close();
    slots.splice(slots.indexOf(slot), 1);
    screen.interrupt();
  }

  function kill(slot: Slot): void {
    kills.anywhere++;
    slot.alive = false;
  }

  /** Whatever a killed program was asked for, it does not answer. */
  function attempt(task: () => unknown): void {
    try {
      void Promise.resolve(task()).catch(() => undefined);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }

  async function pass(millis: number, asleep = false): Promise<void> {
    // What was begun comes to its end first: a notification service answers within seconds.
    await settle();
    vendorNow += millis;
    if (!asleep) running += millis;
    for (const slot of [...slots].sort(() => random() - 0.5)) {
      if (asleep) for (const wake of [...slot.wake]) wake();
      const due = [...slot.timers].filter((timer) => timer.due <= running);
      for (const timer of due) {
        if (slot.alive && slot.timers.delete(timer)) timer.task();
      }
    }
    await settle();
  }

  function startWindow(): Slot {
    const slot = openSlot();
    slot.program.watch.background.start();
    return slot;
  }

  async function runCommand(armed: Slot['armed']): Promise<void> {
    commands++;
    const slot = openSlot();
    slot.armed = armed;
    attempt(() => slot.program.watch.check(null));
    await settle();
    if (slots.includes(slot)) bury(slot);
  }

  const someKill = (): Slot['armed'] => ({ point: oneOf(random, killPoints), left: between(random, 0, 2) });

  /** A real process looks, and kills itself at the given place; now and then another one looks at the same time. */
  async function sacrifice(number: number): Promise<void> {
    const point = killPoints[number % killPoints.length] ?? 'on-screen';
    const order: SacrificeOrder = {
      ...options,
      folder,
      from,
      months,
      vendorNow,
      machineNow: vendorNow + skew,
      point,
    };
    const child = spawn(process.execPath, [sacrificeFile, JSON.stringify(order)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    const { code, signal } = await ending(child, 'a sacrificed process', 300);
    if (signal === null && code !== 0) throw new Error(`A sacrificed process failed with ${String(code)}`);
    for (const line of said.split('\n').filter((each) => each !== '')) {
      const [step = '', ...key] = line.split(' ');
      screen.display(key.join(' '), Number(step));
    }
    if (signal === 'SIGKILL') sigkills++;
    screen.interrupt();
  }

  function disturb(): void {
    const dice = random();
    const accountId = oneOf(random, [vendors[0], ...vendors] as [(typeof vendors)[number]]).accountId;
    const until = vendorNow + between(random, 1, 40) * hour;
    if (dice < 0.04) {
      const fault = oneOf<AppError | 'never'>(random, [
        { code: 'server-failed', status: 500, requestId: null },
        { code: 'rate-limited', retryAfterSeconds: between(random, 1, 7200) },
        'never',
      ]);
      faults.set(accountId, { fault, until });
    } else if (dice < 0.05) {
      const fault = { code: 'server-unreachable', host: 'api.example.com', reason: 'ENOTFOUND' } as const;
      for (const vendor of vendors)
        faults.set(vendor.accountId, { fault, until: vendorNow + between(random, 1, 9) * hour });
    } else if (dice < 0.06) {
      faults.set(accountId, { fault: { code: 'key-refused', host: 'api.example.com' }, until });
    } else if (dice < 0.07) {
      const outcome = oneOf<NotificationOutcome>(random, [
        { outcome: 'failed', notifier: 'simulated', reason: 'refused' },
        { outcome: 'unsupported', notifier: null, reason: 'no-notification-service' },
      ]);
      deaf = { outcome, until };
    } else if (dice < 0.075) {
      skew = between(random, -2 * day, 2 * day);
    } else if (dice < 0.085) {
      skew = 0;
    } else if (dice < 0.1) {
      const zone = between(random, -11, 14);
      timeZone = zone === 0 ? 'UTC' : `Etc/GMT${zone > 0 ? '-' : '+'}${Math.abs(zone)}`;
    }
  }

  function livePeople(): void {
    const slot = slots[0];
    if (!slot?.alive) return;
    const { watch } = slot.program;
    const dice = random();
    if (dice < 0.02)
      attempt(() => {
        watch.events.markSeen(
          watch.events
            .list(null)
            // What waits is left alone: it must come by itself.
            .filter(({ delivery }) => delivery === 'shown' || delivery === 'failed')
            .slice(0, between(random, 1, 5))
            .map(({ id }) => id),
        );
      });
    else if (dice < 0.06) attempt(() => clicks.at(-1)?.());
    clicks.splice(0, Math.max(0, clicks.length - 3));
    for (const [accountId, { fault, until }] of faults) {
      if (vendorNow < until) continue;
      faults.delete(accountId);
      // Somebody has put in a new key.
      if (fault !== 'never' && fault.code === 'key-refused') attempt(() => watch.resume(accountId));
    }
  }

  try {
    const first = startWindow();
    const { watch } = first.program;
    for (const { accountId, alerts } of vendors)
      for (const { steps, ...rule } of alerts) watch.alerts.save({ accountId, steps: [...steps], ...rule });
    await settle();
    startWindow();

    const end = from + options.days * day;
    let nextSacrifice = 1;
    while (vendorNow < end) {
      disturb();
      livePeople();
      const dice = random();
      const victim = oneOf(random, [slots[0], ...slots] as [Slot | undefined]);
      if (victim && dice < 0.003) kill(victim);
      else if (victim && dice < 0.05) victim.armed ??= someKill();
      else if (dice < 0.06) await runCommand(random() < 0.3 ? someKill() : null);
      while (slots.filter(({ alive }) => alive).length < 2 && random() < 0.5) startWindow();
      if (vendorNow - from > (nextSacrifice * options.days * day) / (options.sigkills + 1)) {
        // Nobody looks for some days, so that there is something to be found.
        for (const slot of slots) kill(slot);
        await settle();
        await pass(between(random, 1, 4) * day, true);
        await sacrifice(nextSacrifice++);
        startWindow();
      }
      if (random() < 0.004) await pass(between(random, 2, 62) * hour, true);
      else await pass(between(random, 10, 30) * minute);
    }

    // Everything works again, and the vendors' clocks stand still: what is true now must be told.
    faults.clear();
    deaf = null;
    skew = 0;
    settings = defaultSettings;
    for (const slot of slots) kill(slot);
    await settle();
    while (!vendors.every((vendor) => vendor.isBilledUp(vendorNow))) await pass(10 * minute);
    frozenAt = vendorNow;
    const last = startWindow();
    for (const { accountId } of vendors) attempt(() => last.program.watch.resume(accountId));
    await settle();
    for (let turn = 0; turn < 40; turn++) await pass(2 * minute);

    const exceededBy = (step: 50 | 75 | 90 | 100) =>
      new Set(vendors.flatMap((vendor) => vendor.exceeded(frozenAt ?? vendorNow, step)));
    const exceeded = exceededBy(100);
    const all = last.program.watch.events.list(null);
    const stuck = all.filter(({ delivery }) => delivery !== 'shown' && delivery !== 'seen');
    const alertEvents = all.filter(({ step, measure }) => step === 100 && measure === 'total');
    /** Under the beginning that its period really has, whichever was told first. */
    const trueKey = (alertEvent: AlertEvent) => {
      const vendor = vendors.find(({ accountId }) => accountId === alertEvent.accountId);
      const { subscriptionId, period } = alertEvent;
      const start = alertEvent.scope === 'account' ? period.start : vendor?.trueStart(subscriptionId, period.start);
      const key = alertEventKey({ ...alertEvent, period: { ...period, start: start ?? period.start } });
      return key.replace(/ total$/, '');
    };
    const triggered = new Map(alertEvents.map((alertEvent) => [trueKey(alertEvent), alertEvent]));
    const told = (key: string) => {
      const alertEvent = triggered.get(key);
      return (
        alertEvent !== undefined && (screen.times(alertEventKey(alertEvent), 100) > 0 || alertEvent.seenHow === 'app')
      );
    };
    const outagesNotified = notComparedIn(observer);
    // Of a month's sum the outage begins when that month does, again where the machine's clock jumps back over its turn.
    const bySubscription = vendors.filter(({ alerts }) => alerts.every(({ scope }) => scope === undefined));
    const vanishings = bySubscription.map((vendor) => ({
      accountId: vendor.accountId,
      times: vendor.vanishings(frozenAt ?? vendorNow),
    }));
    const { doubled, explained } = screen.sums();
    return {
      exceeded: exceeded.size,
      triggered: alertEvents.length,
      lost: [
        ...[...exceeded].filter((key) => !triggered.has(key) || !told(key)),
        ...stuck.map((alertEvent) => `${alertEvent.step} ${alertEventKey(alertEvent)} ${alertEvent.delivery}`),
      ],
      unfounded: ([50, 75, 90, 100] as const).flatMap((step) => {
        const founded = exceededBy(step);
        return all
          .filter((alertEvent) => alertEvent.measure === 'total' && alertEvent.step === step)
          .map(trueKey)
          .filter((key) => !founded.has(key))
          .map((key) => `${step} ${key}`);
      }),
      doubled,
      explained,
      vanishings: vanishings.reduce((sum, { times }) => sum + times, 0),
      misreported: vanishings.flatMap(({ accountId, times }) => {
        const count = outagesNotified.get(accountId) ?? 0;
        return times > 0 && count !== times ? [`${accountId} vanished ${times} times, told ${count} times`] : [];
      }),
      checks,
      kills,
      sigkills,
      commands,
      seconds: (performance.now() - started) / 1000,
      unpruned: unprunedIn(observer, vendorNow),
    };
  } finally {
    for (const slot of slots) slot.program.db.close();
    observer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const sacrificeFile = fileURLToPath(new URL('sacrifice.ts', import.meta.url));

/** How many notifications of alerts that cannot be compared there were, by account. */
function notComparedIn(db: Database): Map<string, number> {
  const rows = db
    .prepare<[], { account_id: string; n: number }>(
      "SELECT account_id, count(*) AS n FROM notifications WHERE kind = 'not-compared' GROUP BY account_id",
    )
    .all();
  return new Map(rows.map(({ account_id: id, n }) => [id, n]));
}

/** The day's clean-up runs once a day, so the last days may still be whole. */
function unprunedIn(db: Database, now: number): number {
  const before = instantFromMillis(now - 95 * day);
  const row = db
    .prepare<[string], { n: number }>(
      `SELECT coalesce(sum(n - 1), 0) AS n FROM (
         SELECT count(*) AS n FROM checks WHERE at < ? GROUP BY account_id, substr(at, 1, 10))`,
    )
    .get(before);
  return row?.n ?? 0;
}
