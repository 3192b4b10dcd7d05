import { type Command, Option } from 'commander';
import { type SignInKind, signInKinds } from '#shared/mail-sign-in.ts';
import { type Mailbox, newMailboxSchema } from '#shared/mailboxes.ts';
import { addMonths, dayOf, monthOfDay } from '#shared/period.ts';
import { type Day, instantFromMillis } from '#shared/time.ts';
import { day, wholeNumber } from './arguments.ts';
import { askInTerminal } from './ask-in-terminal.ts';
import { registerMailboxWays } from './mailbox-ways.ts';
import type { CommandContext, CommandLine, CommonOptions, Workplace } from './context.ts';
import { sentenceOf } from './error-words.ts';
import { errorForJson, type ExitCode, exitCodes } from './output.ts';

interface AddOptions extends CommonOptions {
  readonly account: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly folder: string;
  readonly since?: Day;
  readonly signIn: SignInKind;
  readonly onlyFrom: readonly string[];
  readonly moveTo?: string;
}

const passwordVariable = 'BILLFOLD_MAILBOX_PASSWORD';
const passwordHelp = `\nBillfold reads the password from ${passwordVariable}, or asks for it. It is never an argument.`;

export function registerMailbox(billfold: Command, context: CommandContext): void {
  const mailbox = billfold
    .command('mailbox')
    .description('mailboxes that invoices are read from (IMAP); nothing in them changes');
  context.command(mailbox, 'list', 'the mailboxes, and when each was read').action((options: CommonOptions) =>
    context.runInArchive(options, ({ program, output }) => {
      const all = program.mailboxes.list();
      const nameOf = namesOf(program);
      output.answer(
        { mailboxes: all.map((each) => documentOf(each, nameOf)) },
        all.map((each) => lineOf(each, nameOf)),
      );
      if (all.length === 0) output.say('No mailbox is read. `billfold mailbox add` adds one.');
      return exitCodes.done;
    }),
  );
  context
    .command(mailbox, 'add', 'read invoices from a folder of a mailbox')
    .requiredOption('--account <name>', 'the account that its invoices belong to')
    .requiredOption('--host <host>', 'the IMAP server, for example imap.example.com')
    .option('--port <port>', 'its port for TLS', wholeNumber(1, 65_535), 993)
    .requiredOption('--user <user>', 'the user name, mostly the mail address')
    .option('--folder <folder>', 'the folder, as the server names it', 'INBOX')
    .option('--since <day>', 'look at no mail that came before; if left out, the last twelve months', day)
    .addOption(
      new Option('--sign-in <way>', 'by password, or in the browser where that is set up')
        .choices(signInKinds)
        .default('password'),
    )
    .option('--only-from <senders...>', 'look only at mails from these addresses or domains', [])
    .option('--move-to <folder>', 'move a mail there once all invoices in it are in the archive')
    .addHelpText('after', passwordHelp)
    .action((options: AddOptions) =>
      context.runWithProgram(
        options,
        { action: 'import', of: ({ account }) => ({ account: account?.id ?? '' }), refused: { mailbox: null } },
        (place) => add(place, options, context.line),
      ),
    );
  registerMailboxWays(mailbox, context);
  context
    .command(mailbox, 'read', 'read what came in since, now')
    .alias('check')
    .argument('[mailbox]', 'its ID, or what it begins with; if left out, all of them')
    .option('--certain', 'put verified invoices into the archive; the others wait for your confirmation', false)
    .addHelpText('after', passwordHelp)
    .action((named: string | undefined, options: CommonOptions & { readonly certain: boolean }) =>
      context.runWithProgram(options, 'viewer', (place) => read(place, named, options.certain, context.line)),
    );
  context
    .command(mailbox, 'remove', 'read a mailbox no more, and forget its password; what came in stays')
    .argument('<mailbox>', 'its ID, or what it begins with')
    .action((named: string, options: CommonOptions) =>
      context.runWithProgram(options, 'viewer', (place) => remove(place, named)),
    );
}

const namesOf =
  ({ accounts }: Workplace['program']) =>
  (id: string) =>
    accounts.known(id)?.name ?? id;

async function add(
  { program, account, output }: Workplace,
  { host, port, user, folder, since, signIn, onlyFrom, moveTo }: AddOptions,
  line: CommandLine,
): Promise<ExitCode> {
  const month = monthOfDay(dayOf(instantFromMillis(program.clock.now())));
  const wanted = newMailboxSchema.safeParse({
    ...{ accountId: account?.id, host, port, user, folder, since: since ?? `${addMonths(month, -12)}-01` },
    ...{ signIn, senders: onlyFrom, moveTo: moveTo ?? null },
  });
  if (!wanted.success) return output.refuse(`Check the server, port and folder: ${host}:${String(port)}, ${folder}.`);
  const byPassword = signIn === 'password';
  if (!byPassword) output.say('Your browser opens; sign in there.');
  const password = byPassword ? await passwordFrom(line, user, host) : null;
  if (byPassword && password === null)
    return output.refuse(`Set ${passwordVariable} to the password, or run the command in a terminal.`);
  const added = await program.mailboxes.add(wanted.data, password);
  if (!added.ok) return output.fail(added.error, { mailbox: null });
  const nameOf = namesOf(program);
  output.answer({ mailbox: documentOf(added.value, nameOf) }, [`${added.value.id}: ${user} on ${host} will be read`]);
  output.say('`billfold mailbox read` reads it now; while Billfold’s window runs, it’s read as mails come.');
  return exitCodes.done;
}

async function passwordFrom({ environment, input, standardError }: CommandLine, user: string, host: string) {
  const given = environment[passwordVariable];
  if (given) return given;
  return (
    (await askInTerminal(
      `Password of ${user} on ${host} (not shown as you type): `,
      { input, standardError },
      'hidden',
    )) || null
  );
}

async function read(
  { program, output, signal }: Workplace,
  named: string | undefined,
  certain: boolean,
  line: CommandLine,
): Promise<ExitCode> {
  const { mailboxes, imports } = program;
  const wanted = mailboxes.list().filter(({ id }) => named === undefined || id.startsWith(named));
  if (named !== undefined && wanted.length !== 1) return output.fail({ code: 'mailbox-not-found' }, { mailboxes: [] });
  const nameOf = namesOf(program);
  const report = output.follow('Reading mails');
  let mails = 0;
  const given = line.environment[passwordVariable];
  const outcomes: { readonly mailbox: Mailbox; readonly error: ReturnType<typeof errorForJson> | null }[] = [];
  for (const mailbox of wanted) {
    const onMail = () => {
      report(++mails, null);
    };
    const done =
      given && mailbox.signIn === 'password'
        ? await mailboxes.setPassword(mailbox.id, given)
        : await mailboxes.read(mailbox.id, signal, onMail);
    const after = mailboxes.list().find(({ id }) => id === mailbox.id) ?? mailbox;
    outcomes.push({ mailbox: after, error: done.ok ? null : errorForJson(done.error) });
    if (!done.ok) output.say(`${mailbox.user} on ${mailbox.host}: ${sentenceOf(done.error)}`);
  }
  const confirmed = certain ? await imports.waiting.confirmCertain() : null;
  const items = imports.waiting.list();
  const waiting = items.filter(({ state }) => state === 'waiting').length;
  const refused = items.filter(({ state }) => state === 'refused').length;
  const imported = confirmed?.ok ? confirmed.value.imported : 0;
  output.answer(
    {
      mailboxes: outcomes.map(({ mailbox, error }) => ({ ...documentOf(mailbox, nameOf), error })),
      ...{ imported, waiting, refused },
    },
    [
      ...outcomes.map(({ mailbox }) => lineOf(mailbox, nameOf)),
      `${String(imported)} imported, ${String(waiting)} waiting for confirmation, ${String(refused)} refused`,
    ],
  );
  if (wanted.length === 0) output.say('No mailbox is read. `billfold mailbox add` adds one.');
  if (confirmed?.ok === false) return output.warn(confirmed.error);
  return outcomes.every(({ error }) => error === null) ? exitCodes.done : exitCodes.failed;
}

function remove({ program, output }: Workplace, named: string): ExitCode {
  const [mailbox, ...others] = program.mailboxes.list().filter(({ id }) => id.startsWith(named));
  if (!mailbox || others.length > 0) return output.fail({ code: 'mailbox-not-found' }, { removed: null });
  const permitted = program.permit({ action: 'import', of: () => ({ mailbox: mailbox.id }) }, null);
  if (!permitted.ok) return output.fail(permitted.error, { removed: null });
  const removed = program.mailboxes.remove(mailbox.id);
  if (!removed.ok) return output.fail(removed.error, { removed: null });
  output.answer({ removed: mailbox.id }, [`${mailbox.user} on ${mailbox.host} is read no more`]);
  return exitCodes.done;
}

const documentOf = (mailbox: Mailbox, nameOf: (id: string) => string) => {
  const { id, accountId, host, port, user, folder, since, readAt, mails, withFiles, failure } = mailbox;
  const { signIn, senders, moveTo, links } = mailbox;
  return {
    ...{ id, account: nameOf(accountId), host, port, user, folder, since, readAt, mails, withFiles },
    ...{ signIn, senders, moveTo, links },
    ...{ ok: failure === null, lastSuccess: readAt, failingSince: failure?.since ?? null },
    error: failure && errorForJson(failure.error),
  };
};

function lineOf(
  { id, accountId, host, user, folder, readAt, mails, withFiles, failure }: Mailbox,
  nameOf: (id: string) => string,
): string {
  const state = failure ? `can’t be read since ${failure.since}` : readAt === null ? 'not read yet' : `read ${readAt}`;
  return `${id}: ${user} on ${host}, ${folder}, for ${nameOf(accountId)}: ${state}, ${String(mails)} mails, ${String(withFiles)} with files`;
}
