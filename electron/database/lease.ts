import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import type { Clock, Disposer } from '../platform/ports.ts';
import type { Database } from './open.ts';

const lifetime = 180_000;
const renewal = 30_000;

/** Names one piece of work: which machine, which process, which of its works. */
export const newHolder = (): string => `${hostname()}|${process.pid}|${randomUUID()}`;

/** True only when the holder's process certainly ended: it ran on this machine and is no more. */
export function isGone(holder: string): boolean {
  const [host, pid] = holder.split('|');
  return host === hostname() && pid !== undefined && pid !== '' && !isRunning(Number(pid));
}

/** Whether there is a process of this number on this machine; true also where that cannot be told. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return !(cause instanceof Error && 'code' in cause && cause.code === 'ESRCH');
  }
}

/** One that is asked for again and again, as by a poller on each of its ticks. */
export interface StandingLease {
  /** Takes or renews it; false while another process holds it. */
  hold(): boolean;
  release(): void;
}

/**
 * Lets one process of the data folder do something at a time. A lease is kept alive until it is given back, and is
 * free again when its process ended or stopped renewing it.
 */
export type Leases = ReturnType<typeof createLeases>;

export function createLeases(db: Database, clock: Clock) {
  const read = db.prepare<[string], { holder: string; renewed_at: Instant }>(
    'SELECT holder, renewed_at FROM leases WHERE name = ?',
  );
  const matching = db.prepare<[string], { holder: string; renewed_at: Instant }>(
    'SELECT holder, renewed_at FROM leases WHERE name GLOB ?',
  );
  const write = db.prepare(
    `INSERT INTO leases (name, holder, renewed_at) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, renewed_at = excluded.renewed_at`,
  );
  const remove = db.prepare('DELETE FROM leases WHERE name = ? AND holder = ?');

  // A moment in the future means that the clock was set back.
  const isRenewed = (lease: { renewed_at: Instant }, within: number): boolean =>
    Math.abs(clock.now() - millisOf(lease.renewed_at)) < within;
  const isAlive = (lease: { holder: string; renewed_at: Instant }): boolean =>
    isRenewed(lease, lifetime) && !isGone(lease.holder);

  const takeFor = db.transaction((name: string, holder: string): boolean => {
    const found = read.get(name);
    if (found && found.holder !== holder && isAlive(found)) return false;
    write.run(name, holder, instantFromMillis(clock.now()));
    return true;
  });

  return {
    /** Takes it and keeps it until the returned function is called; null while somebody else has it. */
    take(name: string): Disposer | null {
      const holder = newHolder();
      if (!takeFor.immediate(name, holder)) return null;
      let stop: Disposer = () => undefined;
      const renew = () => {
        stop = clock.after(renewal, renew);
        try {
          if (!takeFor.immediate(name, holder)) stop();
        } catch {
          // A locked database or a full disk, for one: there is time for further tries before the lease is free.
        }
      };
      stop = clock.after(renewal, renew);
      return () => {
        stop();
        remove.run(name, holder);
      };
    },

    standing: (name: string, holder: string): StandingLease => ({
      hold() {
        const found = read.get(name);
        return (found?.holder === holder && isRenewed(found, renewal)) || takeFor.immediate(name, holder);
      },
      release() {
        remove.run(name, holder);
      },
    }),

    /** Whether anybody holds one whose name matches, `*` standing for anything. */
    isHeld: (pattern: string) => matching.all(pattern).some(isAlive),
  };
}
