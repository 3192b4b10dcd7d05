import type { Command } from 'commander';
import type { Account } from '#shared/accounts.ts';
import type { AppError } from '#shared/errors.ts';
import { formatMoney, type Money } from '#shared/money.ts';
import { accountingDay, periodDays } from '#shared/period.ts';
import { ok, type Result } from '#shared/result.ts';
import { isBilled, isPaymentKnown, type Subscription } from '#shared/subscription.ts';
import { withUsage } from '#shared/subscription-usage.ts';
import { formatQuantity } from '#shared/quantity.ts';
import { countedUnits } from '#shared/unit-words.ts';
import type { UnreadName } from '#shared/unread.ts';
import type { Program } from '../bootstrap.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { sentenceOf } from './error-words.ts';
import { reportUnread, unreadForJson } from './unread.ts';
import { errorForJson, type ExitCode, exitCodes, reportNoAccounts } from './output.ts';

interface Answer {
  readonly account: Account;
  readonly subscriptions: readonly Subscription[];
  readonly unread: readonly UnreadName[];
  readonly error: AppError | null;
}

export function registerSubscription(billfold: Command, context: CommandContext): void {
  context
    .command(
      billfold,
      'subscription',
      'what each account subscribes to: plan, price, usage, payment method, cancellation',
    )
    .option('--account <name>', 'one account only')
    .action((options: CommonOptions) => context.runWithProgram(options, 'viewer', subscription));
}

/** Asks the vendors; evaluates no alert and notifies nobody. */
async function subscription({ program, account, output }: Workplace): Promise<ExitCode> {
  const wanted = account ? [account] : program.accounts.list();
  const answers = await Promise.all(
    wanted.map(async (each): Promise<Answer> => {
      const read = await program.isolate('Subscriptions could not be read', each.id, () =>
        subscriptionsOf(program, each),
      );
      const nothing = { subscriptions: [], unread: [] };
      return { account: each, ...(read.ok ? read.value : nothing), error: read.ok ? null : read.error };
    }),
  );
  output.answer(
    { accounts: answers.map(documentOf) },
    answers.flatMap((answer) => linesOf(answer, program.timeZone())),
  );
  if (answers.length === 0) reportNoAccounts(output);
  for (const { account: each, subscriptions, unread, error } of answers) {
    const lost = unread.filter(({ object }) => object === 'subscription').length;
    reportUnread(output, each, unread, { subscription: subscriptions.length + lost });
    if (error) output.say(`${each.name}: ${sentenceOf(error)}`);
  }
  return answers.every(({ error, unread }) => error === null && unread.length === 0)
    ? exitCodes.done
    : exitCodes.failed;
}

/** With the usage so far, which only the upcoming invoice reports; without it where that cannot be read. */
async function subscriptionsOf(
  program: Program,
  { id }: Account,
): Promise<Result<Pick<Answer, 'subscriptions' | 'unread'>>> {
  const source = await program.openSource(id);
  if (!source.ok) {
    if (source.error.code !== 'source-not-supported') return source;
    const month = await program.usage.subscription(id);
    return month.ok ? ok({ subscriptions: [month.value], unread: [] }) : month;
  }
  const listed = await source.value.subscriptions();
  if (!listed.ok) return listed;
  const used = listed.value.read.map(async ({ value: each }) => {
    const upcoming = isBilled(each) ? await source.value.upcoming(each) : null;
    return upcoming?.ok ? withUsage(each, upcoming.value) : each;
  });
  const unread = [...listed.value.unread, ...listed.value.read.flatMap((each) => each.unread)];
  return ok({ subscriptions: await Promise.all(used), unread });
}

const documentOf = ({ account, subscriptions, unread, error }: Answer) => ({
  account: account.name,
  ok: error === null && unread.length === 0,
  subscriptions: subscriptions.map((each) => ({
    id: each.id,
    status: each.status,
    plan: each.plan,
    price: each.price,
    interval: each.interval,
    period: each.period,
    cancelAtPeriodEnd: each.cancelAtPeriodEnd,
    endsAt: each.endsAt,
    trialEndsAt: each.trialEndsAt,
    items: each.items.map(({ name, quantity, included, used, overage, unit }) => ({
      name,
      quantity,
      included,
      used,
      overage,
      unit,
    })),
    prices: each.prices ?? null,
    paymentMethod: each.paymentMethod,
    paymentMethodKnown: isPaymentKnown(each),
  })),
  unread: unreadForJson(unread),
  error: error && errorForJson(error),
});

function priceWords(price: Money, interval: Subscription['interval']): string {
  const every = interval && (interval.count === 1 ? interval.unit : `${interval.count} ${interval.unit}s`);
  return `${formatMoney(price, 'en', 'code')}${every ? ` per ${every}` : ''}`;
}

function paymentUnknownWords({ paymentMethodUnknown }: Subscription): string {
  const missing = paymentMethodUnknown?.missing ?? [];
  return missing.length === 0
    ? 'payment method not known'
    : `payment method not known (the key doesn’t have ${missing.join(', ')})`;
}

function linesOf({ account, subscriptions, error }: Answer, timeZone: string): string[] {
  if (error) return [];
  if (subscriptions.length === 0) return [`${account.name}: no subscription`];
  return subscriptions.flatMap((each) => {
    const { period, interval, paymentMethod: method } = each;
    const facts = [
      each.status,
      ...(each.price ? [priceWords(each.price, interval)] : []),
      ...(each.prices ?? []).map((part) => priceWords(part.price, part.interval)),
      ...(period ? [`period to ${periodDays(period, timeZone).last}`] : []),
      ...(each.endsAt
        ? [`${each.status === 'canceled' ? 'ended' : 'ends'} on ${accountingDay(each.endsAt, timeZone)}`]
        : []),
      method
        ? `${method.brand} ${method.last4}${method.expires ? `, expires ${method.expires}` : ''}`
        : isPaymentKnown(each)
          ? 'no payment method'
          : paymentUnknownWords(each),
    ];
    const items = each.items.map(({ name, quantity, used, included, unit }) => {
      const amount = used ?? quantity;
      const inBytes = unit === 'bytes';
      const words = (value: number) =>
        inBytes
          ? formatQuantity({ quantity: value, unit: 'byte' }, 'en')
          : unit === null
            ? String(value)
            : countedUnits(value, unit, 'en');
      const of = included === null ? '' : ` of ${words(included)} included`;
      return `  ${name}: ${amount === null ? 'usage not known' : words(amount)}${of}`;
    });
    return [`${account.name} · ${each.plan}: ${facts.join(', ')}`, ...items];
  });
}
