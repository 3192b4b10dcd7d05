import type { Command } from 'commander';
import type { Account } from '#shared/accounts.ts';
import type { AppError } from '#shared/errors.ts';
import { formatMoney } from '#shared/money.ts';
import { dayOf, lastDayOf } from '#shared/period.ts';
import { ok, type Result } from '#shared/result.ts';
import { isBilled, type Subscription } from '#shared/subscription.ts';
import { withUsage } from '#shared/subscription-usage.ts';
import { formatQuantity } from '#shared/quantity.ts';
import { countedUnits } from '#shared/unit-words.ts';
import type { Program } from '../bootstrap.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { sentenceOf } from './error-words.ts';
import { sayThatThereAreNoAccounts } from './no-accounts.ts';
import { errorForJson, type ExitCode, exitCodes } from './output.ts';

interface Answer {
  readonly account: Account;
  readonly subscriptions: readonly Subscription[];
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
    .action((options: CommonOptions) => context.runWithProgram(options, subscription));
}

/** Asks the vendors; evaluates no alert and notifies nobody. */
async function subscription({ program, account, output }: Workplace): Promise<ExitCode> {
  const wanted = account ? [account] : program.accounts.list();
  const answers = await Promise.all(
    wanted.map(async (each): Promise<Answer> => {
      const read = await subscriptionsOf(program, each);
      return { account: each, subscriptions: read.ok ? read.value : [], error: read.ok ? null : read.error };
    }),
  );
  output.answer({ accounts: answers.map(documentOf) }, answers.flatMap(linesOf));
  if (answers.length === 0) sayThatThereAreNoAccounts(output);
  for (const { account: each, error } of answers) if (error) output.say(`${each.name}: ${sentenceOf(error)}`);
  return answers.every(({ error }) => error === null) ? exitCodes.done : exitCodes.failed;
}

/** With the usage so far, which only the upcoming invoice tells; without it where that cannot be read. */
async function subscriptionsOf(program: Program, { id }: Account): Promise<Result<Subscription[]>> {
  const source = await program.openSource(id);
  if (!source.ok) {
    if (source.error.code !== 'source-not-supported') return source;
    const month = await program.usage.subscription(id);
    return month.ok ? ok([month.value]) : month;
  }
  const listed = await source.value.subscriptions();
  if (!listed.ok) return listed;
  const used = listed.value.read.map(async ({ value: each }) => {
    const upcoming = isBilled(each) ? await source.value.upcoming(each) : null;
    return upcoming?.ok ? withUsage(each, upcoming.value) : each;
  });
  return ok(await Promise.all(used));
}

const documentOf = ({ account, subscriptions, error }: Answer) => ({
  account: account.name,
  ok: error === null,
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
    paymentMethod: each.paymentMethod,
  })),
  error: error && errorForJson(error),
});

function linesOf({ account, subscriptions, error }: Answer): string[] {
  if (error) return [];
  if (subscriptions.length === 0) return [`${account.name}: no subscription`];
  return subscriptions.flatMap((each) => {
    const { period, interval, paymentMethod: method } = each;
    const every = interval && (interval.count === 1 ? interval.unit : `${interval.count} ${interval.unit}s`);
    const facts = [
      each.status,
      ...(each.price ? [`${formatMoney(each.price, 'en', 'code')}${every ? ` per ${every}` : ''}`] : []),
      ...(period ? [`period to ${lastDayOf(period)}`] : []),
      ...(each.endsAt ? [`${each.status === 'canceled' ? 'ended' : 'ends'} on ${dayOf(each.endsAt)}`] : []),
      method
        ? `${method.brand} ${method.last4}${method.expires ? `, expires ${method.expires}` : ''}`
        : 'no payment method',
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
