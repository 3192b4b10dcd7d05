import type { Command } from 'commander';
import { type Mailbox, mailboxChoicesSchema } from '#shared/mailboxes.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { sentenceOf } from './error-words.ts';
import { errorForJson, type ExitCode, exitCodes } from './output.ts';

interface ChangeOptions extends CommonOptions {
  readonly onlyFrom?: readonly string[];
  readonly fromAll: boolean;
  readonly moveTo?: string;
  readonly moveNothing: boolean;
}
interface LinkOptions extends CommonOptions {
  readonly allow?: string;
  readonly never?: string;
}

/** What of a mailbox may change while it is read, and what happened to it. */
export function registerMailboxWays(mailbox: Command, context: CommandContext): void {
  const named = ['<mailbox>', 'its ID, or what it begins with'] as const;
  context
    .command(mailbox, 'log', 'what happened to a mailbox, newest first')
    .argument(...named)
    .action((id: string, options: CommonOptions) => context.runInArchive(options, (place) => log(place, id)));
  context
    .command(mailbox, 'change', 'whose mails are looked at, and where imported ones go')
    .argument(...named)
    .option('--only-from <senders...>', 'look only at mails from these addresses or domains')
    .option('--from-all', 'look at all mails', false)
    .option('--move-to <folder>', 'move a mail there once all invoices in it are in the archive')
    .option('--move-nothing', 'leave the mailbox as it is', false)
    .action((id: string, options: ChangeOptions) =>
      context.runWithProgram(options, 'viewer', (place) => change(place, id, options)),
    );
  context
    .command(mailbox, 'links', 'links of mails to invoices, and whether they are fetched')
    .argument(...named)
    .option('--allow <sender=host>', 'fetch what mails from this domain link to on this host')
    .option('--never <sender=host>', 'fetch nothing from there')
    .action((id: string, options: LinkOptions) =>
      context.runWithProgram(options, 'viewer', (place) => links(place, id, options)),
    );
}

function found({ program }: Workplace, id: string): Mailbox | null {
  const [mailbox, ...others] = program.mailboxes.list().filter((each) => each.id.startsWith(id));
  return mailbox && others.length === 0 ? mailbox : null;
}

function log(place: Workplace, id: string): ExitCode {
  const { program, output } = place;
  const mailbox = found(place, id);
  const events = mailbox && program.mailboxes.log(mailbox.id);
  if (!events?.ok) return output.fail({ code: 'mailbox-not-found' }, { events: [] });
  output.answer(
    { events: events.value.map(({ error, ...event }) => ({ ...event, error: error && errorForJson(error) })) },
    events.value.map(({ at, what, mails, withFiles, error }) => {
      const counts = `${String(mails)} mails, ${String(withFiles)} with files`;
      return `${at}: ${what === 'failed' && error ? sentenceOf(error) : what === 'again' ? 'can be read again' : `${what}: ${counts}`}`;
    }),
  );
  return exitCodes.done;
}

function change(place: Workplace, id: string, options: ChangeOptions): ExitCode {
  const { program, output } = place;
  const mailbox = found(place, id);
  if (!mailbox) return output.fail({ code: 'mailbox-not-found' }, { mailbox: null });
  const permitted = program.permit({ action: 'import', of: () => ({ mailbox: mailbox.id }) }, null);
  if (!permitted.ok) return output.fail(permitted.error, { mailbox: null });
  const wanted = mailboxChoicesSchema.safeParse({
    senders: options.fromAll ? [] : (options.onlyFrom ?? mailbox.senders),
    moveTo: options.moveNothing ? null : (options.moveTo ?? mailbox.moveTo),
  });
  if (!wanted.success)
    return output.refuse('Senders are addresses or domains, such as billing@example.com or example.com.');
  if (wanted.data.moveTo === mailbox.folder) return output.refuse('Choose a folder other than the one that is read.');
  const changed = program.mailboxes.choices.change(mailbox.id, wanted.data);
  if (!changed.ok) return output.fail(changed.error, { mailbox: null });
  const { senders, moveTo } = changed.value;
  output.answer({ mailbox: { id: mailbox.id, senders, moveTo } }, [
    `${mailbox.user}: mails from ${senders.join(', ') || 'everybody'}; ${moveTo === null ? 'none is moved' : `imported ones go to ${moveTo}`}`,
  ]);
  return exitCodes.done;
}

function links(place: Workplace, id: string, { allow, never }: LinkOptions): ExitCode {
  const { program, output } = place;
  const mailbox = found(place, id);
  if (!mailbox) return output.fail({ code: 'mailbox-not-found' }, { links: [] });
  const asked = allow ?? never;
  if (asked !== undefined) {
    const permitted = program.permit({ action: 'import', of: () => ({ mailbox: mailbox.id }) }, null);
    if (!permitted.ok) return output.fail(permitted.error, { links: [] });
    const link = mailbox.links.find(({ sender, host }) => `${sender}=${host}` === asked);
    if (!link) return output.refuse('Name one of the links that `billfold mailbox links` lists, as sender=host.');
    const { sender, host } = link;
    program.mailboxes.choices.allowLinks(mailbox.id, { sender, host, allowed: allow !== undefined });
  }
  const after = found(place, id)?.links ?? [];
  output.answer(
    { links: after },
    after.map(
      ({ sender, host, waiting, fetched, allowed }) =>
        `${sender}=${host}: ${String(waiting)} not fetched, ${String(fetched)} fetched; ${allowed === null ? 'not decided' : allowed ? 'allowed' : 'never'}`,
    ),
  );
  return exitCodes.done;
}
