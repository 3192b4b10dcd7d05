import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { type Booking, effectOf } from '#shared/handover/booking.ts';
import type { HandoverBatch, HandoverPlan } from '#shared/handover/plan.ts';
import type { KeptProfile } from '#shared/handover/profile.ts';
import { handoverIssueText } from '#shared/messages/handover-text.ts';
import { formatMoney } from '#shared/money.ts';
import type { Month } from '#shared/time.ts';
import { readProfileFile } from '../handover/index.ts';
import { month } from './arguments.ts';
import type { CommandContext, CommandNeeds, CommonOptions, Workplace } from './context.ts';
import { type ExitCode, exitCodes } from './output.ts';

interface PlanOptions extends CommonOptions {
  readonly profile: string;
  readonly to?: Month;
}
interface RunOptions extends PlanOptions {
  readonly out: string;
  readonly leaveOut: boolean;
}
interface ProfileOptions extends CommonOptions {
  readonly load?: string;
}

/** Bookings for accounting programs: each invoice once, and again only when it changed. */
export function registerHandover(billfold: Command, context: CommandContext): void {
  const handover = billfold.command('handover').description('hand invoices over to accounting, each of them once');
  context
    .command(handover, 'profiles', 'list the profiles: target, mapping and what else is chosen once')
    .option('--load <file>', 'save the profile of this file, in place of the one of its name')
    .action((options: ProfileOptions) =>
      context.runWithProgram(options, options.load === undefined ? 'viewer' : needs({ profiles: [] }), (place) =>
        profiles(place, options),
      ),
    );
  const planned = (usage: string, description: string) =>
    context
      .command(handover, usage, description)
      .requiredOption('--profile <name>', 'by which profile')
      .option('--to <month>', 'last month of issue (inclusive), 2026-01', month);
  planned('preview', 'show what would be handed over, and what is still missing').action((options: PlanOptions) =>
    context.runWithProgram(options, 'viewer', (place) => preview(place, options)),
  );
  planned('run', 'write the files, all of them or none, and note what was handed over')
    .requiredOption('--out <folder>', 'where to write them; each batch gets its own folder in there')
    .addOption(
      new Option('--leave-out', 'hand over what is ready, and leave the rest for the next batch').default(false),
    )
    .action((options: RunOptions) =>
      context.runWithProgram(options, needs({ batch: null }), (place) => run(place, options)),
    );
  context
    .command(handover, 'list', 'list the batches, newest first')
    .action((options: CommonOptions) => context.runWithProgram(options, 'viewer', list));
  context
    .command(handover, 'undo', 'take back the newest batch of a profile: its invoices count as not handed over')
    .argument('<batch>', 'its ID')
    .action((id: string, options: CommonOptions) =>
      context.runWithProgram(options, needs({ batch: null }), (place) => undo(place, id)),
    );
}

const needs = (refused: object): CommandNeeds => ({ action: 'handover', of: () => 'any-account', refused });

async function profiles({ program: { handover }, output }: Workplace, { load }: ProfileOptions): Promise<ExitCode> {
  if (load !== undefined) {
    const read = await readProfileFile(resolve(load));
    if (!read.ok) return output.fail(read.error, { profiles: [] });
    const before = handover.profiles.find(read.value.name);
    const saved = handover.profiles.save(before.ok ? before.value.id : null, read.value);
    if (!saved.ok) return output.fail(saved.error, { profiles: [] });
  }
  const all = handover.profiles.list();
  output.answer(
    { profiles: all, error: null },
    all.map(({ name, target, sellers }) => `${name}: ${targets[target]}, ${counted(sellers.length, 'seller')} mapped`),
  );
  if (all.length === 0) output.say('There are no profiles yet: make one in Billfold’s window, under Hand-over.');
  return exitCodes.done;
}

const targets = { datev: 'DATEV', xero: 'Xero', quickbooks: 'QuickBooks', free: 'free columns' } as const;
const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

async function preview({ program: { handover }, output }: Workplace, options: PlanOptions): Promise<ExitCode> {
  const profile = handover.profiles.find(options.profile);
  if (!profile.ok) return output.fail(profile.error, { plan: null });
  const plan = await handover.plan({ profileId: profile.value.id, to: options.to ?? null });
  if (!plan.ok) return output.fail(plan.error, { plan: null });
  output.answer({ profile: profile.value.name, plan: plan.value, error: null }, [
    ...plan.value.bookings.map(bookingLine),
    ...summaryLines(profile.value, plan.value),
  ]);
  reportWaiting(plan.value, output.say);
  return plan.value.counts.notReady > 0 ? exitCodes.failed : exitCodes.done;
}

function bookingLine(booking: Booking): string {
  const { day, creditor, expenseAccount, number, text, taxKey, reversal } = booking;
  const amount = formatMoney(effectOf(booking, booking.gross), 'en', 'code');
  return `${day}  ${number}  ${expenseAccount} / ${creditor}  ${amount}  ${taxKey || '-'}  ${text}${reversal ? '  (reversal)' : ''}`;
}

function summaryLines({ name }: KeptProfile, { counts, sums }: HandoverPlan): string[] {
  const { nothingToBook } = counts;
  return [
    `${name}: ${counts.new} new, ${counts.changed} changed, ${counts.reversed} reversed, ${counts.notReady} not ready`,
    ...sums.totals.map((total) => `  ${formatMoney(total, 'en', 'code')}`),
    ...sums.tooLarge.map((currency) => `  ${currency}: too large to add up`),
    ...(nothingToBook > 0 ? [`  ${counted(nothingToBook, 'invoice')} of zero: nothing to book`] : []),
  ];
}

// So many tell what is missing; `--json` and the window list all.
const maxWaiting = 20;

function reportWaiting({ notReady, counts }: HandoverPlan, say: (line: string) => void): void {
  for (const { accountName, number, issues } of notReady.slice(0, maxWaiting))
    say(`${accountName} ${number}: ${issues.map((issue) => handoverIssueText(issue, 'en')).join(' ')}`);
  if (counts.notReady > maxWaiting) say(`${counts.notReady - maxWaiting} more aren’t ready.`);
}

async function run({ program, output, signal }: Workplace, options: RunOptions): Promise<ExitCode> {
  const { handover, dailyBackup } = program;
  // An unset variable of a script, most likely: not the folder that it happens to run in.
  if (options.out.trim() === '') return output.refuse('--out is empty: give the folder to write to.');
  const profile = handover.profiles.find(options.profile);
  if (!profile.ok) return output.fail(profile.error, { batch: null });
  const choice = { profileId: profile.value.id, to: options.to ?? null };
  const ran = await handover.run(choice, {
    folder: resolve(options.out),
    leaveOut: options.leaveOut,
    token: null,
    signal,
    onProgress: output.follow('Writing files'),
  });
  if (!ran.ok && ran.error.code === 'nothing-to-hand-over') {
    output.answer({ batch: null, error: null }, [`${profile.value.name}: nothing new, nothing changed`]);
    return exitCodes.done;
  }
  if (!ran.ok) return output.fail(ran.error, { batch: null });
  await dailyBackup.ifDue();
  output.answer({ batch: ran.value, error: null }, [batchLine(ran.value)]);
  return exitCodes.done;
}

const batchLine = ({ id, number, profileName, state, writtenAt, invoices, files, folder }: HandoverBatch): string =>
  `${id}  ${profileName} ${number}: ${counted(invoices, 'invoice')}, ${writtenAt}${state === 'undone' ? ', undone' : ''}  ${folder} (${files.join(', ')})`;

async function list({ program: { handover }, output }: Workplace): Promise<ExitCode> {
  const batches = await handover.batches();
  output.answer({ batches, error: null }, batches.map(batchLine));
  if (batches.length === 0) output.say('Nothing was handed over yet.');
  return exitCodes.done;
}

async function undo({ program: { handover }, output }: Workplace, id: string): Promise<ExitCode> {
  const undone = await handover.undo(id);
  if (!undone.ok) return output.fail(undone.error, { batch: null });
  output.answer({ batch: undone.value, error: null }, [
    `${undone.value.profileName} ${undone.value.number}: ${counted(undone.value.invoices, 'invoice')} count as before the batch. Its files stay: delete them, or undo in the accounting program what was imported.`,
  ]);
  return exitCodes.done;
}
