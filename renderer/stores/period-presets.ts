import { addMonths } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Month } from '#shared/time.ts';

export const periodPresets = [
  'last-month',
  'this-quarter',
  'last-quarter',
  'this-year',
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
const firstOfYear = (month: Month): Month => addMonths(month, 1 - Number(month.split('-')[1]));

/** The months that a preset means in `thisMonth`; `custom` takes what was entered, where empty text is nothing yet. */
export function monthsOf(
  preset: PeriodPreset,
  thisMonth: Month,
  entered: { readonly from: Month; readonly to: Month },
): Result<MonthRange, MonthProblem> {
  const quarter = firstOfQuarter(thisMonth);
  switch (preset) {
    case 'last-month':
      return ok({ from: addMonths(thisMonth, -1), to: addMonths(thisMonth, -1) });
    case 'this-quarter':
      return ok({ from: quarter, to: addMonths(quarter, 2) });
    case 'last-quarter':
      return ok({ from: addMonths(quarter, -3), to: addMonths(quarter, -1) });
    case 'this-year':
      return ok({ from: firstOfYear(thisMonth), to: addMonths(firstOfYear(thisMonth), 11) });
    case 'everything':
      return ok({ from: null, to: null });
    case 'custom':
      if (entered.from === '') return fail('from-missing');
      if (entered.to === '') return fail('to-missing');
      return entered.from > entered.to ? fail('backwards') : ok({ from: entered.from, to: entered.to });
  }
}
