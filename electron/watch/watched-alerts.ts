import type { Account } from '#shared/accounts.ts';
import type { AlertChange } from '#shared/alert-change.ts';
import { type Alert, type AlertId, type NewAlert, newAlertSchema } from '#shared/alerts.ts';
import type { Refusal } from '#shared/reasons.ts';
import { neverMends, refusalOf } from '#shared/refusals.ts';
import { fail, type Result } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import type { Alerts } from './alerts.ts';
import type { CurrentStandings } from './current-standings.ts';
import type { KnownAccounts } from './known-accounts.ts';

/** Alerts, compared with what is known of their accounts. */
export type WatchedAlerts = ReturnType<typeof createWatchedAlerts>;

interface Parts {
  readonly accounts: () => readonly Account[];
  readonly alerts: Alerts;
  readonly known: KnownAccounts;
  readonly standings: CurrentStandings;
  readonly now: () => Instant;
  /** The time by which an account is billed. */
  readonly timeOf: (accountId: string) => Instant;
  readonly accountingTimeZone: () => string;
  readonly check: (accountId: string | null) => Promise<unknown>;
  /** Alerts of the account, or over all accounts, changed. */
  readonly onChange: (accountId: string) => void;
}

export function createWatchedAlerts(parts: Parts) {
  const { accounts, alerts, known, standings, now, timeOf, accountingTimeZone, check, onChange } = parts;

  const change = (result: Result<Alert>): Result<Alert> => {
    if (!result.ok) return result;
    const { accountId } = result.value;
    for (const { id } of accounts()) if (accountId === null || accountId === id) onChange(id);
    return result;
  };

  const refused = (alert: NewAlert): Refusal | null => {
    const { accountId } = alert;
    return refusalOf(alert, {
      account: accountId === null ? null : known.of(accountId),
      reportsUsage: accounts().some(
        ({ id, sources }) => id === accountId && sources.some(({ kind }) => kind === 'imagekit'),
      ),
      all: known.all(),
      at: now(),
      timeZone: accountingTimeZone(),
    });
  };

  // Compared with the ends of periods, which are the account's vendor's.
  function save(alert: NewAlert): Result<Alert> {
    const { accountId } = alert;
    const refusal = refused(alert);
    if (refusal) return fail({ code: 'alert-not-comparable', reason: refusal });
    return change(alerts.save(alert, accountId === null ? now() : timeOf(accountId), accountingTimeZone()));
  }

  const allOf = (accountId: string) =>
    accounts().some(({ id, practice }) => id === accountId && practice) ? [] : alerts.listAll();

  return {
    /** Of the account, and those over all accounts, which watch it too. */
    list: (accountId: string) => [...alerts.list(accountId), ...allOf(accountId)],
    /** Of the account alone. */
    listOwn: alerts.list,
    /** Those over all accounts. */
    listAll: alerts.listAll,
    /** How each of these stands, by what is known now. */
    standings: (accountId: string) => [
      ...standings.own(alerts.list(accountId), () => known.of(accountId)),
      ...standings.overAll(allOf(accountId)),
    ],
    /**
     * The one with this id, removed ones included, or the one that is watched whose id begins so: `alert-not-found`, or
     * `alert-ambiguous` where several do.
     */
    find: alerts.find,
    /**
     * The same account, scope, window, measure and amount again is the same alert; `amount-out-of-range` unless above
     * zero, `alert-not-comparable` where what is known of the account says that it could never be compared.
     */
    save,
    /** As `save`; where what is known refuses it, the account is checked again first. */
    async saveAfterCheck(alert: NewAlert): Promise<Result<Alert>> {
      const saved = save(alert);
      if (saved.ok || saved.error.code !== 'alert-not-comparable' || neverMends(saved.error.reason)) return saved;
      await check(alert.accountId);
      return save(alert);
    },
    /** `alert-not-found`, `alert-exists`, or what `save` fails with. */
    edit(alertId: AlertId, wanted: AlertChange): Result<Alert> {
      const alert = alerts.get(alertId);
      if (!alert) return fail({ code: 'alert-not-found', alert: alertId });
      const merged = newAlertSchema.safeParse({ ...alert, ...wanted });
      // A threshold of money for usage, or the other way round.
      if (!merged.success) return fail({ code: 'alert-not-comparable', reason: 'other-unit' });
      const refusal = wanted.threshold && refused(merged.data);
      if (refusal) return fail({ code: 'alert-not-comparable', reason: refusal });
      return change(alerts.edit(alertId, wanted, now()));
    },
    remove: (alertId: AlertId) => change(alerts.remove(alertId, now())),
    /** Takes a removal back. */
    restore: (alertId: AlertId) => change(alerts.restore(alertId)),
  };
}
