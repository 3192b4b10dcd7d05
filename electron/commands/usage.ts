import type { Command } from 'commander';
import type { Account } from '#shared/accounts.ts';
import type { AppError } from '#shared/errors.ts';
import type { Estimate } from '#shared/estimate.ts';
import { languages } from '#shared/messages/index.ts';
import { formatMoney, type Money } from '#shared/money.ts';
import { addDays, dayOf, monthOfDay, periodOfMonth, startOfDay } from '#shared/period.ts';
import { formatQuantity } from '#shared/quantity.ts';
import { type Day, instantFromMillis } from '#shared/time.ts';
import { usageMetricSchema } from '#shared/usage.ts';
import { includedOf, isInBytes, type UsagePlan } from '#shared/usage-plan.ts';
import type { Program } from '../bootstrap.ts';
import type { DayRange } from '../sources/usage-source.ts';
import type { UsageReport } from '../usage/index.ts';
import { day } from './arguments.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { sentenceOf } from './error-words.ts';
import { errorForJson, type ExitCode, exitCodes } from './output.ts';

interface UsageOptions extends CommonOptions {
  readonly from?: Day;
  /** Included. */
  readonly to?: Day;
}

interface UsageOutcome {
  readonly account: Account;
  readonly report: UsageReport | null;
  readonly error: AppError | null;
}

export function registerUsage(billfold: Command, context: CommandContext): void {
  context
    .command(billfold, 'usage', 'what was used, this month or on any days, and its estimated cost')
    .option('--account <name>', 'one account only')
    .option('--from <day>', 'first day in UTC, for example 2026-10-01', day)
    .option('--to <day>', 'last day in UTC', day)
    .action((options: UsageOptions) => context.runWithProgram(options, 'viewer', (place) => usage(place, options)));
}

async function usage({ program, account, output, signal }: Workplace, { from, to }: UsageOptions): Promise<ExitCode> {
  const today = dayOf(instantFromMillis(program.clock.now()));
  const range = rangeOf(from, to, today);
  if (range && range.start >= range.end) return output.refuse('The first day must not be after the last day.');
  const accounts = account
    ? [account]
    : program.accounts.list().filter(({ sources }) => sources.some(({ kind }) => kind === 'imagekit'));
  const outcomes: UsageOutcome[] = [];
  for (const each of accounts) outcomes.push(await usageOf(program, each, range, signal));
  output.answer({ accounts: outcomes.map(documentOf) }, outcomes.flatMap(linesOf));
  if (outcomes.length === 0)
    output.say('No account has usage: add one with `billfold accounts add --source imagekit`.');
  for (const each of outcomes) if (each.error) output.say(`${each.account.name}: ${sentenceOf(each.error)}`);
  return outcomes.every(({ error }) => error === null) ? exitCodes.done : exitCodes.failed;
}

/** Null for the running month. A first day alone means up to today; a last day alone, its month so far. */
function rangeOf(from: Day | undefined, to: Day | undefined, today: Day): DayRange | null {
  if (from === undefined && to === undefined) return null;
  const last = to ?? today;
  return { start: from ?? `${monthOfDay(last)}-01`, end: addDays(last, 1) };
}

async function usageOf(
  { usage, isolate }: Program,
  account: Account,
  range: DayRange | null,
  signal: AbortSignal,
): Promise<UsageOutcome> {
  const report = await isolate('Usage could not be read', account.id, () => usage.report(account.id, range, signal));
  return report.ok ? { account, report: report.value, error: null } : { account, report: null, error: report.error };
}

/** The days that were asked for; of the running month all of it. */
const periodOf = ({ range: { start, end }, wholeMonth }: UsageReport) =>
  wholeMonth ? periodOfMonth(monthOfDay(start)) : { start: startOfDay(start), end: startOfDay(end) };

interface MetricDocument {
  readonly metric: string;
  /** Bytes or counts, as `unit` says. */
  readonly used: number;
  readonly included: number | null;
  readonly unit: 'bytes' | 'count';
  readonly overageUnits: number | null;
  readonly overageCost: Money | null;
}

const metricsOf = ({ amounts, plan, estimate }: UsageReport): MetricDocument[] =>
  usageMetricSchema.options.flatMap((metric) => {
    const used = amounts[metric];
    if (used === undefined || used === null) return [];
    const inclusion = plan?.inclusions.find((each) => each.metric === metric);
    const line = estimate?.lines.find((each) => each.inclusion === inclusion);
    return [
      {
        metric,
        used,
        included: inclusion ? includedOf(inclusion) : null,
        unit: isInBytes(metric) ? ('bytes' as const) : ('count' as const),
        overageUnits: line?.steps ?? null,
        overageCost: line?.cost ?? null,
      },
    ];
  });

const documentOf = ({ account, report, error }: UsageOutcome) => ({
  account: account.name,
  ok: error === null,
  asOf: report?.asOf ?? null,
  period: report ? periodOf(report) : null,
  plan: report?.plan?.name ?? null,
  metrics: report ? metricsOf(report) : [],
  estimate: report?.estimate?.total ?? null,
  discount: report?.estimate?.discount ?? null,
  /** Null, too, where nobody has said whether there is any. */
  tax: report?.plan?.taxRate === undefined ? null : (report.estimate?.tax ?? null),
  error: error && errorForJson(error),
});

function estimateLine({ total, fee, missing, tax, discount }: Estimate, { name, taxRate }: UsagePlan): string {
  const { metrics } = languages.en;
  const amount = (money: Money) => formatMoney(money, 'en', 'code');
  const parts = [
    ...(discount && discount.amount > 0 ? [`discount ${amount(discount)}`] : []),
    taxRate === undefined ? 'tax not stated' : tax && taxRate !== null ? `tax ${amount(tax)}` : 'no tax on top',
  ];
  return total
    ? `  Estimate: ${amount(total)} (${[name, `fee ${amount(fee)}`, ...parts].join(', ')})`
    : `  No estimate: ImageKit gave no usable figure for usage that the plan charges for: ${missing.map((metric) => metrics[metric]).join(', ')}.`;
}

function linesOf({ account: { name }, report }: UsageOutcome): string[] {
  if (!report) return [];
  const { start, end } = report.range;
  const { metrics } = languages.en;
  const quantity = (value: number, unit: MetricDocument['unit']) =>
    formatQuantity({ quantity: value, unit: unit === 'bytes' ? 'byte' : 'count' }, 'en');
  return [
    `${name}: ${start} to ${addDays(end, -1)}, as of ${report.asOf}`,
    ...metricsOf(report).map(({ metric, used, included, unit, overageUnits, overageCost }) => {
      const of = included === null ? '' : ` of ${quantity(included, unit)} included`;
      const over =
        overageUnits && overageCost ? `, ${overageUnits} × overage: ${formatMoney(overageCost, 'en', 'code')}` : '';
      return `  ${metrics[metric as keyof typeof metrics]}: ${quantity(used, unit)}${of}${over}`;
    }),
    report.estimate && report.plan
      ? estimateLine(report.estimate, report.plan)
      : report.isMonth
        ? '  No estimate: no plan entered. Enter one with `billfold accounts plan`.'
        : '  No estimate: plans are billed by month.',
  ];
}
