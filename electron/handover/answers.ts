import { type TaxAnswer, taxAnswerSchema } from '#shared/handover/bookable.ts';
import type { HandoverAnswers } from '#shared/handover/bookings.ts';
import { exchangeRateSchema } from '#shared/handover/exchange-rate.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Day } from '#shared/time.ts';
import type { Database } from '../database/open.ts';

/** What people answered where invoices do not say it: exchange rates of days, and taxes. */
export type KeptAnswers = ReturnType<typeof createAnswers>;

export function createAnswers(db: Database) {
  const rate = db
    .prepare<[string, string, string], string>(
      'SELECT rate FROM handover_rates WHERE base = ? AND currency = ? AND day = ?',
    )
    .pluck();
  const setRate = db.prepare(
    `INSERT INTO handover_rates (base, currency, day, rate) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET rate = excluded.rate`,
  );
  const tax = db.prepare<[string], string>('SELECT parts FROM handover_taxes WHERE invoice = ?').pluck();
  const setTax = db.prepare(
    'INSERT INTO handover_taxes (invoice, parts) VALUES (?, ?) ON CONFLICT DO UPDATE SET parts = excluded.parts',
  );

  return {
    /** For a profile that keeps its books in this currency. */
    of: (base: string): HandoverAnswers => ({
      rate: (currency, day) => rate.get(base, currency, day) ?? null,
      tax(key) {
        const parts = tax.get(key);
        return parts === undefined ? null : taxAnswerSchema.parse(JSON.parse(parts));
      },
    }),
    /** Foreign units a unit of the base currency; fails with `rate-invalid`. */
    setRate(base: string, currency: string, day: Day, given: string): Result<null> {
      const read = exchangeRateSchema.safeParse(given);
      if (!read.success) return fail({ code: 'rate-invalid', input: given });
      setRate.run(base, currency, day, read.data);
      return ok(null);
    },
    setTax(key: string, parts: TaxAnswer): void {
      setTax.run(key, JSON.stringify(parts));
    },
  };
}
