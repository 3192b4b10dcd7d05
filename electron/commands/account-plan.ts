import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { formatMoney, type Money } from '#shared/money.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { planPresets, type UsagePlan, usagePlanSchema } from '#shared/usage-plan.ts';
import { fileErrorOf } from '../files/index.ts';
import type { CommandContext, CommandNeeds, CommonOptions, Workplace } from './context.ts';
import { type ExitCode, exitCodes } from './output.ts';

interface PlanOptions extends CommonOptions {
  readonly published?: string;
  readonly file?: string;
}

/** The plan of an account that is billed by usage: shown, or set from a published one or a file. */
export function registerAccountPlan(accounts: Command, context: CommandContext): void {
  context
    .command(accounts, 'plan', 'show or set the prices that usage is billed at')
    .argument('<name>')
    .addOption(
      new Option('--published <plan>', 'set a plan that ImageKit publishes').choices(
        planPresets.map(({ name }) => name),
      ),
    )
    .addOption(
      new Option('--file <file>', 'set the plan from a JSON file, in the format that --json shows').conflicts(
        'published',
      ),
    )
    .action((name: string, options: PlanOptions) =>
      context.runWithProgram({ ...options, account: name }, needsOf(options), (place) => plan(place, options)),
    );
}

/** Only whoever gives a plan changes it. */
const needsOf = ({ published, file }: PlanOptions): CommandNeeds =>
  published === undefined && file === undefined
    ? 'viewer'
    : {
        action: 'plan',
        of: ({ account }) => (account ? { account: account.id } : 'any-account'),
        refused: { plan: null },
      };

function plan({ program: { usage }, account, output }: Workplace, { published, file }: PlanOptions): ExitCode {
  if (!account) return exitCodes.usage;
  const given = file === undefined ? ok(planPresets.find(({ name }) => name === published) ?? null) : planIn(file);
  if (!given.ok) return output.fail(given.error, { plan: null });
  if (given.value) {
    const saved = usage.savePlan(account.id, given.value);
    if (!saved.ok) return output.fail(saved.error, { plan: null });
  }
  const current = usage.plan(account.id);
  const words = current ? wordsOf(current) : 'no plan entered';
  output.answer({ account: account.name, plan: current, error: null }, [`${account.name}: ${words}`]);
  return exitCodes.done;
}

function wordsOf({ name, fee, charges = [], discount, taxRate }: UsagePlan): string {
  const amount = (money: Money) => formatMoney(money, 'en', 'code');
  const off = discount && ('percent' in discount ? `${discount.percent} %` : amount(discount.amount));
  const tax = taxRate === undefined ? 'tax not stated' : taxRate === null ? 'no tax on top' : `plus ${taxRate} % tax`;
  return [
    `${name}, ${amount(fee)} a month`,
    ...charges.map((charge) => `${charge.name} ${amount(charge.amount)}`),
    ...(off ? [`less ${off}`] : []),
    tax,
  ].join(', ');
}

function planIn(file: string): Result<UsagePlan> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    return fail(fileErrorOf(cause, file, file));
  }
  const parsed = usagePlanSchema.safeParse(jsonOf(text));
  const [issue] = parsed.error?.issues ?? [];
  if (parsed.success) return ok(parsed.data);
  const field = issue?.path.join('.') ?? '';
  return fail(
    field === ''
      ? { code: 'plan-file-invalid', file: basename(file) }
      : { code: 'plan-field-invalid', file: basename(file), field },
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
