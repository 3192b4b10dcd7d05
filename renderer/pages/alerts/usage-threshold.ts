import { parseQuantity, type Quantity } from '#shared/quantity.ts';
import { marksIn } from '#shared/regional.ts';
import type { Result } from '#shared/result.ts';
import type { UsageMetric, UsageReading } from '#shared/usage.ts';
import { isInBytes } from '#shared/usage-plan.ts';

/** In what a threshold of usage is entered. */
export type UsageUnit = '%' | 'GB' | 'TB' | 'MB' | '';

/** The units for a metric, the most usual first. Percent needs to know what is included. */
export const unitsFor = ({ metric, included }: Pick<UsageReading, 'metric' | 'included'>): UsageUnit[] => [
  ...(included !== null && included > 0 ? (['%'] as const) : []),
  ...(isInBytes(metric) ? (['GB', 'TB', 'MB'] as const) : ([''] as const)),
];

/** Reads a number as the user's locale writes it, without grouping, in the chosen unit. */
export function readUsageThreshold(
  text: string,
  unit: UsageUnit,
  metric: UsageMetric,
  locale: string,
): Result<Quantity> {
  const { decimal: mark } = marksIn(locale);
  // A point that is no decimal mark here stays one that cannot be read.
  const number = mark === '.' ? text.trim() : text.trim().replaceAll(/[.,]/g, (found) => (found === mark ? '.' : ','));
  const result = parseQuantity(`${number} ${unit}`, isInBytes(metric) ? 'byte' : 'count');
  // Said with what was typed, not with what was made of it.
  return result.ok || !('input' in result.error) ? result : { ok: false, error: { ...result.error, input: text } };
}
