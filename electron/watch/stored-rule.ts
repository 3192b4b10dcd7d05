import { isMoneyMeasure, type Measure, type MoneyAlert, type UsageAlert } from '#shared/alerts.ts';
import type { Quantity } from '#shared/quantity.ts';

export interface StoredRule {
  readonly measure: Measure;
  readonly threshold: number;
  /** A currency's code, or a quantity's unit. */
  readonly unit: string;
}

export const quantityOf = (quantity: number, unit: string): Quantity => ({
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
