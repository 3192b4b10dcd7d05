import { type Command, Option } from 'commander';
import { type Account, type Role, roles, type SourceKind, sourceKindSchema } from '#shared/accounts.ts';
import { parseBaseUrl } from '#shared/base-url.ts';
import { askForKey } from './ask-for-key.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { type ExitCode, exitCodes } from './output.ts';

interface NewAccountOptions extends CommonOptions {
  readonly name: string;
  readonly source: SourceKind;
  readonly customer?: string;
  readonly baseUrl?: string;
  readonly role: Role;
}

type AskForKey = (source: SourceKind) => Promise<string | null>;

export function registerAccounts(billfold: Command, context: CommandContext): void {
  const { environment, input, standardError } = context.line;
  const accounts = billfold.command('accounts').description('the vendor subscriptions that Billfold knows');
  context
    .command(accounts, 'list', 'list all accounts')
    .action((options: CommonOptions) => context.runWithProgram(options, listAccounts));
  context
    .command(accounts, 'add', 'add an account; its key is tried first')
    .requiredOption('--name <name>', 'what to call it')
    .addOption(
      new Option('--source <source>', 'where its bills come from')
        .choices(sourceKindSchema.options)
        .makeOptionMandatory(),
    )
    .option('--customer <id>', 'the customer id at the vendor, cus_…')
    .option('--base-url <url>', 'another server than the vendor’s: https, or http on this computer; no path')
    .addOption(
      new Option('--role <role>', 'an office rule: who is told, and who may change things')
        .choices(roles)
        .default('finance'),
    )
    .addHelpText('after', '\nThe key is read from BILLFOLD_STRIPE_KEY, or asked for. It is never an argument.')
    .action((options: NewAccountOptions) =>
      context.runWithProgram(options, (place) =>
        addAccount(place, options, (source) => askForKey(source, environment, input, standardError)),
      ),
    );
  context
    .command(accounts, 'remove', 'remove an account; its invoices stay in the archive')
    .argument('<name>')
    .action((name: string, options: CommonOptions) =>
      context.runWithProgram({ ...options, account: name }, removeAccount),
    );
}

const documentOf = ({ id, name, role, practice, sources, createdAt }: Account) => ({
  id,
  name,
  role,
  practice,
  sources: sources.map(({ kind, customerId, baseUrl }) => ({ kind, customer: customerId, baseUrl })),
  createdAt,
});

async function listAccounts({ program, output }: Workplace): Promise<ExitCode> {
  const accounts = await program.summaries();
  output.answer(
    {
      accounts: accounts.map((account) => ({
        ...documentOf(account),
        keyPlace: account.keyPlace,
        freshness: { state: account.freshness.state, lastSuccessAt: account.freshness.lastSuccessAt },
      })),
    },
    accounts.map(
      ({ name, role, freshness: { state, lastSuccessAt } }) =>
        `${name} (${role}): ${lastSuccessAt === null ? 'never checked' : `${state}, checked ${lastSuccessAt}`}`,
    ),
  );
  return exitCodes.done;
}

/** Saves the account after its key was tried against the vendor. */
async function addAccount(
  { program: { connections, accounts, secretStore }, output }: Workplace,
  { name, source, customer, baseUrl, role }: NewAccountOptions,
  ask: AskForKey,
): Promise<ExitCode> {
  if (source === 'stripe' && !customer?.trim())
    return output.refuse('Give the customer’s id at the vendor, for example --customer cus_Nf3kH2xQ9.');
  const address = baseUrl === undefined ? null : parseBaseUrl(baseUrl);
  if (address && !address.ok) return output.fail(address.error);

  const nothing = { account: null, missingPermissions: [] };
  const key = await ask(source);
  if (key === null) return output.fail({ code: 'key-missing', account: name }, nothing);
  const added = await connections.add(name, role, {
    source,
    key,
    customerId: customer ?? null,
    baseUrl: address?.value.origin ?? null,
  });
  if (!added.ok) return output.fail(added.error, nothing);
  const { account, report } = added.value;
  const keyPlace = await accounts.keyPlace(account.id);
  output.answer({ account: { ...documentOf(account), keyPlace }, missingPermissions: report.missing, error: null }, [
    `${account.name}: connected${report.customerName === null ? '' : ` to ${report.customerName}`}`,
  ]);
  for (const permission of report.missing) output.complain({ code: 'permission-missing', permission });
  if (!(await secretStore.isAvailable()))
    output.say('The key is not stored: this computer has no secret store. Set BILLFOLD_STRIPE_KEY for each command.');
  return exitCodes.done;
}

function removeAccount({ program, account, output }: Workplace): ExitCode {
  if (!account) return exitCodes.usage;
  const removed = program.connections.remove(account.id);
  if (!removed.ok) return output.fail(removed.error, { removed: null });
  const rest = account.practice ? 'Its made-up invoices went with it.' : 'Its invoices stay in the archive.';
  output.answer({ removed: account.name, error: null }, [`${account.name}: removed. ${rest}`]);
  return exitCodes.done;
}
