import { isMoneyMeasure, type Measure, type MoneyAlert, type UsageAlert } from '#shared/alerts.ts';
import { causeSchema } from '#shared/comparison.ts';
import type { Quantity } from '#shared/quantity.ts';
import { readJson } from './stored-json.ts';

export interface StoredRule {
  readonly measure: Measure;
  readonly threshold: number;
  /** A currency's code, or a quantity's unit. */
  readonly unit: string;
}

/** A rule with what was measured by it. */
export interface StoredMeasured extends StoredRule {
  readonly amount: number;
  /** Null for money, whose unit is the threshold's. */
  readonly amount_unit: string | null;
  readonly billed: number | null;
  /** JSON. */
  readonly cause: string | null;
  readonly included: number | null;
}

const quantityOf = (quantity: number, unit: string): Quantity => ({
  quantity,
  // Written from a quantity.
  unit: unit as Quantity['unit'],
});

type Rule = Pick<MoneyAlert, 'measure' | 'threshold'> | Pick<UsageAlert, 'measure' | 'threshold'>;

/** What is watched and from where on, as its columns keep it. */
export const ruleOf = ({ measure, threshold, unit }: StoredRule): Rule =>
  isMoneyMeasure(measure)
    ? { measure, threshold: { amount: threshold, currency: unit } }
    : { measure, threshold: quantityOf(threshold, unit) };

export function measuredOf({ measure, threshold, amount, unit, ...row }: StoredMeasured) {
  if (isMoneyMeasure(measure)) {
    const billed = row.billed === null ? null : { amount: row.billed, currency: unit };
    const cause = row.cause === null ? null : (causeSchema.safeParse(readJson(row.cause)).data ?? null);
    const money = { threshold: { amount: threshold, currency: unit }, amount: { amount, currency: unit } };
    return { measure, ...money, billed, cause };
  }
  const used = quantityOf(amount, row.amount_unit ?? unit);
  return { measure, threshold: quantityOf(threshold, unit), amount: used, included: row.included };
}
