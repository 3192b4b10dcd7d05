import type { Command } from 'commander';
import { type AlertChange, isPaused } from '#shared/alert-change.ts';
import { type Alert, type Amount, isMoneyAlert, type Step } from '#shared/alerts.ts';
import { startOfDay } from '#shared/period.ts';
import { parseQuantity } from '#shared/quantity.ts';
import { ok, type Result } from '#shared/result.ts';
import { type Day, instantFromMillis } from '#shared/time.ts';
import { isInBytes } from '#shared/usage-plan.ts';
import { documentOf, lineOf, parseThreshold, shortIdsOf } from './alert-lines.ts';
import { day, steps } from './arguments.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { type ExitCode, exitCodes } from './output.ts';

interface EditOptions extends CommonOptions {
  readonly threshold?: string;
  readonly steps?: Exclude<Step, 100>[];
  readonly name?: string;
  readonly note?: string;
}

/** Changing an alert that is there; an empty name or note takes it away. */
export function registerAlertChanges(alerts: Command, context: CommandContext): void {
  const changing = (usage: string, description: string) =>
    context
      .command(alerts, usage, description)
      .argument('<id>', 'as `alerts list` shows it: as much of its beginning as belongs to no other');
  const run = (id: string, options: CommonOptions, changeOf: (alert: Alert, place: Workplace) => Result<AlertChange>) =>
    context.runWithProgram(
      options,
      { action: 'alerts', of: () => ({ alert: id }), refused: { alert: null } },
      (place) => edit(place, id, (alert) => changeOf(alert, place)),
    );

  changing('edit', 'change the threshold, early warnings, name or note of an alert')
    .option(
      '--threshold <amount>',
      'for example 500.00, or with another currency "500.00 EUR"; for usage 80%, "500 GB" or 5000',
    )
    .option('--steps <percents>', 'early warnings at 50, 75 and 90 percent, separated by commas', steps)
    .option('--name <name>', 'what it is called; empty for no name')
    .option('--note <note>', 'a note; empty for none')
    .action((id: string, options: EditOptions) => run(id, options, (alert) => changeFrom(alert, options)));
  changing('pause', 'let an alert trigger nothing until a day')
    .requiredOption('--until <day>', 'the day on which it watches again', day)
    .action((id: string, options: CommonOptions & { readonly until: Day }) =>
      run(id, options, (_, { program }) => ok({ pausedUntil: startOfDay(options.until, program.timeZone()) })),
    );
  changing('resume', 'let a paused alert watch again').action((id: string, options: CommonOptions) =>
    run(id, options, () => ok({ pausedUntil: null })),
  );
}

function changeFrom(alert: Alert, { threshold: typed, steps: early, name, note }: EditOptions): Result<AlertChange> {
  const parsed: Result<Amount | undefined> = typed === undefined ? ok(undefined) : amountOf(alert, typed);
  if (!parsed.ok) return parsed;
  const given = { threshold: parsed.value, steps: early, name, note };
  return ok(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
}

function amountOf(alert: Alert, typed: string): Result<Amount> {
  if (!isMoneyAlert(alert)) return parseQuantity(typed, isInBytes(alert.measure) ? 'byte' : 'count');
  const [, amount = typed, given] = /^(.*\d.*?)\s*([A-Za-z]{3})$/.exec(typed.trim()) ?? [];
  return parseThreshold(amount, given?.toUpperCase() ?? alert.threshold.currency);
}

function edit({ program, output }: Workplace, id: string, changeOf: (alert: Alert) => Result<AlertChange>): ExitCode {
  const { watch, accounts, clock } = program;
  const found = watch.alerts.find(id);
  if (!found.ok) return output.fail(found.error, { alert: null });
  const change = changeOf(found.value);
  if (!change.ok) return output.fail(change.error, { alert: null });
  const edited = watch.alerts.edit(found.value.id, change.value);
  if (!edited.ok) return output.fail(edited.error, { alert: null });
  const alert = edited.value;
  const account = alert.accountId === null ? null : accounts.get(alert.accountId);
  const line = lineOf(shortIdsOf(program)(alert.id), account, alert);
  output.answer({ alert: documentOf(account, alert), error: null }, [line]);
  if (alert.pausedUntil && !isPaused(alert, instantFromMillis(clock.now())))
    output.say('That day has already come: the alert is watching.');
  return exitCodes.done;
}
