import type { ToDoDecision } from '#shared/to-do.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';

interface Row extends ToDoDecision {
  readonly item: string;
}

/** What was decided about items: put off, or done. Of what is no longer to be done it is forgotten after a while. */
export function createDecisions(db: Database, now: () => Instant, actor: () => string) {
  const all = db.prepare<[], Row>(
    'SELECT item, what, actor AS by, decided_at AS at, until_at AS until FROM to_do_decisions',
  );
  const put = db.prepare(
    `INSERT INTO to_do_decisions (item, what, actor, decided_at, until_at) VALUES (@item, @what, @by, @at, @until)
     ON CONFLICT DO UPDATE SET what = excluded.what, actor = excluded.actor, decided_at = excluded.decided_at,
       until_at = excluded.until_at`,
  );
  const remove = db.prepare('DELETE FROM to_do_decisions WHERE item = ?');
  return {
    all: (): Map<string, ToDoDecision> => new Map(all.all().map(({ item, ...decision }) => [item, decision])),
    put(item: string, what: ToDoDecision['what'], until: Instant | null): void {
      put.run({ item, what, by: actor(), at: now(), until });
    },
    remove(item: string): void {
      remove.run(item);
    },
  };
}
