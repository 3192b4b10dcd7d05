import { resolve } from 'node:path';
import type { Command } from 'commander';
import { formatAmount, formatThreshold } from '#shared/alerts.ts';
import type { Renewal } from '#shared/desk/contracts.ts';
import { en } from '#shared/messages/en.ts';
import { firstAlertFor } from '#shared/first-alert.ts';
import { translateBy } from '#shared/messages/fill.ts';
import { toDoText } from '#shared/messages/to-do-text.ts';
import { formatMoney, type Money } from '#shared/money.ts';
import type { DeskRow } from '#shared/ipc/contract.ts';
import { formatOf } from '#shared/format.ts';
import type { ToDoItem } from '#shared/to-do.ts';
import { fileErrorOf, makeWhole, writePart } from '../files/index.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { type ExitCode, exitCodes, reportNoAccounts } from './output.ts';

/** What is said of all accounts together. All of it is by what was read last: `check` reads again. */
export function registerDesk(billfold: Command, context: CommandContext): void {
  const ofAccounts = (usage: string, description: string) =>
    context.command(billfold, usage, description).option('--account <name>', 'one account only');
  ofAccounts('overview', 'each account in a line: so far, forecast, usual, next alert, next invoice, unpaid').action(
    (options: CommonOptions) => context.runInArchive(options, overview),
  );
  ofAccounts('todo', 'what there is to do, the most pressing first').action((options: CommonOptions) =>
    context.runInArchive(options, toDo),
  );
  ofAccounts('renewals', 'contracts and long terms: when they end, and the last day to give notice').action(
    (options: CommonOptions) => context.runInArchive(options, renewals),
  );
  context
    .command(billfold, 'calendar', 'write upcoming invoices, payments and renewals as a calendar file (.ics)')
    .argument('<file>')
    .action((file: string, options: CommonOptions) =>
      context.runInArchive(options, (place) => calendar(place, resolve(file))),
    );
}

const code = (amount: Money): string => formatMoney(amount, 'en', 'code');
const isWanted = ({ account }: Workplace, accountId: string | null): boolean =>
  account === null || account.id === accountId;

async function overview(place: Workplace): Promise<ExitCode> {
  const { program, output } = place;
  const { rows, budgets } = await program.desk.get();
  const wanted = rows.filter(({ accountId }) => isWanted(place, accountId));
  output.answer({ accounts: wanted, budgets: place.account ? [] : budgets }, [
    ...wanted.flatMap((row) => rowLines(row, program.timeZone())),
    ...(place.account
      ? []
      : budgets.flatMap(({ name, amount, standings }) =>
          standings.map(
            ({ outcome, spent, month }) =>
              `Budget ${name}, from ${month}: ${spent ? code(spent) : 'unknown'} of ${code(amount)}, ${outcome.replace('-', ' ')}`,
          ),
        )),
  ]);
  if (rows.length === 0) reportNoAccounts(output);
  return exitCodes.done;
}

function rowLines(row: DeskRow, timeZone: string): string[] {
  const { name, practice, freshness, keyPlace, figures, nextAlert, nextInvoice, unpaid, unpaidUnknown, overdue } = row;
  const state = keyPlace === 'none' || keyPlace === 'unreachable' ? 'no key' : freshness.state;
  const format = formatOf('en', timeZone);
  const amounts = figures.map(({ soFar, forecast, usualEnd, currency }) =>
    [
      soFar ? `${code(soFar)} so far` : `${currency} so far unknown`,
      forecast ? `forecast ${code(forecast)}` : 'no forecast',
      usualEnd ? `usually ${code(usualEnd)}` : 'usual unknown',
    ].join(', '),
  );
  const open = [
    ...unpaid.totals.map(code),
    ...unpaid.tooLarge.map((currency) => `more ${currency} than can be counted`),
    ...(unpaidUnknown > 0 ? [`${String(unpaidUnknown)} of unknown amount`] : []),
  ];
  const usual = row.alerts === 0 ? (figures.find(({ usualEnd }) => usualEnd)?.usualEnd ?? null) : null;
  const proposed = usual && firstAlertFor(usual);
  return [
    `${name}${practice ? ' (practice data)' : ''}: ${state}`,
    ...amounts.map((line) => `  ${line}`),
    ...(nextAlert
      ? [
          `  alert at ${formatThreshold(nextAlert.threshold, 'en', 'code')}: ${
            nextAlert.exceeded
              ? 'exceeded'
              : nextAlert.distance
                ? `${formatAmount(nextAlert.distance, 'en', 'code')} left`
                : 'not reached'
          }`,
        ]
      : []),
    ...(proposed
      ? [
          `  no alert yet; for one a good way above the usual: \`billfold alerts add --account "${name}" --threshold "${code(proposed)}"\``,
        ]
      : []),
    ...(nextInvoice ? [`  next invoice ${format.billingDay(nextInvoice.at)}: ${code(nextInvoice.amount)}`] : []),
    ...(open.length > 0 ? [`  unpaid ${open.join(', ')}${overdue > 0 ? `, ${String(overdue)} overdue` : ''}`] : []),
  ];
}

async function toDo(place: Workplace): Promise<ExitCode> {
  const { program, output } = place;
  const { items, attention } = await program.toDo.list();
  const wanted = items.filter(({ accountId }) => isWanted(place, accountId));
  const open = wanted.filter(({ decision }) => decision === null);
  output.answer({ items: wanted, ...attention }, [
    ...open.map((item) => sentenceOf(item, program.timeZone())),
    ...(open.length === 0 ? ['Nothing to do.'] : []),
  ]);
  const putOff = wanted.length - open.length;
  if (putOff > 0) output.say(`${String(putOff)} put off or done; --json lists them too.`);
  if (attention.unwatched.length > 0) output.say(`Not watched: ${attention.unwatched.join(', ')}.`);
  if (attention.accounts === 0) reportNoAccounts(output);
  return exitCodes.done;
}

const say = translateBy(en);

function sentenceOf(item: ToDoItem, timeZone: string): string {
  const text = toDoText(item, {
    ...{ say, format: formatOf('en', timeZone) },
    amount: (amount) => formatAmount(amount, 'en', 'code'),
  });
  return item.accountName === '' ? text : `${item.accountName}${item.practice ? ' (practice data)' : ''}: ${text}`;
}

function renewals(place: Workplace): ExitCode {
  const { program, output } = place;
  const wanted = program.desk.contracts.list().filter(({ accountId }) => isWanted(place, accountId));
  output.answer({ renewals: wanted }, wanted.map(renewalLine));
  if (wanted.length === 0) output.say('No contract is entered, and no subscription renews for three months or longer.');
  return exitCodes.done;
}

function renewalLine({ accountName, practice, plan, term, contract, price }: Renewal): string {
  const name = [`${accountName}${practice ? ' (practice data)' : ''}`, ...(plan === '' ? [] : [plan])].join(' · ');
  const end = term === null ? 'no end known' : `ends ${term.endsOn}`;
  const notice = term && contract?.notice ? `, give notice by ${term.lastDay}` : '';
  const owner = contract && contract.owner !== '' ? `, ${contract.owner} decides` : '';
  return `${name}: ${end}${notice}${price ? `, ${code(price)}` : ''}${owner}${contract ? '' : ' (by the vendor’s data)'}`;
}

async function calendar({ program, output }: Workplace, file: string): Promise<ExitCode> {
  try {
    await makeWhole(file, (part) => writePart(part, Buffer.from(program.calendarText())));
  } catch (cause) {
    return output.fail(fileErrorOf(cause, file, file));
  }
  output.answer({ file }, [`Written to ${file}.`]);
  return exitCodes.done;
}
