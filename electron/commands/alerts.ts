import type { Account } from '#shared/accounts.ts';
import type { Alert, Measure, Step } from '#shared/alerts.ts';
import { formatMoney, type Money, parseMoney } from '#shared/money.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { requireChange } from '../accounts/index.ts';
import type { Program } from '../bootstrap.ts';
import { type ExitCode, exitCodes, type Output } from './output.ts';

interface NewAlertArguments {
  readonly account: Account;
  /** As typed: `500.00`, or with its currency `500.00 EUR`. */
  readonly threshold: string;
  readonly measure: Measure;
  readonly steps: Exclude<Step, 100>[];
}

const documentOf = (account: Account, { id, measure, threshold, steps, createdAt }: Alert) => ({
  id,
  account: account.name,
  measure,
  threshold,
  steps,
  createdAt,
});

const lineOf = (account: Account, { id, measure, threshold }: Alert) =>
  `${id}  ${account.name}: ${measure} over ${formatMoney(threshold, 'en', 'code')}`;

export function listAlerts({ accounts, watch }: Program, output: Output): ExitCode {
  const all = accounts.list().flatMap((account) => watch.alerts.list(account.id).map((alert) => ({ account, alert })));
  output.answer(
    { alerts: all.map(({ account, alert }) => documentOf(account, alert)) },
    all.map(({ account, alert }) => lineOf(account, alert)),
  );
  return exitCodes.done;
}

/** Saves an alert; the next check evaluates it. The currency is the account's own unless given. */
export async function addAlert(program: Program, wanted: NewAlertArguments, output: Output): Promise<ExitCode> {
  const { account, measure, steps } = wanted;
  const allowed = requireChange(account.role, 'alerts');
  if (!allowed.ok) return output.complain(allowed.error);
  const [, amount = wanted.threshold, given] = /^(.*?)\s*([A-Za-z]{3})?$/.exec(wanted.threshold.trim()) ?? [];
  const currencies = given ? ok([given.toUpperCase()]) : await currenciesOf(program, account);
  if (!currencies.ok) return output.complain(currencies.error);
  const [currency, ...others] = currencies.value;
  if (currency === undefined || others.length > 0) {
    output.say(`Give the currency with the threshold, for example --threshold "${amount} ${currency ?? 'USD'}".`);
    return exitCodes.usage;
  }
  const threshold = parseThreshold(amount, currency);
  if (!threshold.ok) return output.complain(threshold.error);
  const saved = program.watch.alerts.save({ accountId: account.id, measure, threshold: threshold.value, steps });
  if (!saved.ok) return output.complain(saved.error);
  output.answer({ alert: documentOf(account, saved.value) }, [lineOf(account, saved.value)]);
  return exitCodes.done;
}

export function removeAlert({ watch }: Program, id: string, output: Output): ExitCode {
  const removed = watch.alerts.remove(id);
  if (!removed.ok) return output.complain(removed.error);
  output.answer({ removed: id }, [`${id}: removed`]);
  return exitCodes.done;
}

/** Commands take amounts with a point, whatever the computer's language: scripts move between computers. */
function parseThreshold(amount: string, currency: string): Result<Money> {
  const parsed = parseMoney(amount, currency, 'en-US');
  return parsed.ok && parsed.value.amount <= 0 ? fail({ code: 'amount-out-of-range', input: amount }) : parsed;
}

/** The currencies that the account is billed in: as last seen, else as the vendor says now. */
async function currenciesOf({ watch, openSource }: Program, { id }: Account): Promise<Result<string[]>> {
  const seen = (watch.snapshot(id)?.subscriptions ?? []).flatMap(({ upcoming }) =>
    upcoming.kind === 'none' ? [] : [upcoming.total.currency],
  );
  if (seen.length > 0) return ok([...new Set(seen)]);
  const source = await openSource(id);
  if (!source.ok) return source;
  const subscriptions = await source.value.subscriptions();
  if (!subscriptions.ok) return subscriptions;
  return ok([
    ...new Set(subscriptions.value.flatMap(({ items }) => items.map(({ currency }) => currency.toUpperCase()))),
  ]);
}
