import { z } from 'zod';
import type { LineKind } from './line-kind.ts';
import { type Period, periodSchema } from './period.ts';

/**
 * What an invoice is for, from its lines: usage is billed after its time, fixed prices mostly before theirs. Null where no
 * line of that kind names a time.
 */
export const servicePeriodsSchema = z.object({ usage: periodSchema.nullable(), fixed: periodSchema.nullable() });
export type ServicePeriods = z.infer<typeof servicePeriodsSchema>;

/** From the first start to the last end. */
function spanOf(periods: readonly (Period | null)[]): Period | null {
  const known = periods.flatMap((period) => (period && period.start <= period.end ? [period] : []));
  const start = known.map((period) => period.start).sort()[0];
  const end = known
    .map((period) => period.end)
    .sort()
    .at(-1);
  return start !== undefined && end !== undefined ? { start, end } : null;
}

interface Line {
  readonly kind: LineKind;
  readonly period: Period | null;
}

export function servicePeriodsOf(lines: readonly Line[]): ServicePeriods {
  const of = (metered: boolean) =>
    spanOf(lines.filter((line) => (line.kind === 'metered') === metered).map(({ period }) => period));
  return { usage: of(true), fixed: of(false) };
}

/**
 * The one time that an invoice is booked for: that of all its lines. Where none names any it is the vendor's own period,
 * which may be the time that it looked back on for usage.
 */
export const servicePeriodOf = (invoice: { readonly service: ServicePeriods; readonly period: Period }): Period =>
  spanOf([invoice.service.usage, invoice.service.fixed]) ?? invoice.period;
