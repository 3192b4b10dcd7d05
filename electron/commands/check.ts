import type { Command } from 'commander';
import { type Account, receivesAlerts } from '#shared/accounts.ts';
import { type DeliveryState, formatThreshold } from '#shared/alerts.ts';
import { formatMoney } from '#shared/money.ts';
import { lastDayOf } from '#shared/period.ts';
import type { CheckOutcome } from '../watch/index.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { sentenceOf } from './error-words.ts';
import { errorForJson, type ExitCode, exitCodes } from './output.ts';
import { sayUnread, unreadForJson } from './unread.ts';
import { sayThatThereAreNoAccounts } from './no-accounts.ts';

export function registerCheck(billfold: Command, context: CommandContext): void {
  context
    .command(
      billfold,
      'check',
      'look at upcoming invoices once, evaluate alerts, notify; exits with 10 when a threshold is exceeded',
    )
    .option('--account <name>', 'one account only')
    .action((options: CommonOptions) => context.runWithProgram(options, check));
}

/** One poll, alerts evaluated, notifications sent. 10 when a threshold is exceeded, also on repeats. */
async function check({ program: { watch }, account, output }: Workplace): Promise<ExitCode> {
  const outcomes = await watch.check(account?.id ?? null);
  output.answer({ accounts: outcomes.map(documentOf) }, outcomes.flatMap(linesOf));
  if (outcomes.length === 0) sayThatThereAreNoAccounts(output);
  for (const {
    account: { name },
    error,
  } of outcomes)
    if (error) output.say(`${name}: ${sentenceOf(error)}`);
  for (const { account: each, unread, listedSubscriptions: total } of outcomes)
    sayUnread(output, each, unread, total === null ? {} : { subscription: total });
  if (outcomes.some(({ alerts }) => alerts.some(({ exceeded, step }) => exceeded && step === 100)))
    return exitCodes.exceeded;
  return outcomes.every(({ ok }) => ok) ? exitCodes.done : exitCodes.failed;
}

const documentOf = ({ account, ok, asOf, subscriptions, alerts, unread, error: whole }: CheckOutcome) => ({
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
  alerts: alerts.map(alertDocument),
  unread: unreadForJson(unread),
  error: errorOf({ unread, error: whole }),
});

/** Where the account as a whole could be read: why a subscription could not. */
function errorOf({ unread, error }: Pick<CheckOutcome, 'unread' | 'error'>) {
  const reason = error ?? unread.find(({ object }) => object === 'subscription')?.reason;
  return reason ? errorForJson(reason) : null;
}

const alertDocument = ({
  alert,
  subscriptionId,
  step,
  state,
  exceeded,
  firedNow,
  firedAt,
  delivery,
  period,
  late,
}: CheckOutcome['alerts'][number]) => ({
  id: alert.id,
  measure: alert.measure,
  step,
  threshold: alert.threshold,
  subscription: subscriptionId,
  state,
  exceeded,
  firedNow,
  firedAt,
  delivery,
  period,
  late,
});

function linesOf({ account, subscriptions, alerts }: CheckOutcome): string[] {
  const amounts = subscriptions.map(({ subscription, upcoming }) =>
    upcoming.kind === 'none'
      ? `${account.name} · ${subscription.plan}: no upcoming invoice (${upcoming.reason})`
      : `${account.name} · ${subscription.plan}: upcoming invoice ${formatMoney(upcoming.total, 'en', 'code')}, period to ${lastDayOf(upcoming.period)}`,
  );
  const fired = alerts
    .filter(({ exceeded }) => exceeded)
    .map(({ alert, step, firedNow, delivery, late, period }) => {
      const threshold = formatThreshold(alert.threshold, 'en', 'code');
      const share = step === 100 ? threshold : `${step} % of ${threshold}`;
      const when = late && period ? ` in the period to ${lastDayOf(period)}` : '';
      return `${account.name}: ${alert.measure} over ${share}${when}, ${deliveryWords(account, delivery, firedNow)}`;
    });
  return [...amounts, ...fired];
}

function deliveryWords({ role }: Account, delivery: DeliveryState | null, firedNow: boolean): string {
  if (!receivesAlerts(role)) return `nobody is notified here: the account's role is ${role}`;
  if (delivery === 'shown' || delivery === 'seen') return firedNow ? 'notified now' : 'notified before';
  return delivery === 'failed' ? 'the notification could not be shown' : 'the notification is not shown yet';
}
