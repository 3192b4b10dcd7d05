import type { Command } from 'commander';
import { type Account, receivesAlerts } from '#shared/accounts.ts';
import { isPaused } from '#shared/alert-change.ts';
import { formatThreshold } from '#shared/alerts.ts';
import { formatMoney } from '#shared/money.ts';
import { en } from '#shared/messages/en.ts';
import { formatOf } from '#shared/format.ts';
import { causeSentence } from '#shared/messages/notification-text.ts';
import { accountingDay, periodDays } from '#shared/period.ts';
import { isWaiting, type Reason } from '#shared/reasons.ts';
import type { Subscription } from '#shared/subscription.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import type { AlertOutcome, CheckOutcome } from '../watch/index.ts';
import { askForProxyLogin } from './ask-for-proxy-login.ts';
import { tellOthers } from './tell-others.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { sentenceOf } from './error-words.ts';
import { errorForJson, type ExitCode, exitCodes, reportNoAccounts } from './output.ts';
import { reportUnread, unreadForJson } from './unread.ts';

export function registerCheck(billfold: Command, context: CommandContext): void {
  context
    .command(
      billfold,
      'check',
      'check upcoming invoices once, compare them with the alerts, notify; exits with 10 when a threshold is exceeded, 12 when an alert could not be compared',
    )
    .option('--account <name>', 'one account only')
    .action((options: CommonOptions) =>
      context.runWithProgram(options, 'viewer', async (place) => {
        await askForProxyLogin(place.program, context.line);
        return check(place);
      }),
    );
}

/**
 * One check, alerts evaluated, notifications sent. 10 when a threshold is exceeded, also on repeats; else 12 when an alert
 * could not be compared. An account that failed as a whole is 1: its alerts are not to blame.
 */
async function check({ program, account, output, signal }: Workplace): Promise<ExitCode> {
  const { watch, timeZone } = program;
  const outcomes = await watch.check(account?.id ?? null);
  await tellOthers(program, signal);
  const overAll = new Set<AlertOutcome>();
  const now = instantFromMillis(program.clock.now());
  output.answer(
    { accounts: outcomes.map(documentOf) },
    outcomes.flatMap((outcome) => linesOf(outcome, overAll, timeZone(), now)),
  );
  if (outcomes.length === 0) reportNoAccounts(output);
  for (const {
    account: { name },
    error,
  } of outcomes)
    if (error) output.say(`${name}: ${sentenceOf(error)}`);
  for (const { account: each, unread, listedSubscriptions: total } of outcomes)
    reportUnread(output, each, unread, total === null ? {} : { subscription: total });
  const alerts = outcomes.flatMap((outcome) => outcome.alerts).filter(({ alert }) => !isPaused(alert, now));
  if (alerts.some(({ exceeded, step }) => exceeded && step === 100)) return exitCodes.exceeded;
  if (alerts.some(isToBeSeenTo)) return exitCodes.notCompared;
  return outcomes.every(({ ok }) => ok) ? exitCodes.done : exitCodes.failed;
}

/** What is known soon by itself is no outage of the alert, nor is an account that could not be read at all. */
const isToBeSeenTo = ({ alert, step, outcome, reason }: AlertOutcome): boolean =>
  step === 100 &&
  outcome === 'not-compared' &&
  reason !== null &&
  !isWaiting(reason) &&
  (alert.scope === 'all' || !failsAsAWhole.has(reason));

const failsAsAWhole: ReadonlySet<Reason> = new Set<Reason>(['key-refused', 'account-not-read']);

const documentOf = ({ account, ok, asOf, subscriptions, gone, alerts, unread, error: whole }: CheckOutcome) => ({
  account: account.name,
  ok,
  asOf,
  subscriptions: subscriptions.map(({ subscription, upcoming, forecast }) => ({
    id: subscription.id,
    plan: subscription.plan,
    upcoming:
      upcoming.kind === 'none'
        ? { kind: 'none', total: null, amountDue: null, period: null, reason: upcoming.reason }
        : {
            kind: upcoming.kind,
            total: upcoming.total,
            amountDue: upcoming.amountDue,
            period: upcoming.period,
            reason: null,
          },
    forecast: { total: forecast?.total ?? null, method: forecast?.method ?? null },
  })),
  gone: gone.map(({ subscriptionId, plan, since }) => ({ id: subscriptionId, plan, since })),
  alerts: alerts.map(alertDocument),
  unread: unreadForJson(unread),
  error: errorOf({ unread, error: whole }),
});

/** Where the account as a whole could be read: why a subscription could not. */
function errorOf({ unread, error }: Pick<CheckOutcome, 'unread' | 'error'>) {
  const reason = error ?? unread.find(({ object }) => object === 'subscription')?.reason;
  return reason ? errorForJson(reason) : null;
}

const alertDocument = ({ alert, subscriptionId, step, outcome, reason, ...told }: AlertOutcome) => ({
  id: alert.id,
  measure: alert.measure,
  scope: alert.scope,
  window: alert.window,
  step,
  threshold: alert.threshold,
  subscription: subscriptionId,
  outcome,
  reason,
  state: stateOf(outcome, reason),
  exceeded: told.exceeded,
  pausedUntil: alert.pausedUntil ?? null,
  firedNow: told.triggeredNow,
  firedAt: told.triggeredAt,
  delivery: told.delivery,
  deliveryFailure: told.deliveryFailure,
  period: told.period,
  late: told.late,
  cause: told.cause,
});

/** As it was told before there were outcomes with reasons; scripts may read it. */
function stateOf(outcome: AlertOutcome['outcome'], reason: Reason | null): string {
  if (outcome !== 'not-compared') return outcome === 'exceeded' ? 'exceeded' : 'watching';
  if (reason === 'other-currency') return 'paused-currency';
  return reason === 'other-unit' || reason === 'included-unknown' ? 'paused-unit' : 'nothing-to-watch';
}

/** @param overAll alerts over all accounts that were reported with an account before */
function linesOf(
  { account, subscriptions, gone, alerts }: CheckOutcome,
  overAll: Set<AlertOutcome>,
  timeZone: string,
  now: Instant,
): string[] {
  const amounts = subscriptions.map(({ subscription, upcoming }) =>
    upcoming.kind === 'none'
      ? `${account.name} · ${subscription.plan}: no upcoming invoice (${upcoming.reason})`
      : `${account.name} · ${subscription.plan}: upcoming invoice ${formatMoney(upcoming.total, 'en', 'code')}, period to ${periodDays(upcoming.period, timeZone).last}${collectionWords(subscription)}`,
  );
  const lost = gone.map(
    ({ plan, since }) =>
      `${account.name} · ${plan}: gone: the vendor hasn’t listed it since ${accountingDay(since, timeZone)}`,
  );
  const told = alerts.filter((each) => !overAll.has(each));
  for (const each of told) if (each.alert.scope === 'all') overAll.add(each);
  return [...amounts, ...lost, ...told.flatMap((each) => alertLine(account, each, timeZone, now))];
}

/** Invoices go on being made while their collection is paused. */
const collectionWords = ({ collectionPaused, pausedInvoices }: Subscription): string =>
  collectionPaused ? `, collection paused (${pausedInvoices ?? 'the vendor doesn’t say how'})` : '';

function alertLine(account: Account, outcome: AlertOutcome, timeZone: string, now: Instant): string[] {
  const { alert, plan, step, exceeded, reason, late, period, cause } = outcome;
  const name = alert.scope === 'all' ? 'All accounts' : account.name;
  const threshold = formatThreshold(alert.threshold, 'en', 'code');
  if (isPaused(alert, now))
    return step === 100
      ? [`${name}: ${alert.measure} over ${threshold} is paused until ${alert.pausedUntil ?? ''}`]
      : [];
  const month =
    alert.window === 'calendar-month' && period
      ? ` in the month to ${periodDays(period, alert.timeZone ?? timeZone).last}`
      : '';
  if (exceeded) {
    const share = step === 100 ? threshold : `${step} % of ${threshold}`;
    const when = month !== '' ? month : late && period ? ` in the period to ${periodDays(period, timeZone).last}` : '';
    const why = cause && step === 100 ? [`  ${causeSentence(cause, formatOf('en', timeZone))}`] : [];
    return [`${name}: ${alert.measure} over ${share}${when}, ${deliveryWords(account, outcome)}`, ...why];
  }
  if (reason === null || step !== 100) return [];
  const which = plan === '' ? name : `${name} · ${plan}`;
  return [`${which}: ${alert.measure} over ${threshold}${month} can’t be compared. ${en.reasons[reason]}`];
}

/** What the desktop said itself stays as it is. */
const failureWords: Readonly<Record<string, string>> = {
  'no-notification-service': 'there’s no notification service',
  'no-answer': 'the notification service didn’t respond',
};

function deliveryWords(
  { role }: Account,
  { delivery, deliveryFailure, triggeredNow }: Pick<AlertOutcome, 'delivery' | 'deliveryFailure' | 'triggeredNow'>,
): string {
  if (!receivesAlerts(role)) return `nobody is notified here because your role is ${role}`;
  if (delivery === 'shown' || delivery === 'seen') return triggeredNow ? 'notified now' : 'notified before';
  if (delivery === 'withdrawn') return 'it’s chosen that this computer shows no alerts';
  if (delivery !== 'failed') return 'the notification hasn’t been shown yet';
  const why = deliveryFailure === null ? '' : `: ${failureWords[deliveryFailure] ?? deliveryFailure}`;
  return `the notification couldn’t be shown${why}`;
}
