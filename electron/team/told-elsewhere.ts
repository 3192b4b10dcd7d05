import type { Database } from '../database/open.ts';
import type { Change, Values } from './change.ts';

/** A row that this desk found out, and that the team had from another one before. */
export interface Merged {
  readonly table: string;
  readonly own: Change;
  /** As the team has it. */
  readonly values: Values;
}

interface Telling {
  readonly notification: number;
  /** Rows that it tells of. */
  readonly rows: number;
}

/** What channels of two desks would both tell of, where one of them was cut off from the team's server. */
export function createToldElsewhere(db: Database) {
  const undecided = db
    .prepare<[], 0 | 1>(
      `SELECT EXISTS (SELECT 1 FROM team_changes WHERE seq IS NULL AND aside IS NULL
         AND kind = 'insert' AND table_name IN ('alert_events', 'notices'))`,
    )
    .pluck();
  const telling = (where: string) =>
    db.prepare<Values, Telling>(
      `SELECT notification_id AS notification,
         (SELECT count(*) FROM alert_events WHERE notification_id = t.notification_id)
           + (SELECT count(*) FROM notices WHERE notification_id = t.notification_id) AS rows
       FROM ${where}`,
    );
  const ofEvent = telling('alert_events t WHERE id = @id');
  const ofNotice = telling(`notices t WHERE account_id = json_extract(@key, '$[0]')
    AND kind = json_extract(@key, '$[1]') AND subject = json_extract(@key, '$[2]')`);
  const withdraw = db.prepare(
    "UPDATE deliveries SET state = 'withdrawn', next_try_at = NULL WHERE state IN ('pending', 'failed') AND notification_id = ?",
  );

  function tellingOf({ table, own, values }: Merged): Telling | undefined {
    // One that comes back from a server that had lost it was found out here, and nowhere else.
    if (table === 'alert_events')
      return own.values['id'] === values['id'] ? undefined : ofEvent.get({ id: values['id'] ?? null });
    if (table !== 'notices' || own.values['noticed_at'] === values['noticed_at']) return undefined;
    return ofNotice.get({ key: own.key });
  }

  return {
    /** The team has not said yet whether something found out here was told by another desk before. */
    isUndecided: (): boolean => undecided.get() === 1,
    /** Takes back deliveries of which every row was told by another desk. */
    withdraw(merged: readonly Merged[]): void {
      const found = merged.map(tellingOf).filter((each) => each !== undefined);
      for (const [notification, same] of Map.groupBy(found, (each) => each.notification))
        if (same.every(({ rows }) => rows === same.length)) withdraw.run(notification);
    },
  };
}
