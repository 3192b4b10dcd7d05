import type { Account } from '#shared/accounts.ts';
import { isMoneyAlert } from '#shared/alerts.ts';
import { addDays, dayOf, monthIn, monthOf, startOfDay } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import type { Alerts } from './alerts.ts';
import type { Periods } from './periods.ts';
import type { BillsWanted } from './read-account.ts';

/** A draft may lie for weeks before it is issued, and is found by when it was drawn up. */
const longestDraftDays = 35;

/** From when on the account's alerts, and those over all accounts, need to know what was invoiced. */
export function billsWanted(
  account: Account,
  alerts: Pick<Alerts, 'list' | 'listAll'>,
  periods: Pick<Periods, 'unsettledMonths'>,
  now: Instant,
): BillsWanted | null {
  const own = alerts.list(account.id).filter(isMoneyAlert);
  const all = account.practice ? [] : alerts.listAll();
  const wanted = [...own, ...all];
  if (wanted.length === 0) return null;
  const starts = [...new Set(wanted.flatMap(({ timeZone }) => timeZone ?? []))].map(
    (zone) => monthIn(zone, monthOf(now, zone)).start,
  );
  const open = starts.length === 0 ? [] : [...periods.unsettledMonths(account.id), ...periods.unsettledMonths(null)];
  const [first] = [...starts, ...open.map(({ period }) => period.start)].sort();
  const from = first === undefined ? null : startOfDay(addDays(dayOf(first), -longestDraftDays));
  return { periods: own.some(({ window }) => window === 'billing-period'), from };
}
