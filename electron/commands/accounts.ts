import { type Command, Option } from 'commander';
import { type Account, type KeyReport, type Role, roles, type SourceKind, sourceKindSchema } from '#shared/accounts.ts';
import { parseBaseUrl } from '#shared/base-url.ts';
import { registerAccountPlan } from './account-plan.ts';
import { type AskForKey, askForKey, keyVariables } from './ask-for-key.ts';
import { connectingSentenceOf } from './error-words.ts';
import { askForProxyLogin } from './ask-for-proxy-login.ts';
import type { CommandContext, CommandNeeds, CommonOptions, Workplace } from './context.ts';
import type { Program } from '../bootstrap.ts';
import { type ExitCode, exitCodes, type Output, reportNoAccounts } from './output.ts';
import { permissionLine, registerStripeKeys } from './stripe-keys.ts';

interface ConnectionOptions extends CommonOptions {
  readonly source: SourceKind;
  readonly customer?: string;
  readonly baseUrl?: string;
}

interface NewAccountOptions extends ConnectionOptions {
  readonly name: string;
  readonly role: Role;
}

type Connection = Parameters<Program['connections']['addSource']>[1];

export function registerAccounts(billfold: Command, context: CommandContext): void {
  const { environment, input, standardError } = context.line;
  const accounts = billfold.command('accounts').description('the vendor accounts that Billfold knows');
  context
    .command(accounts, 'list', 'list all accounts, including closed ones')
    .action((options: CommonOptions) => context.runInArchive(options, listAccounts));
  const ask: AskForKey = (source) => askForKey(source, environment, input, standardError);
  registerStripeKeys(accounts, context, ask);
  connectionOptions(
    context
      .command(accounts, 'add', 'add an account; its key is tested first')
      .requiredOption('--name <name>', 'what to call it'),
  )
    .addOption(
      new Option(
        '--role <role>',
        'who is notified and who can change things; helps prevent accidental changes, not a security control',
      )
        .choices(roles)
        .default('finance'),
    )
    .action((options: NewAccountOptions) =>
      context.runWithProgram(options, 'anyone', async (place) => {
        await askForProxyLogin(place.program, context.line);
        return addAccount(place, options, ask);
      }),
    );
  connectionOptions(
    context
      .command(accounts, 'add-source', 'add usage data to an account with invoices, or invoices to one with usage')
      .argument('<name>'),
  ).action((name: string, options: ConnectionOptions) =>
    context.runWithProgram({ ...options, account: name }, sourceNeeds, (place) => addSource(place, options, ask)),
  );
  registerAccountPlan(accounts, context);
  context
    .command(accounts, 'remove', 'close an account: its key is deleted, its invoices stay')
    .argument('<name>')
    .action((name: string, options: CommonOptions) =>
      context.runWithProgram({ ...options, account: name }, 'anyone', removeAccount),
    );
}

const connectionOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--source <source>', 'the billing source').choices(sourceKindSchema.options).makeOptionMandatory(),
    )
    .option('--customer <id>', 'the Stripe customer ID, cus_…; `accounts find-customers` finds it by name or mail')
    .option('--base-url <url>', 'a server other than the vendor’s: https, or http on this computer; no path')
    .addHelpText(
      'after',
      `\nBillfold reads the key from ${keyVariables.stripe} or ${keyVariables.imagekit}, or asks for it. It is never an argument.`,
    );

const documentOf = ({ id, name, role, practice, sources, createdAt, closedAt }: Account) => ({
  id,
  name,
  role,
  practice,
  sources: sources.map(({ kind, customerId, baseUrl }) => ({ kind, customer: customerId, baseUrl })),
  createdAt,
  closedAt,
});

async function listAccounts({ program, output }: Workplace): Promise<ExitCode> {
  const accounts = await program.summaries();
  const closed = program.accounts.all().filter(({ closedAt }) => closedAt !== null);
  output.answer(
    {
      accounts: [
        ...accounts.map((account) => ({
          ...documentOf(account),
          keyPlace: account.keyPlace,
          freshness: { state: account.freshness.state, lastSuccessAt: account.freshness.lastSuccessAt },
        })),
        ...closed.map((account) => ({ ...documentOf(account), keyPlace: 'none' as const, freshness: null })),
      ],
    },
    [
      ...accounts.map(
        ({ name, role, freshness: { state, lastSuccessAt } }) =>
          `${name} (${role}): ${lastSuccessAt === null ? 'never checked' : `${state}, checked ${lastSuccessAt}`}`,
      ),
      ...closed.map(({ name, closedAt }) => `${name}: closed ${closedAt ?? ''}, its invoices are in the archive`),
    ],
  );
  if (accounts.length + closed.length === 0) reportNoAccounts(output);
  return exitCodes.done;
}

/** What to connect with; an exit code where that is not all there. */
async function connectionOf(
  { source, customer, baseUrl }: ConnectionOptions,
  output: Output,
  ask: AskForKey,
): Promise<Connection | ExitCode> {
  if (source === 'stripe' && !customer?.trim())
    return output.refuse(
      'Give the customer ID at the vendor, for example --customer cus_Nf3kH2xQ9. `billfold accounts find-customers` finds it by name or mail.',
    );
  const address = baseUrl === undefined ? null : parseBaseUrl(baseUrl);
  if (address && !address.ok) return output.fail(address.error);
  const key = await ask(source);
  if (key === null) return output.fail({ code: 'no-key-given' }, nothing);
  const customerId = source === 'stripe' ? (customer ?? null) : null;
  return { source, key, customerId, baseUrl: address?.value.origin ?? null };
}

const nothing = { account: null, reopened: false, missingPermissions: [] };

const sourceNeeds: CommandNeeds = {
  action: 'source',
  of: ({ account }) => (account ? { account: account.id } : 'any-account'),
  refused: nothing,
};

/** Saves the account after its key was tried against the vendor. */
async function addAccount(
  { program, output }: Workplace,
  options: NewAccountOptions,
  ask: AskForKey,
): Promise<ExitCode> {
  const connection = await connectionOf(options, output, ask);
  if (typeof connection === 'number') return connection;
  const added = await program.connections.add(options.name, options.role, connection);
  if (!added.ok) return output.fail(added.error, nothing, connectingSentenceOf);
  const { account, report, reopened } = added.value;
  return answerConnected(program, account, report, options.source, output, reopened);
}

async function addSource(
  { program, account, output }: Workplace,
  options: ConnectionOptions,
  ask: AskForKey,
): Promise<ExitCode> {
  if (!account) return exitCodes.usage;
  const connection = await connectionOf(options, output, ask);
  if (typeof connection === 'number') return connection;
  const added = await program.connections.addSource(account.id, connection);
  if (!added.ok) return output.fail(added.error, nothing, connectingSentenceOf);
  const now = program.accounts.get(account.id) ?? account;
  return answerConnected(program, now, added.value, options.source, output);
}

async function answerConnected(
  { accounts, secretStore }: Program,
  account: Account,
  { missing, customerName }: KeyReport,
  source: SourceKind,
  output: Output,
  reopened = false,
): Promise<ExitCode> {
  const keyPlace = await accounts.keys.place(account.id);
  output.answer({ account: { ...documentOf(account), keyPlace }, reopened, missingPermissions: missing, error: null }, [
    `${account.name}: connected${customerName === null ? '' : ` to ${customerName}`}`,
    ...(missing.length > 0 ? ['Some permissions are missing. The key works without these things:'] : []),
    ...missing.map((each) => `  ${permissionLine(each)}`),
    ...(reopened ? ['It was closed before and is connected again, with its invoices, notes and alerts.'] : []),
  ]);
  for (const permission of missing) output.warn({ code: 'permission-missing', permission });
  if (!(await secretStore.isAvailable()))
    output.say(
      `The key isn’t stored because no secret store can be reached here. Set ${keyVariables[source]} for each command.`,
    );
  if (source === 'imagekit' && account.sources.length === 1)
    output.say('To get an estimate, enter its plan with `billfold accounts plan` or in Billfold’s window.');
  return exitCodes.done;
}

function removeAccount({ program, account, output }: Workplace): ExitCode {
  if (!account) return exitCodes.usage;
  const removed = program.connections.remove(account.id);
  if (!removed.ok) return output.fail(removed.error, { removed: null });
  output.answer({ removed: account.name, error: null }, [
    account.practice
      ? `${account.name}: removed, with its made-up invoices.`
      : `${account.name}: closed. Its invoices stay in the archive; \`export\` and \`verify\` include them.`,
  ]);
  return exitCodes.done;
}
