import { type Command, Option } from 'commander';
import type { Account } from '#shared/accounts.ts';
import {
  type Alert,
  exceeds,
  formatThreshold,
  isMoneyMeasure,
  type Measure,
  measureSchema,
  type MoneyAlert,
  type NewAlert,
  type Step,
} from '#shared/alerts.ts';
import { formatMoney, type Money, parseMoney } from '#shared/money.ts';
import { parseQuantity } from '#shared/quantity.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { isBilled, type Subscription } from '#shared/subscription.ts';
import { isInBytes } from '#shared/usage-plan.ts';
import { requireChange, requireChangeAnywhere } from '../accounts/index.ts';
import type { Program } from '../bootstrap.ts';
import { steps } from './arguments.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { type ExitCode, exitCodes } from './output.ts';

interface NewAlertOptions extends CommonOptions {
  /** As typed: `500.00`, or with its currency `500.00 EUR`; for usage `80%`, `500 GB` or `5000`. */
  readonly threshold: string;
  readonly measure: Measure;
  readonly steps: Exclude<Step, 100>[];
}

export function registerAlerts(billfold: Command, context: CommandContext): void {
  const alerts = billfold.command('alerts').description('thresholds that are watched');
  context
    .command(alerts, 'list', 'list all alerts')
    .action((options: CommonOptions) => context.runInArchive(options, listAlerts));
  context
    .command(alerts, 'add', 'watch a threshold')
    .requiredOption('--account <name>', 'whose upcoming invoice')
    .requiredOption(
      '--threshold <amount>',
      'for example 500.00, or with its currency "500.00 EUR"; for usage 80%, "500 GB" or 5000',
    )
    .addOption(new Option('--measure <measure>', 'what is compared').choices(measureSchema.options).default('total'))
    .option('--steps <percents>', 'early steps: 50, 75 and 90 percent, separated by commas', steps, [])
    .action((options: NewAlertOptions) => context.runWithProgram(options, (place) => addAlert(place, options)));
  context
    .command(alerts, 'remove', 'stop watching a threshold')
    .argument('<id>', 'as `alerts list` shows it')
    .action((id: string, options: CommonOptions) => context.runWithProgram(options, (place) => removeAlert(place, id)));
}

const currencyOfMostDecimals = 'KWD';

const documentOf = (account: Account, { id, measure, threshold, steps, createdAt }: Alert) => ({
  id,
  account: account.name,
  measure,
  threshold,
  steps,
  createdAt,
});

const lineOf = (account: Account, { id, measure, threshold, steps }: Alert) =>
  `${id}  ${account.name}: ${measure} over ${formatThreshold(threshold, 'en', 'code')}` +
  (steps.length === 0 ? '' : `, early at ${steps.join(', ')} %`);

function listAlerts({ program: { accounts, watch }, output }: Workplace): ExitCode {
  const all = accounts.list().flatMap((account) => watch.alerts.list(account.id).map((alert) => ({ account, alert })));
  output.answer(
    { alerts: all.map(({ account, alert }) => documentOf(account, alert)) },
    all.map(({ account, alert }) => lineOf(account, alert)),
  );
  return exitCodes.done;
}

/** Saves an alert; the next check evaluates it. */
async function addAlert(place: Workplace, { threshold, measure, steps }: NewAlertOptions): Promise<ExitCode> {
  const { account, output } = place;
  if (!account) return exitCodes.usage;
  const allowed = requireChange(account.role, 'alerts');
  if (!allowed.ok) return output.fail(allowed.error, { alert: null });
  if (isMoneyMeasure(measure)) return addMoneyAlert(place, account, threshold, { measure, steps });
  const parsed = parseQuantity(threshold, isInBytes(measure) ? 'byte' : 'count');
  if (!parsed.ok) return output.fail(parsed.error);
  return save(place, account, { accountId: account.id, measure, threshold: parsed.value, steps });
}

function save({ program: { watch }, output }: Workplace, account: Account, alert: NewAlert): ExitCode {
  const saved = watch.alerts.save(alert);
  if (!saved.ok) return output.fail(saved.error, { alert: null });
  output.answer({ alert: documentOf(account, saved.value), error: null }, [lineOf(account, saved.value)]);
  return exitCodes.done;
}

/** The currency is the account's own unless given. */
async function addMoneyAlert(
  place: Workplace,
  account: Account,
  typed: string,
  rule: Pick<MoneyAlert, 'measure' | 'steps'>,
): Promise<ExitCode> {
  const { program, output } = place;
  const [, amount = typed, given] = /^(.*\d.*?)\s*([A-Za-z]{3})$/.exec(typed.trim()) ?? [];
  // Before the vendor is asked for its currency: whether this is an amount at all.
  const readable = parseThreshold(amount, given?.toUpperCase() ?? currencyOfMostDecimals);
  if (!readable.ok) return output.fail(readable.error);
  const subscriptions = await subscriptionsOf(program, account, given === undefined);
  if (!subscriptions.ok) return output.fail(subscriptions.error, { alert: null });
  const [currency, ...others] = given ? [given.toUpperCase()] : currenciesOf(subscriptions.value);
  if (currency === undefined || others.length > 0)
    return output.refuse(
      `Give the currency with the threshold, for example --threshold "${amount} ${currency ?? 'USD'}".`,
    );
  const threshold = parseThreshold(amount, currency);
  if (!threshold.ok) return output.fail(threshold.error);
  const code = save(place, account, { accountId: account.id, ...rule, threshold: threshold.value });
  const dearer = subscriptions.value.find(({ price }) => price !== null && isAbove(price, threshold.value));
  if (code === exitCodes.done && dearer?.price)
    output.say(
      `The fixed fee of ${dearer.plan} alone is ${formatMoney(dearer.price, 'en', 'code')}: this alert fires in every billing period.`,
    );
  return code;
}

const isAbove = (price: Money, threshold: Money): boolean =>
  price.currency === threshold.currency && exceeds(price, threshold, 100);

function removeAlert({ program: { accounts, watch }, output }: Workplace, id: string): ExitCode {
  const alert = watch.alerts.get(id);
  const account = accounts.list().find((each) => each.id === alert?.accountId);
  const allowed = account
    ? requireChange(account.role, 'alerts')
    : requireChangeAnywhere(alert?.accountId === null ? accounts.list() : [], 'alerts');
  if (!allowed.ok) return output.fail(allowed.error, { removed: null });
  const removed = watch.alerts.remove(id);
  if (!removed.ok) return output.fail(removed.error, { removed: null });
  output.answer({ removed: id, error: null }, [`${id}: removed`]);
  return exitCodes.done;
}

/** Commands take amounts with a point, whatever the computer's language: scripts move between computers. */
function parseThreshold(amount: string, currency: string): Result<Money> {
  const parsed = parseMoney(amount, currency, 'en-US');
  return parsed.ok && parsed.value.amount <= 0 ? fail({ code: 'amount-out-of-range', input: amount }) : parsed;
}

/** Those that are billed, as last seen; else, where they are needed, as the vendor says now. */
async function subscriptionsOf(
  { watch, usage, openSource }: Program,
  { id }: Account,
  needed: boolean,
): Promise<Result<Subscription[]>> {
  const snapshot = watch.snapshot(id);
  if (snapshot) return ok(snapshot.subscriptions.map(({ subscription }) => subscription).filter(isBilled));
  if (!needed) return ok([]);
  const source = await openSource(id);
  if (!source.ok && source.error.code === 'source-not-supported') {
    const month = await usage.subscription(id);
    return month.ok ? ok([month.value]) : month;
  }
  if (!source.ok) return source;
  const subscriptions = await source.value.subscriptions();
  if (!subscriptions.ok) return subscriptions;
  return ok(subscriptions.value.read.map(({ value }) => value).filter(isBilled));
}

const currenciesOf = (subscriptions: readonly Subscription[]): string[] => [
  ...new Set(subscriptions.flatMap(({ items }) => items.map(({ currency }) => currency.toUpperCase()))),
];
