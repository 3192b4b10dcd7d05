import type { Account, Role, SourceKind } from '#shared/accounts.ts';
import type { Program } from '../bootstrap.ts';
import { type ExitCode, exitCodes, type Output } from './output.ts';

interface NewAccountArguments {
  readonly name: string;
  readonly source: SourceKind;
  readonly customer: string | undefined;
  readonly baseUrl: string | undefined;
  readonly role: Role;
}

type AskForKey = (source: SourceKind) => Promise<string | null>;

const documentOf = ({ id, name, role, practice, sources, createdAt }: Account) => ({
  id,
  name,
  role,
  practice,
  sources: sources.map(({ kind, customerId, baseUrl }) => ({ kind, customer: customerId, baseUrl })),
  createdAt,
});

export async function listAccounts({ summaries }: Program, output: Output): Promise<ExitCode> {
  const accounts = await summaries();
  output.answer(
    {
      accounts: accounts.map((account) => ({
        ...documentOf(account),
        keyPlace: account.keyPlace,
        freshness: { state: account.freshness.state, lastSuccessAt: account.freshness.lastSuccessAt },
      })),
    },
    accounts.map(({ name, role, freshness }) => `${name} (${role}): ${freshness.state}`),
  );
  return exitCodes.done;
}

/** Saves the account after its key was tried against the vendor. */
export async function addAccount(
  { connections, accounts }: Program,
  { name, source, customer, baseUrl, role }: NewAccountArguments,
  askForKey: AskForKey,
  output: Output,
): Promise<ExitCode> {
  const key = await askForKey(source);
  if (key === null) return output.complain({ code: 'key-missing', account: name });
  const added = await connections.add(name, role, {
    source,
    key,
    customerId: customer ?? null,
    baseUrl: baseUrl ?? null,
  });
  if (!added.ok) return output.complain(added.error);
  const { account, report } = added.value;
  const keyPlace = await accounts.keyPlace(account.id);
  output.answer({ account: { ...documentOf(account), keyPlace }, missingPermissions: report.missing }, [
    `${account.name}: connected${report.customerName === null ? '' : ` to ${report.customerName}`}`,
  ]);
  for (const permission of report.missing) output.complain({ code: 'permission-missing', permission });
  if (keyPlace !== 'secret-store')
    output.say('The key is not stored: this computer has no secret store. Set BILLFOLD_STRIPE_KEY for each command.');
  return exitCodes.done;
}

export async function removeAccount(
  { connections, accounts }: Program,
  name: string,
  output: Output,
): Promise<ExitCode> {
  const account = accounts.find(name);
  if (!account) return output.complain({ code: 'account-not-found', account: name });
  const removed = await connections.remove(account.id);
  if (!removed.ok) return output.complain(removed.error);
  output.answer({ removed: account.name }, [`${account.name}: removed. Its invoices stay in the archive.`]);
  return exitCodes.done;
}
