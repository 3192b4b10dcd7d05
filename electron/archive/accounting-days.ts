import { accountingDay } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';

/** Makes `accounting_day(moment, zone)` known to SQL. */
export function knowAccountingDays(db: Database): void {
  db.function('accounting_day', { deterministic: true }, (moment: Instant | null, timeZone: string) =>
    moment === null ? null : accountingDay(moment, timeZone),
  );
}

/** In SQL: the day of a moment in the books. */
export const accountingDayOf = (column: string): string =>
  `accounting_day(${column}, coalesce((SELECT time_zone FROM accounting_days), 'UTC'))`;

/**
 * By which clock the archive's moments are days. It stays as it is wherever the computer travels: only whoever chooses another
 * zone moves invoices into another day or month.
 */
export function createAccountingDays(db: Database) {
  knowAccountingDays(db);
  const zone = db.prepare<[], string>('SELECT time_zone FROM accounting_days').pluck();
  const set = db.prepare(
    'INSERT INTO accounting_days VALUES (1, ?) ON CONFLICT DO UPDATE SET time_zone = excluded.time_zone',
  );
  const renew = db.prepare(
    `UPDATE invoice_facts SET issued_on = i.day
     FROM (SELECT row, ${accountingDayOf('issued_at')} AS day FROM invoices) i
     WHERE i.row = invoice_facts.row AND invoice_facts.issued_on IS NOT i.day`,
  );
  const chosen = (): string | null => zone.get() ?? null;

  return {
    /** Null of an archive that nobody has begun yet. */
    chosen,
    timeZone: (): string => chosen() ?? 'UTC',
    /** From now on days are by this zone's clock; those that are known already are renewed. */
    settle: db.transaction((timeZone: string): void => {
      if (chosen() === timeZone) return;
      set.run(timeZone);
      renew.run();
    }).immediate,
  };
}
