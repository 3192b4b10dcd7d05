import type { InvoiceLine } from './invoices.ts';
import type { Period } from './period.ts';

/** What an invoice is for: usage is billed after its period, fixed prices mostly before theirs. */
export interface InvoicePurpose {
  readonly usage: Period | null;
  readonly fixed: Period | null;
}

const spanOf = (periods: readonly Period[]): Period | null => {
  const starts = periods.map(({ start }) => start).sort();
  const ends = periods.map(({ end }) => end).sort();
  const [start, end] = [starts[0], ends.at(-1)];
  return start !== undefined && end !== undefined && start < end ? { start, end } : null;
};

/** The periods that the lines name: from the first start to the last end; null where no line of that kind names one. */
export function purposeOf(lines: readonly InvoiceLine[]): InvoicePurpose {
  const periodsOf = (metered: boolean) =>
    lines.flatMap((line) => (line.metered === metered && line.period ? [line.period] : []));
  return { usage: spanOf(periodsOf(true)), fixed: spanOf(periodsOf(false)) };
}
