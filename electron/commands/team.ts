import { readFileSync, writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { type Role, roles } from '#shared/roles.ts';
import { invitationSchema, type TeamServer, teamServerSchema, type TeamStatus } from '#shared/team.ts';
import { wholeNumber } from './arguments.ts';
import { askInTerminal } from './ask-in-terminal.ts';
import type { CommandContext, CommandLine, CommonOptions, Workplace } from './context.ts';
import { sentenceOf } from './error-words.ts';
import { errorForJson, type ExitCode, exitCodes } from './output.ts';

interface ServerOptions extends CommonOptions {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly tls: TeamServer['tls'];
  readonly name: string;
}

const passwordVariable = 'BILLFOLD_TEAM_OWNER_PASSWORD';
const passwordHelp = `\nBillfold reads the password from ${passwordVariable}, or asks for it. It is never an argument.`;

export function registerTeam(billfold: Command, context: CommandContext): void {
  const team = billfold
    .command('team')
    .description('an archive that several people have in common, on a PostgreSQL of yours');
  context
    .command(team, 'create', 'make a team in an empty database, and move this archive into it')
    .requiredOption('--host <host>', 'the server, for example db.example.com')
    .option('--port <port>', 'its port', wholeNumber(1, 65_535), 5432)
    .requiredOption('--database <name>', 'an empty database')
    .requiredOption('--user <user>', 'a login that may create roles and schemas there; used this once')
    .addOption(
      new Option('--tls <how>', 'off only for a server on this computer')
        .choices(['verify-full', 'off'])
        .default('verify-full'),
    )
    .requiredOption('--name <name>', 'your name, as the team sees it')
    .addHelpText('after', passwordHelp)
    .action((options: ServerOptions) =>
      context.runWithProgram(options, 'anyone', (place) => create(place, options, context.line)),
    );
  context
    .command(team, 'invite', 'write an invitation file for a member, or for another computer of one')
    .argument('<name>', 'the member’s name')
    .addOption(new Option('--role <role>', 'what the member may do').choices(roles).makeOptionMandatory())
    .requiredOption('--to <file>', 'where the invitation is written; it contains a password that works once')
    .action((name: string, options: CommonOptions & { readonly role: Role; readonly to: string }) =>
      context.runWithProgram(options, 'anyone', (place) => invite(place, name, options.role, options.to)),
    );
  context
    .command(team, 'join', 'read a team’s archive into this data folder, which must be empty')
    .argument('<file>', 'the invitation')
    .action((file: string, options: CommonOptions) =>
      context.runWithProgram(options, 'anyone', (place) => join(place, file)),
    );
  context
    .command(team, 'leave', 'leave the team; this computer keeps its copy as a separate archive')
    .option('--even-unsent', 'also if the team doesn’t have all changes made here', false)
    .action((options: CommonOptions & { readonly evenUnsent: boolean }) =>
      context.runWithProgram(options, 'anyone', async ({ program, output }) => {
        const left = await program.team.membership.leave(options.evenUnsent);
        if (!left.ok) return output.fail(left.error, { left: false });
        output.answer({ left: true }, ['This archive is no longer in a team. Nothing in it was removed.']);
        return exitCodes.done;
      }),
    );
  context
    .command(team, 'members', 'who is in the team')
    .action((options: CommonOptions) => context.runWithProgram(options, 'anyone', members));
  context
    .command(team, 'remove', 'take a member out of the team, at once')
    .argument('<name>', 'the member’s name')
    .action((name: string, options: CommonOptions) =>
      context.runWithProgram(options, 'anyone', (place) => remove(place, name)),
    );
  context
    .command(team, 'status', 'exchange with the team now, and say how it stands')
    .option('--verify', 'compare every table with the server’s, and read again what differs', false)
    .action((options: CommonOptions & { readonly verify: boolean }) =>
      context.runWithProgram(options, 'anyone', (place) => status(place, options.verify)),
    );
  context
    .command(team, 'upgrade', 'bring the team’s server to this Billfold’s version')
    .requiredOption('--user <user>', 'the login that made the team')
    .addHelpText('after', passwordHelp)
    .action((options: CommonOptions & { readonly user: string }) =>
      context.runWithProgram(options, 'anyone', async ({ program, output }) => {
        const password = await passwordFrom(context.line, options.user);
        if (password === null) return output.refuse(noPassword);
        const upgraded = await program.team.membership.upgrade(options.user, password);
        if (!upgraded.ok) return output.fail(upgraded.error, { version: null });
        output.answer({ version: upgraded.value }, [`The team’s server is at version ${String(upgraded.value)}.`]);
        return exitCodes.done;
      }),
    );
}

const noPassword = `Set ${passwordVariable} to the password, or run the command in a terminal.`;

async function passwordFrom({ environment, input, standardError }: CommandLine, user: string): Promise<string | null> {
  const given = environment[passwordVariable];
  if (given) return given;
  const question = `Password of ${user} (not shown as you type): `;
  return (await askInTerminal(question, { input, standardError }, 'hidden')) || null;
}

async function create(
  { program, output }: Workplace,
  { host, port, database, user, tls, name }: ServerOptions,
  line: CommandLine,
): Promise<ExitCode> {
  const server = teamServerSchema.safeParse({ host, port, database, user, tls });
  if (!server.success) return output.refuse(`Check the server and the database: ${host}:${String(port)}, ${database}.`);
  const password = await passwordFrom(line, user);
  if (password === null) return output.refuse(noPassword);
  const report = output.follow('Moving rows');
  const created = await program.team.membership.create(server.data, password, name, (rows) => {
    report(rows, null);
  });
  if (!created.ok) return output.fail(created.error, { rows: null });
  output.answer({ rows: created.value, host, database }, [
    `${String(created.value)} rows moved to ${host}; counts and hashes are equal.`,
  ]);
  output.say('`billfold team invite NAME --role finance --to FILE` writes an invitation for a colleague.');
  return exitCodes.done;
}

async function invite({ program, output }: Workplace, name: string, role: Role, to: string): Promise<ExitCode> {
  const invited = await program.team.membership.invite(name, role);
  if (!invited.ok) return output.fail(invited.error, { invitation: null });
  // For its reader's eyes only, and never in place of another file.
  writeFileSync(to, `${JSON.stringify(invited.value, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  output.answer({ invitation: to, member: name, role }, [
    `${to}: an invitation for ${name}, good for seven days and once`,
  ]);
  output.say('Hand it over in a way that nobody else reads. `billfold team join FILE` uses it.');
  return exitCodes.done;
}

async function join({ program, output }: Workplace, file: string): Promise<ExitCode> {
  const invitation = invitationSchema.safeParse(jsonIn(file));
  if (!invitation.success) return output.fail({ code: 'invitation-unreadable', file }, { rows: null });
  const report = output.follow('Reading rows');
  const joined = await program.team.membership.join(invitation.data, (rows) => {
    report(rows, null);
  });
  if (!joined.ok) return output.fail(joined.error, { rows: null });
  const { member, role } = invitation.data;
  output.answer({ rows: joined.value, member, role }, [
    `${String(joined.value)} rows read. You are ${member}, ${role}.`,
  ]);
  output.say('Documents come while Billfold runs, or with `billfold watch`. The invitation file can be deleted.');
  return exitCodes.done;
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

async function members({ program, output }: Workplace): Promise<ExitCode> {
  const listed = await program.team.membership.members();
  if (!listed.ok) return output.fail(listed.error, { members: [] });
  output.answer(
    { members: listed.value },
    listed.value.map(
      ({ name, role, state, desks, sentAt }) =>
        `${name}: ${role}, ${state}, ${String(desks)} computers, ${sentAt === null ? 'no changes yet' : `last change ${sentAt}`}`,
    ),
  );
  return exitCodes.done;
}

async function remove({ program, output }: Workplace, name: string): Promise<ExitCode> {
  const removed = await program.team.membership.remove(name);
  if (!removed.ok) return output.fail(removed.error, { removed: null });
  const keys = program.accounts.list().filter(({ practice }) => !practice);
  output.answer({ removed: name, keysToRenew: keys.map((account) => account.name) }, [
    `${name} is out of the team.`,
    ...keys.map((account) => `If ${name} had the key of ${account.name}, renew it at the vendor.`),
  ]);
  return exitCodes.done;
}

async function status({ program, output }: Workplace, verify: boolean): Promise<ExitCode> {
  const { team } = program;
  const exchanged = await team.exchange();
  const verified = verify && exchanged.ok ? await team.verify() : null;
  const now = team.status();
  if (!now) return output.fail({ code: 'no-team' }, { team: null });
  output.answer(
    {
      team: { ...now, failure: now.failure && { since: now.failure.since, error: errorForJson(now.failure.error) } },
      verified: verified?.ok ? verified.value : null,
    },
    [...linesOf(now), ...(verified?.ok ? [verifiedLine(verified.value)] : [])],
  );
  if (!exchanged.ok) output.say(sentenceOf(exchanged.error));
  if (verified?.ok === false) return output.warn(verified.error);
  return exchanged.ok ? exitCodes.done : exitCodes.failed;
}

const verifiedLine = ({ differing, repaired }: { differing: string[]; repaired: number }): string =>
  differing.length === 0
    ? 'every table is equal to the server’s'
    : `${String(repaired)} rows differed and were read again: ${differing.join(', ')}`;

const linesOf = ({ server, member, role, receivedAt, waiting, aside, overruled, documents }: TeamStatus): string[] => [
  `${member}, ${role}, on ${server.host}/${server.database}; last answer ${receivedAt ?? 'none yet'}`,
  waiting.changes === 0
    ? 'all changes are sent'
    : `${String(waiting.changes)} changes not sent since ${waiting.since ?? 'now'}`,
  ...(aside > 0 ? [`${String(aside)} changes are kept aside: they don’t fit here, or were refused`] : []),
  ...(overruled > 0 ? [`${String(overruled)} of your changes were overruled by someone who hadn’t seen them`] : []),
  ...(documents.wanted > 0 ? [`${String(documents.wanted)} documents are still to come`] : []),
];
