import type { Account } from '#shared/accounts.ts';
import { type Language, errorSentence } from '#shared/messages/index.ts';
import { formatMoney } from '#shared/money.ts';
import { lastDayOf } from '#shared/period.ts';
import type { Program } from '../bootstrap.ts';
import type { CheckOutcome } from '../watch/index.ts';
import { errorForJson, type ExitCode, exitCodes, type Output } from './output.ts';

/** One poll, alerts evaluated, notifications sent. 10 when a threshold is exceeded, also on repeats. */
export async function check({ watch }: Program, account: Account | null, output: Output): Promise<ExitCode> {
  const { language } = output;
  const outcomes = await watch.check(account?.id ?? null);
  output.answer(
    { accounts: outcomes.map((outcome) => documentOf(outcome, language)) },
    outcomes.flatMap((outcome) => linesOf(outcome, language)),
  );
  for (const { error } of outcomes) if (error) output.complain(error);
  if (outcomes.some(({ alerts }) => alerts.some(({ exceeded, step }) => exceeded && step === 100)))
    return exitCodes.exceeded;
  return outcomes.every(({ ok }) => ok) ? exitCodes.done : exitCodes.failed;
}

const documentOf = ({ account, ok, asOf, subscriptions, alerts, error }: CheckOutcome, language: Language) => ({
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
  error: error && errorForJson(error, language),
});

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

function linesOf({ account, subscriptions, alerts, error }: CheckOutcome, language: Language): string[] {
  const amounts = subscriptions.map(({ subscription, upcoming }) =>
    upcoming.kind === 'none'
      ? `${account.name} · ${subscription.plan}: no upcoming invoice (${upcoming.reason})`
      : `${account.name} · ${subscription.plan}: upcoming invoice ${formatMoney(upcoming.total, 'en', 'code')}, period to ${lastDayOf(upcoming.period)}`,
  );
  const fired = alerts
    .filter(({ exceeded }) => exceeded)
    .map(({ alert, step, firedNow }) => {
      const threshold = formatMoney(alert.threshold, 'en', 'code');
      const share = step === 100 ? threshold : `${step} % of ${threshold}`;
      return `${account.name}: over ${share}${firedNow ? ', notified now' : ', notified before'}`;
    });
  const trouble = error ? [`${account.name}: ${errorSentence(error, language)}`] : [];
  return [...amounts, ...fired, ...trouble];
}
