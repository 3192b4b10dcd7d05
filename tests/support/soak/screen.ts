import type { Database } from '../../../electron/database/open.ts';

export interface Screen {
  /** A notification of an alert event appears. */
  display(key: string, step: number): void;
  /** A program was killed: what it had on screen without noting it may appear once more. */
  interrupt(): void;
  times(key: string, step: number): number;
  /** Appearances beyond the first, and those of them that a kill between showing and recording accounts for. */
  sums(): { doubled: number; explained: number };
}

/** What people saw, counted apart from what the program noted; the notes are read for what is not noted only. */
export function createScreen(db: Database): Screen {
  const seen = new Map<string, { times: number; mayRepeat: boolean }>();
  let doubled = 0;
  let explained = 0;
  const unnoted = db.prepare<[], { key: string }>(
    `SELECT f.step || ' ' || f.account_id || ' ' || f.subscription_id || ' ' || f.threshold || ' ' || f.period_start || ' ' ||
       f.measure AS key
     FROM notifications n JOIN alert_events f ON f.notification_id = n.id WHERE n.state = 'delivering'`,
  );
  const nameOf = (key: string, step: number) => `${step} ${key}`;
  return {
    display(key, step) {
      const name = nameOf(key, step);
      const entry = seen.get(name) ?? { times: 0, mayRepeat: false };
      if (entry.times > 0) {
        doubled++;
        if (entry.mayRepeat) explained++;
      }
      seen.set(name, { times: entry.times + 1, mayRepeat: false });
    },
    interrupt() {
      for (const { key } of unnoted.all()) {
        const entry = seen.get(key);
        if (entry) entry.mayRepeat = true;
      }
    },
    times: (key, step) => seen.get(nameOf(key, step))?.times ?? 0,
    sums: () => ({ doubled, explained }),
  };
}
