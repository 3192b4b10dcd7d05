import { addMonths } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Month } from '#shared/time.ts';

export const periodPresets = [
  'last-month',
  'this-quarter',
  'last-quarter',
  'this-fiscal-year',
  'last-fiscal-year',
  'year-to-date',
  'custom',
  'everything',
] as const;
export type PeriodPreset = (typeof periodPresets)[number];

/** Issue months, both included; null means open. */
export interface MonthRange {
  readonly from: Month | null;
  readonly to: Month | null;
}

export type MonthProblem = 'from-missing' | 'to-missing' | 'backwards';

const firstOfQuarter = (month: Month): Month => addMonths(month, -((Number(month.split('-')[1]) - 1) % 3));
const firstOfYear = (month: Month, firstMonth: number): Month =>
  addMonths(month, -((Number(month.split('-')[1]) - firstMonth + 12) % 12));

/**
 * The months that a preset means in `thisMonth`; a fiscal year begins in month `fiscalYearStart`, 1 to 12. `custom` takes
 * what was entered, where empty text is nothing yet.
 */
export function monthsOf(
  preset: PeriodPreset,
  thisMonth: Month,
  entered: { readonly from: Month | ''; readonly to: Month | '' },
  fiscalYearStart: number,
): Result<MonthRange, MonthProblem> {
  const quarter = firstOfQuarter(thisMonth);
  const fiscalYear = firstOfYear(thisMonth, fiscalYearStart);
  switch (preset) {
    case 'last-month':
      return ok({ from: addMonths(thisMonth, -1), to: addMonths(thisMonth, -1) });
    case 'this-quarter':
      return ok({ from: quarter, to: addMonths(quarter, 2) });
    case 'last-quarter':
      return ok({ from: addMonths(quarter, -3), to: addMonths(quarter, -1) });
    case 'this-fiscal-year':
      return ok({ from: fiscalYear, to: addMonths(fiscalYear, 11) });
    case 'last-fiscal-year':
      return ok({ from: addMonths(fiscalYear, -12), to: addMonths(fiscalYear, -1) });
    case 'year-to-date':
      return ok({ from: firstOfYear(thisMonth, 1), to: thisMonth });
    case 'everything':
      return ok({ from: null, to: null });
    case 'custom':
      if (entered.from === '') return fail('from-missing');
      if (entered.to === '') return fail('to-missing');
      return entered.from > entered.to ? fail('backwards') : ok({ from: entered.from, to: entered.to });
  }
}
