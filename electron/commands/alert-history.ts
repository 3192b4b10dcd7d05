import type { Command } from 'commander';
import { type AlertEvent, formatAmount, formatThreshold } from '#shared/alerts.ts';
import type { Delivery } from '#shared/channels.ts';
import { addDays, startOfDay } from '#shared/period.ts';
import type { Day } from '#shared/time.ts';
import { day } from './arguments.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { errorForJson, type ExitCode, exitCodes } from './output.ts';

interface HistoryOptions extends CommonOptions {
  readonly since?: Day;
  readonly until?: Day;
}

export function registerAlertHistory(alerts: Command, context: CommandContext): void {
  context
    .command(alerts, 'history', 'what alerts triggered, newest first, and who was notified')
    .option('--account <name>', 'of one account only, also of a closed one')
    .option('--since <day>', 'from this day on, by the accounting time zone', day)
    .option('--until <day>', 'up to this day', day)
    .action((options: HistoryOptions) => context.runInArchive(options, (place) => history(place, options)));
}

function history({ program, account, output }: Workplace, { since, until }: HistoryOptions): ExitCode {
  const zone = program.timeZone();
  const from = since && startOfDay(since, zone);
  const to = until && startOfDay(addDays(until, 1), zone);
  const found = program.watch.events
    .list(account?.id ?? null)
    .filter(({ triggeredAt }) => (!from || triggeredAt >= from) && (!to || triggeredAt < to))
    .map((event) => ({ event, elsewhere: program.channels.log.ofAlertEvent(event.id) }));
  output.answer({ events: found.map(documentOf) }, found.map(lineOf));
  if (found.length === 0) output.say('No alert was triggered.');
  return exitCodes.done;
}

interface Told {
  readonly event: AlertEvent;
  readonly elsewhere: readonly Delivery[];
}

const documentOf = ({ event, elsewhere }: Told) => ({
  ...event,
  channels: elsewhere.map(({ id, channelName, channelKind, state, attempts, deliveredAt, answer, error }) => ({
    ...{ id, channel: channelName, kind: channelKind, state, attempts, deliveredAt, answer },
    error: error && errorForJson(error),
  })),
});

function lineOf({ event, elsewhere }: Told): string {
  const { triggeredAt, accountName, plan, measure, amount, threshold, step, late, delivery, shownAt, seenAt } = event;
  const share = step === 100 ? '' : `${String(step)} % of `;
  const here = shownAt ? `shown ${shownAt}` : delivery;
  const others = elsewhere.map(({ channelName, state }) => `; ${channelName}: ${state}`).join('');
  return (
    `${triggeredAt}  ${accountName} · ${plan}: ${measure} ${formatAmount(amount, 'en', 'code')} over ${share}` +
    `${formatThreshold(threshold, 'en', 'code')}${late ? ', found late' : ''}; this computer: ${here}` +
    `${seenAt ? `, seen ${seenAt}` : ''}${others}`
  );
}
