import type { Account } from '#shared/accounts.ts';
import { type Alert, formatThreshold } from '#shared/alerts.ts';
import { type Money, parseMoney } from '#shared/money.ts';
import { fail, type Result } from '#shared/result.ts';
import type { Program } from '../bootstrap.ts';
import { shortIds } from './short-ids.ts';

/** @param account null where all are watched together */
export const documentOf = (
  account: Account | null,
  { id, measure, scope, window, timeZone, threshold, steps, createdAt, name, note, pausedUntil }: Alert,
) => ({
  ...{ id, account: account?.name ?? null, scope, window, timeZone, measure, threshold, steps, createdAt },
  ...{ name: name ?? null, note: note ?? null, pausedUntil: pausedUntil ?? null },
});

export const lineOf = (shownId: string, account: Account | null, alert: Alert): string => {
  const { measure, scope, window, threshold, steps, name, note, pausedUntil } = alert;
  return [
    `${shownId}  ${account?.name ?? 'All accounts'}: ${name ? `${name}: ` : ''}${measure}`,
    scope === 'account' ? ' of all its subscriptions' : '',
    ` over ${formatThreshold(threshold, 'en', 'code')}`,
    window === 'calendar-month' ? ' in a calendar month' : '',
    steps.length === 0 ? '' : `, early at ${steps.join(', ')} %`,
    pausedUntil ? `, paused until ${pausedUntil}` : '',
    note ? ` (${note})` : '',
  ].join('');
};

export function alertsOf({ accounts, watch }: Program) {
  const own = accounts
    .list()
    .flatMap((account) => watch.alerts.listOwn(account.id).map((alert) => ({ account, alert })));
  return [...own, ...watch.alerts.listAll().map((alert) => ({ account: null, alert }))];
}

export const shortIdsOf = (program: Program) => shortIds(alertsOf(program).map(({ alert }) => alert.id));

/** Commands take amounts with a point, whatever the computer's language: scripts move between computers. */
export function parseThreshold(amount: string, currency: string): Result<Money> {
  const parsed = parseMoney(amount, currency, 'en-US');
  return parsed.ok && parsed.value.amount <= 0 ? fail({ code: 'amount-out-of-range', input: amount }) : parsed;
}
