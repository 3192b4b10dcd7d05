import type { Command } from 'commander';
import type { Account } from '#shared/accounts.ts';
import { addressLines } from '#shared/address-form.ts';
import type { BillingDetails } from '#shared/billing-details.ts';
import { formatMoney } from '#shared/money.ts';
import type { Result } from '#shared/result.ts';
import type { Program } from '../bootstrap.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { sentenceOf } from './error-words.ts';
import { errorForJson, type ExitCode, exitCodes, reportNoAccounts } from './output.ts';
import { reportUnread, unreadForJson } from './unread.ts';

interface Answer {
  readonly account: Account;
  readonly read: Result<BillingDetails>;
}

export function registerDetails(billfold: Command, context: CommandContext): void {
  context
    .command(
      billfold,
      'details',
      'the billing details that the vendor prints on invoices: company, email, address, tax IDs',
    )
    .option('--account <name>', 'one account only')
    .action((options: CommonOptions) => context.runWithProgram(options, 'viewer', details));
}

/** Asks the vendors now; changes nothing. Only Stripe reports details, so that other accounts are asked by name only. */
async function details({ program, account, output }: Workplace): Promise<ExitCode> {
  const all = program.accounts.list();
  const wanted = account ? [account] : all.filter(({ sources }) => sources.some(({ kind }) => kind === 'stripe'));
  const answers = await Promise.all(
    wanted.map(async (each): Promise<Answer> => {
      const read = await program.isolate('Details could not be read', each.id, () => detailsOf(program, each));
      return { account: each, read };
    }),
  );
  output.answer({ accounts: answers.map(documentOf) }, answers.flatMap(linesOf));
  if (all.length === 0) reportNoAccounts(output);
  for (const { account: each, read } of answers) {
    if (!read.ok) output.say(`${each.name}: ${sentenceOf(read.error)}`);
    if (read.ok) reportUnread(output, each, read.value.unread ?? [], {});
    if (read.ok && read.value.missing.length > 0) {
      const permission = read.value.missing.join(', ');
      output.say(`${each.name}: ${sentenceOf({ code: 'permission-missing', permission })}`);
    }
  }
  return answers.every(({ read }) => read.ok) ? exitCodes.done : exitCodes.failed;
}

async function detailsOf(program: Program, { id }: Account): Promise<Result<BillingDetails>> {
  const source = await program.openSource(id);
  return source.ok ? source.value.details() : source;
}

const documentOf = ({ account, read }: Answer) => ({
  account: account.name,
  ok: read.ok,
  details: read.ok
    ? {
        companyName: read.value.companyName,
        billingEmail: read.value.billingEmail,
        address: read.value.address,
        taxIds: read.value.taxIds?.map(({ type, value, verified }) => ({ type, value, verified })) ?? null,
        credit: read.value.credit?.amount ?? null,
      }
    : null,
  unread: unreadForJson(read.ok ? (read.value.unread ?? []) : []),
  error: read.ok ? null : errorForJson(read.error),
});

function linesOf({ account, read }: Answer): string[] {
  if (!read.ok) return [];
  const { companyName, billingEmail, address, taxIds, credit } = read.value;
  const place = address ? [...addressLines(address), ...(address.country ? [address.country] : [])].join(', ') : null;
  const verification = (verified: boolean | null) =>
    verified === null ? 'not checked yet' : verified ? 'verified' : 'not verified';
  return [
    `${account.name}: ${companyName ?? 'no company name'}, ${billingEmail ?? 'no billing email'}, ${place ?? 'no address'}`,
    ...(taxIds ? [] : ['  tax IDs not known']),
    ...(taxIds ?? []).map(({ type, value, verified }) => `  ${type} ${value}, ${verification(verified)}`),
    ...(credit
      ? [
          `  ${credit.amount.amount > 0 ? 'credit with the vendor' : 'previous balance'}: ${formatMoney({ ...credit.amount, amount: Math.abs(credit.amount.amount) }, 'en', 'code')}`,
        ]
      : []),
  ];
}
