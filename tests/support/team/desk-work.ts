import type { Instant } from '#shared/time.ts';
import type { Database } from '../../../electron/database/open.ts';
import { type Random, seededRandom } from '../soak/random.ts';
import { addAccount, addEvent, addInvoice, addLine, addNotice, addPeriod } from './rows.ts';

const month = ['2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'] as const;

export interface DayOfWork {
  readonly day: number;
  readonly seed: number;
  readonly accounts: number;
  readonly days: number;
}

/**
 * What people at a desk do in a day, and what its watch finds out, as the program writes it. Each thing is told to `done` once
 * it is written.
 */
export function createDeskWork(db: Database, now: () => Instant, done: (thing: string) => void) {
  const hasAccount = db.prepare<[string], 1>('SELECT 1 FROM accounts WHERE id = ?').pluck();
  const hasInvoice = db.prepare<[string, string], 1>('SELECT 1 FROM invoices WHERE account_id = ? AND id = ?').pluck();
  const hasNotice = db
    .prepare<[string, string], 1>('SELECT 1 FROM notices WHERE account_id = ? AND subject = ?')
    .pluck();
  const periodOf = db.prepare<[string], number>('SELECT id FROM periods WHERE account_id = ?').pluck();
  const hasEvent = db.prepare<[number], 1>('SELECT 1 FROM alert_events WHERE period_id = ?').pluck();
  const invoices = db.prepare<[], { row: number; id: string; account: string }>(
    'SELECT row, id, account_id AS account FROM invoices ORDER BY account_id, id',
  );
  const setNote = db.prepare('UPDATE invoices SET note = ? WHERE row = ?');
  const addTag = db.prepare('INSERT INTO invoice_tags VALUES (?, ?, ?) ON CONFLICT DO NOTHING');

  function act(random: Random, { day, accounts, days }: DayOfWork): void {
    const below = (limit: number): number => Math.floor(random() * limit);
    const account = `acc${String(below(accounts))}`;
    if (!hasAccount.get(account)) return;
    const at = now();
    // Two desks that read the same vendor make the same rows.
    const id = `in_${String(below(days * 4))}`;
    const what = below(10);
    if (what < 3) {
      if (hasInvoice.get(account, id)) return;
      db.transaction(() => {
        addLine(db, addInvoice(db, id, 100, account), 0, 'Seats');
      })();
      done(`invoice ${account} ${id}`);
    } else if (what < 7) {
      const all = invoices.all();
      const found = all[below(all.length)];
      if (!found) return;
      if (what === 6) addTag.run(`t${String(below(5))}`, found.row, 'T');
      else {
        setNote.run(`note ${String(day)} ${String(below(1_000_000))}`, found.row);
        done(`note ${found.account} ${found.id}`);
      }
    } else if (what === 7) {
      if (hasNotice.get(account, id)) return;
      db.transaction(addNotice)(db, id, at, account);
      done(`notice ${account} ${id}`);
    } else {
      db.transaction(() => {
        const [start, end] = month;
        const period =
          periodOf.get(account) ?? addPeriod(db, start.replace('00.000', `0${String(below(9))}.000`), end, account);
        if (hasEvent.get(period)) return;
        addEvent(db, `event-${account}-${String(below(1e9))}`, period, at, account);
      })();
      done(`event ${account}`);
    }
  }

  return {
    addAccounts: db.transaction((count: number): void => {
      for (let index = 0; index < count; index++) addAccount(db, `acc${String(index)}`);
    }),
    work: (work: DayOfWork): void => {
      const random = seededRandom(work.seed);
      for (let n = Math.floor(random() * 4); n > 0; n--) act(random, work);
    },
  };
}
