import { type Command, Option } from 'commander';
import type { Account } from '#shared/accounts.ts';
import {
  type AlertWindow,
  exceeds,
  isMoneyMeasure,
  type Measure,
  measureSchema,
  type MoneyAlert,
  type NewAlert,
  type Step,
  windowSchema,
} from '#shared/alerts.ts';
import { formatMoney, type Money } from '#shared/money.ts';
import { parseQuantity } from '#shared/quantity.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { isBilled, type Subscription } from '#shared/subscription.ts';
import { isInBytes } from '#shared/usage-plan.ts';
import type { Program } from '../bootstrap.ts';
import { registerAlertChanges } from './alert-changes.ts';
import { registerAlertHistory } from './alert-history.ts';
import { alertsOf, documentOf, lineOf, parseThreshold, shortIdsOf } from './alert-lines.ts';
import { steps } from './arguments.ts';
import type { CommandContext, CommandNeeds, CommonOptions, Workplace } from './context.ts';
import { sentenceOf } from './error-words.ts';
import { type ExitCode, exitCodes } from './output.ts';

interface NewAlertOptions extends CommonOptions {
  /** As typed: `500.00`, or with its currency `500.00 EUR`; for usage `80%`, `500 GB` or `5000`. */
  readonly threshold: string;
  readonly measure: Measure;
  readonly steps: Exclude<Step, 100>[];
  readonly all?: true;
  readonly scope?: 'subscription' | 'account';
  readonly window?: AlertWindow;
}

export function registerAlerts(billfold: Command, context: CommandContext): void {
  const alerts = billfold.command('alerts').description('thresholds that Billfold watches');
  context
    .command(alerts, 'list', 'list all alerts')
    .action((options: CommonOptions) => context.runInArchive(options, listAlerts));
  context
    .command(alerts, 'add', 'watch a threshold')
    .addOption(new Option('--account <name>', 'the account whose upcoming invoice is watched').conflicts('all'))
    .option('--all', 'the sum of all accounts billed in the currency')
    .addOption(
      new Option('--scope <scope>', 'each subscription separately, or the whole account by calendar month')
        .choices(['subscription', 'account'])
        .conflicts('all'),
    )
    .addOption(
      new Option('--window <window>', 'the billing period, or the calendar month in which invoices are issued').choices(
        windowSchema.options,
      ),
    )
    .requiredOption(
      '--threshold <amount>',
      'for example 500.00, or with its currency "500.00 EUR"; for usage 80%, "500 GB" or 5000',
    )
    .addOption(new Option('--measure <measure>', 'what is compared').choices(measureSchema.options).default('total'))
    .option('--steps <percents>', 'early warnings at 50, 75 and 90 percent, separated by commas', steps, [])
    .action((options: NewAlertOptions) =>
      context.runWithProgram(options, addNeeds, (place) => addAlert(place, options)),
    );
  context
    .command(alerts, 'remove', 'stop watching a threshold')
    .argument('<id>', 'as `alerts list` shows it: as much of its beginning as belongs to no other')
    .action((id: string, options: CommonOptions) =>
      context.runWithProgram(
        options,
        { action: 'alerts', of: () => ({ alert: id }), refused: { removed: null } },
        (place) => removeAlert(place, id),
      ),
    );
  registerAlertChanges(alerts, context);
  registerAlertHistory(alerts, context);
}

const currencyOfMostDecimals = 'KWD';

function listAlerts({ program, output }: Workplace): ExitCode {
  const all = alertsOf(program);
  const shortId = shortIdsOf(program);
  output.answer(
    { alerts: all.map(({ account, alert }) => documentOf(account, alert)) },
    all.map(({ account, alert }) => lineOf(shortId(alert.id), account, alert)),
  );
  return exitCodes.done;
}

const addNeeds: CommandNeeds = {
  action: 'alerts',
  of: ({ account }) => (account ? { account: account.id } : 'any-account'),
  refused: { alert: null },
};

/** Saves an alert; the next check evaluates it. */
async function addAlert(place: Workplace, options: NewAlertOptions): Promise<ExitCode> {
  const { program, account, output } = place;
  const { threshold, measure, steps, all, window } = options;
  const scope = options.scope ?? (all ? 'all' : 'subscription');
  if (!account && !all) return output.refuse('Say whose invoices to watch: --account NAME, or --all.');
  const accounts = account ? [account] : program.accounts.list();
  const rule = { accountId: account?.id ?? null, steps, scope, ...(window && { window }) } as const;
  if (isMoneyMeasure(measure)) return addMoneyAlert(place, account ?? null, threshold, { ...rule, measure });
  const parsed = parseQuantity(threshold, isInBytes(measure) ? 'byte' : 'count');
  if (!parsed.ok) return output.fail(parsed.error);
  const checked = await checkFirst(program, accounts);
  if (!checked.ok) output.say(sentenceOf(checked.error));
  return save(place, account ?? null, { ...rule, measure, threshold: parsed.value });
}

async function save({ program, output }: Workplace, account: Account | null, alert: NewAlert): Promise<ExitCode> {
  const saved = await program.watch.alerts.saveAfterCheck(alert);
  if (!saved.ok) return output.fail(saved.error, { alert: null });
  output.answer({ alert: documentOf(account, saved.value), error: null }, [
    lineOf(shortIdsOf(program)(saved.value.id), account, saved.value),
  ]);
  return exitCodes.done;
}

/** The currency is the account's own unless given. */
async function addMoneyAlert(
  place: Workplace,
  account: Account | null,
  typed: string,
  rule: Pick<MoneyAlert, 'measure' | 'steps' | 'accountId' | 'scope'> & { readonly window?: AlertWindow },
): Promise<ExitCode> {
  const { program, output } = place;
  const [, amount = typed, given] = /^(.*\d.*?)\s*([A-Za-z]{3})$/.exec(typed.trim()) ?? [];
  // Before the vendor is asked for its currency: whether this is an amount at all.
  const readable = parseThreshold(amount, given?.toUpperCase() ?? currencyOfMostDecimals);
  if (!readable.ok) return output.fail(readable.error);
  const accounts = account ? [account] : program.accounts.list().filter(({ practice }) => !practice);
  const checked = await checkFirst(program, accounts);
  if (!checked.ok && !given) return output.fail(checked.error, { alert: null });
  const snapshots = accounts.flatMap(({ id }) => program.watch.known.snapshot(id) ?? []);
  const subscriptions = snapshots.flatMap((snapshot) =>
    snapshot.subscriptions.map(({ subscription }) => subscription).filter(isBilled),
  );
  const [currency, ...others] = given ? [given.toUpperCase()] : currenciesOf(subscriptions);
  if (currency === undefined || others.length > 0)
    return output.refuse(
      `Give the currency with the threshold, for example --threshold "${amount} ${currency ?? 'USD'}".`,
    );
  const threshold = parseThreshold(amount, currency);
  if (!threshold.ok) return output.fail(threshold.error);
  const code = await save(place, account, { ...rule, threshold: threshold.value });
  if (code !== exitCodes.done) return code;
  if (!checked.ok)
    output.say(`Billfold doesn’t know yet whether it can compare this alert. ${sentenceOf(checked.error)}`);
  const dearer = subscriptions.find(({ price }) => price !== null && isAbove(price, threshold.value));
  if (dearer?.price && rule.scope === 'subscription' && rule.measure !== 'above-usual')
    output.say(
      `The fixed fee of ${dearer.plan} alone is ${formatMoney(dearer.price, 'en', 'code')}: this alert will be triggered in every billing period.`,
    );
  return code;
}

/** Checks accounts of which nothing is known yet: an alert that could never be compared is refused. */
async function checkFirst({ watch }: Program, accounts: readonly Account[]): Promise<Result<null>> {
  for (const { id } of accounts) {
    if (watch.known.snapshot(id)) continue;
    const [outcome] = await watch.check(id);
    if (outcome?.error && !watch.known.snapshot(id)) return fail(outcome.error);
  }
  return ok(null);
}

const isAbove = (price: Money, threshold: Money): boolean =>
  price.currency === threshold.currency && exceeds(price, threshold, 100);

function removeAlert({ program: { watch }, output }: Workplace, beginning: string): ExitCode {
  const found = watch.alerts.find(beginning);
  const removed = found.ok ? watch.alerts.remove(found.value.id) : found;
  if (!removed.ok) return output.fail(removed.error, { removed: null });
  output.answer({ removed: removed.value.id, error: null }, [`${beginning}: removed`]);
  return exitCodes.done;
}

const currenciesOf = (subscriptions: readonly Subscription[]): string[] => [
  ...new Set(subscriptions.flatMap(({ items }) => items.map(({ currency }) => currency.toUpperCase()))),
];
