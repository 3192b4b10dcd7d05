import type { Command } from 'commander';
import { parseBaseUrl } from '#shared/base-url.ts';
import { languages } from '#shared/messages/index.ts';
import {
  changingPermissions,
  isStripePermission,
  newKeyAddress,
  permissionsInForm,
  watchingPermissions,
} from '#shared/stripe-permissions.ts';
import { type AskForKey, keyVariables } from './ask-for-key.ts';
import { askForProxyLogin } from './ask-for-proxy-login.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { connectingSentenceOf } from './error-words.ts';
import { type ExitCode, exitCodes, type Output } from './output.ts';

/** What helps to make a key at Stripe, and to find who one is there. */
export function registerStripeKeys(accounts: Command, context: CommandContext, ask: AskForKey): void {
  context
    .command(accounts, 'permissions', 'what a Stripe key needs, and a link to Stripe’s form with it filled in')
    .option('--changes', 'also what changing things from Billfold needs')
    .action((options: CommonOptions & { changes?: true }) =>
      context.run(options, (output) => Promise.resolve(tellPermissions(options.changes === true, output))),
    );
  context
    .command(accounts, 'find-customers', 'the Stripe customers that a key may see, for whoever does not know their ID')
    .argument('[text]', 'a part of the name, or a mail address; without it the newest', '')
    .option('--base-url <url>', 'a server other than the vendor’s: https, or http on this computer; no path')
    .addHelpText('after', `\nBillfold reads the key from ${keyVariables.stripe}, or asks for it.`)
    .action((text: string, options: CommonOptions & { baseUrl?: string }) =>
      context.runWithProgram(options, 'anyone', async (place) => {
        await askForProxyLogin(place.program, context.line);
        return findCustomers(place, text, options.baseUrl, ask);
      }),
    );
}

const { permissionCosts } = languages.en;

/** A permission as Stripe's form has it, and what lacks without it. */
export const permissionLine = (permission: string): string =>
  isStripePermission(permission)
    ? `${permissionsInForm(permission)}: ${permissionCosts[permission]}`
    : permissionsInForm(permission);

function tellPermissions(changes: boolean, output: Output): ExitCode {
  const permissions = changes ? [...watchingPermissions, ...changingPermissions] : watchingPermissions;
  const address = newKeyAddress(changes);
  output.answer({ form: address, permissions: permissions.map((name) => ({ name, without: permissionCosts[name] })) }, [
    `Stripe’s form for a restricted key, filled in: ${address}`,
    'Without one of these permissions:',
    ...permissions.map((each) => `  ${permissionLine(each)}`),
  ]);
  return exitCodes.done;
}

async function findCustomers(
  { program, output }: Workplace,
  text: string,
  baseUrl: string | undefined,
  ask: AskForKey,
): Promise<ExitCode> {
  const empty = { customers: [], more: false };
  const address = baseUrl === undefined ? null : parseBaseUrl(baseUrl);
  if (address && !address.ok) return output.fail(address.error, empty);
  const key = await ask('stripe');
  if (key === null) return output.fail({ code: 'no-key-given' }, empty);
  const found = await program.connections.findCustomers(key, address?.value.origin ?? null, text);
  if (!found.ok) return output.fail(found.error, empty, connectingSentenceOf);
  const { customers, more } = found.value;
  output.answer({ ...found.value, error: null }, [
    ...customers.map(({ id, name, email }) => [id, name ?? 'without a name', email].filter(Boolean).join('  ')),
    ...(customers.length === 0 ? ['The vendor has no customer whose name or mail address contains this.'] : []),
    ...(more ? ['There are more. A longer text finds fewer.'] : []),
  ]);
  return exitCodes.done;
}
