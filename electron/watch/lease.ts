import { instantFromMillis, millisOf } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import type { Clock } from '../platform/ports.ts';
import { isGone } from './holder.ts';

const lifetime = 180_000;
const renewal = 60_000;

export interface Lease {
  /** Takes or renews it; false while another process holds it. */
  hold(): boolean;
  release(): void;
}

/** One poller per data folder: a row that its holder renews, and that others take when it is stale or its holder ended. */
export function createLease(name: string, holder: string, db: Database, clock: Clock): Lease {
  const read = db.prepare<[string], { holder: string; renewed_at: string }>(
    'SELECT holder, renewed_at FROM leases WHERE name = ?',
  );
  const write = db.prepare(
    `INSERT INTO leases (name, holder, renewed_at) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, renewed_at = excluded.renewed_at`,
  );

  const take = db.transaction((): boolean => {
    const found = read.get(name);
    if (found && found.holder !== holder && isFresh(found.renewed_at, lifetime) && !isGone(found.holder)) return false;
    write.run(name, holder, instantFromMillis(clock.now()));
    return true;
  });

  // A moment in the future means that the clock was set back.
  const isFresh = (renewedAt: string, within: number): boolean => Math.abs(clock.now() - millisOf(renewedAt)) < within;

  return {
    hold() {
      const found = read.get(name);
      if (found?.holder === holder && isFresh(found.renewed_at, renewal)) return true;
      return take.immediate();
    },
    release() {
      db.prepare('DELETE FROM leases WHERE name = ? AND holder = ?').run(name, holder);
    },
  };
}
