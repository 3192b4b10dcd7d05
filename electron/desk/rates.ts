import type { EnteredRate, Rates } from '#shared/desk/rates.ts';
import type { Database } from '../database/open.ts';

/** Rates that somebody entered. They serve one sum on screen, and are in no file. */
export function createRates(db: Database) {
  const base = db.prepare<[], string>('SELECT currency FROM base_currency').pluck();
  const setBase = db.prepare(
    'INSERT INTO base_currency VALUES (1, ?) ON CONFLICT DO UPDATE SET currency = excluded.currency',
  );
  const clearBase = db.prepare('DELETE FROM base_currency');
  const of = db.prepare<[string], EnteredRate>(
    'SELECT currency, rate, day FROM exchange_rates WHERE base = ? ORDER BY currency',
  );
  const put = db.prepare(
    `INSERT INTO exchange_rates (base, currency, rate, day) VALUES (@base, @currency, @rate, @day)
     ON CONFLICT DO UPDATE SET rate = excluded.rate, day = excluded.day`,
  );
  const remove = db.prepare('DELETE FROM exchange_rates WHERE base = ? AND currency = ?');
  return {
    /** Null while sums stay in their own currencies. */
    get(): Rates | null {
      const currency = base.get();
      return currency === undefined ? null : { base: currency, rates: of.all(currency) };
    },
    /** With null sums stay in their own currencies; the rates are kept. */
    setBase(currency: string | null): void {
      if (currency === null) clearBase.run();
      else setBase.run(currency);
    },
    set(to: string, rate: EnteredRate): void {
      put.run({ base: to, ...rate });
    },
    remove(to: string, currency: string): void {
      remove.run(to, currency);
    },
  };
}
