import type { Database } from '../database/open.ts';

/** Where an account stands among the others, and whether it is out of sight. */
export interface Place {
  readonly accountId: string;
  readonly hidden: boolean;
}

/** How somebody put the accounts in order by hand. One that was added since comes last. */
export function createArrangement(db: Database) {
  const all = db.prepare<[], { accountId: string; hidden: number }>(
    'SELECT account_id AS accountId, hidden FROM account_places ORDER BY place',
  );
  const clear = db.prepare('DELETE FROM account_places');
  const insert = db.prepare(
    'INSERT INTO account_places (account_id, place, hidden) SELECT id, ?, ? FROM accounts WHERE id = ?',
  );
  return {
    get: (): Place[] => all.all().map(({ accountId, hidden }) => ({ accountId, hidden: hidden === 1 })),
    set: db.transaction((places: readonly Place[]): void => {
      clear.run();
      const once = [...new Map(places.map((each) => [each.accountId, each])).values()];
      for (const [place, { accountId, hidden }] of once.entries()) insert.run(place, hidden ? 1 : 0, accountId);
    }).immediate,
  };
}
