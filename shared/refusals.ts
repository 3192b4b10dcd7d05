import { type Alert, alertIdSchema, isMoneyAlert, isMoneyMeasure, type NewAlert, windowOf } from './alerts.ts';
import type { Refusal } from './reasons.ts';
import { type KnownAccount, standingsOf, standingsOfAll } from './standings.ts';
import type { Instant } from './time.ts';

/** Reasons that no time will mend. A paused subscription resumes, a plan is entered, an invoice comes after all. */
const forGood: ReadonlySet<Refusal> = new Set<Refusal>([
  'no-subscription',
  'cancelled',
  'other-currency',
  'other-unit',
  'metric-not-told',
  'included-unknown',
]);

/** Whether it follows from the alert alone, whatever an account's vendor says. */
export const neverMends = (refusal: Refusal): boolean =>
  refusal === 'usage-has-its-month' || refusal === 'sums-go-by-month' || refusal === 'usual-has-its-period';

interface Known {
  /** The alert's account; null where all are watched together. */
  readonly account: KnownAccount | null;
  /** Whether a source of the account tells usage. */
  readonly reportsUsage: boolean;
  /** Those that an alert over all accounts watches. */
  readonly all: readonly KnownAccount[];
  readonly at: Instant;
  readonly timeZone: string;
}

/** Why an alert could never be compared, by what is known; null where it could, or where that is not known yet. */
export function refusalOf(wanted: NewAlert, { account, reportsUsage, all, at, timeZone }: Known): Refusal | null {
  const { scope = 'subscription', window = windowOf(scope) } = wanted;
  if (!isMoneyMeasure(wanted.measure)) {
    if (scope !== 'subscription' || window !== 'billing-period') return 'usage-has-its-month';
    if (!reportsUsage) return 'metric-not-told';
  }
  if (wanted.measure === 'above-usual' && (scope !== 'subscription' || window !== 'billing-period'))
    return 'usual-has-its-period';
  if (scope !== 'subscription' && window !== 'calendar-month') return 'sums-go-by-month';
  const zone = window === 'calendar-month' ? timeZone : null;
  const alert: Alert = { ...wanted, id: alertIdSchema.parse(''), scope, window, timeZone: zone, createdAt: at };
  // What fails now says nothing of what was read before; what was never read says nothing at all.
  const read = (known: KnownAccount): KnownAccount => ({ ...known, failure: null });
  const isKnown = scope === 'all' ? all.every(({ snapshot }) => snapshot !== null) : account?.snapshot != null;
  if (!isKnown) return null;
  const standings =
    scope === 'all'
      ? standingsOfAll(isMoneyAlert(alert) ? [alert] : [], all.map(read), at)
      : standingsOf([alert], read(account ?? { snapshot: null, failure: null }));
  const reasons = standings.map(({ reason }) => reason);
  const [first] = reasons;
  return first && reasons.every((reason) => reason !== null && forGood.has(reason)) ? first : null;
}
