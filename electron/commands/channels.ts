import { type Command, Option } from 'commander';
import {
  type Channel,
  type ChannelConfig,
  channelConfigSchema,
  type ChannelKind,
  channelKinds,
  type Delivery,
  digestSchema,
  mailSecurities,
} from '#shared/channels.ts';
import { type EventKind, eventKinds } from '#shared/event-kinds.ts';
import { channelSecretVariable } from '../channels/index.ts';
import { wholeNumber } from './arguments.ts';
import { askInTerminal } from './ask-in-terminal.ts';
import type { CommandContext, CommandLine, CommandNeeds, CommonOptions, Workplace } from './context.ts';
import { errorForJson, type ExitCode, exitCodes } from './output.ts';
import { tellOthers } from './tell-others.ts';

interface AddOptions extends CommonOptions {
  readonly name: string;
  readonly host?: string;
  readonly port?: number;
  readonly security: (typeof mailSecurities)[number];
  readonly user?: string;
  readonly from?: string;
  readonly to?: string[];
  readonly digest: Channel['digest'];
  readonly hideAmounts: boolean;
}

const needs = (refused: object): CommandNeeds => ({ action: 'channels', of: () => 'any-account', refused });
const secretHelp = `\nBillfold reads the password or address from ${channelSecretVariable}, or asks for it. It is never an argument.`;

export function registerChannels(billfold: Command, context: CommandContext): void {
  const channels = billfold
    .command('channels')
    .description('who is notified beside this computer: mail, webhook, Slack, Teams, Discord, a heartbeat');
  context
    .command(channels, 'list', 'the channels, and whether anything gets through')
    .action((options: CommonOptions) => context.runInArchive(options, list));
  context
    .command(channels, 'add', 'send a test, and notify a channel from now on')
    .argument('<kind>', channelKinds.join(', '))
    .requiredOption('--name <name>', 'what it is called here')
    .option('--host <host>', 'mail: the server')
    .option('--port <port>', 'mail: its port', wholeNumber(1, 65_535))
    .addOption(
      new Option('--security <how>', 'mail: TLS from the start, STARTTLS, or a relay of your own without a login')
        .choices(mailSecurities)
        .default('starttls'),
    )
    .option('--user <user>', 'mail: the user name, if the server asks for one')
    .option('--from <address>', 'mail: the sender')
    .option('--to <address...>', 'mail: who gets it')
    .addOption(new Option('--digest <how often>', 'mail: a summary too').choices(digestSchema.options).default('none'))
    .option('--hide-amounts', 'name no amounts', false)
    .addHelpText('after', secretHelp)
    .action((kind: string, options: AddOptions) =>
      context.runWithProgram(options, needs({ channel: null }), (place) => add(place, kind, options, context.line)),
    );
  const one = (
    usage: string,
    description: string,
    work: (place: Workplace, channel: Channel) => Promise<ExitCode> | ExitCode,
  ) =>
    context
      .command(channels, usage, description)
      .argument('<channel>', 'its name or ID, or what the ID begins with')
      .action((named: string, options: CommonOptions) =>
        context.runWithProgram(options, needs({}), (place) => withChannel(place, named, work)),
      );
  one('test', 'send something, now', test).addHelpText('after', secretHelp);
  one('remove', 'notify a channel no longer; what waits for it is dropped', remove);
  context.command(channels, 'send', 'deliver what waits, now').action((options: CommonOptions) =>
    context.runWithProgram(options, needs({}), async (place) => {
      await tellOthers(place.program, place.signal);
      return list(place);
    }),
  );
  context
    .command(channels, 'choose', 'notify a channel of a kind of event, or not')
    .argument('<channel>', 'its name or ID, or "desktop" for this computer')
    .argument('<kind>', eventKinds.join(', '))
    .argument('<answer>', 'yes or no')
    .option('--account <name>', 'of one account; if left out, of all for which nothing else was chosen')
    .action((named: string, kind: string, answer: string, options: CommonOptions) =>
      context.runWithProgram(options, needs({}), (place) => choose(place, named, kind, answer)),
    );
  context
    .command(channels, 'log', 'what was sent, newest first: the proof that it arrived, or why not')
    .option('--limit <count>', 'how many', wholeNumber(1, 500), 50)
    .action((options: CommonOptions & { readonly limit: number }) =>
      context.runInArchive(options, ({ program, output }) => {
        const log = program.channels.log.list(options.limit);
        output.answer({ deliveries: log.map(deliveryDocument) }, log.map(deliveryLine));
        return exitCodes.done;
      }),
    );
  context
    .command(channels, 'digest', 'print the summary of the last week or month')
    .option('--monthly', 'of the last month', false)
    .action((options: CommonOptions & { readonly monthly: boolean }) =>
      context.runInArchive(options, ({ program, output }) => {
        const { title, body } = program.channels.digest(options.monthly ? 'monthly' : 'weekly');
        output.answer({ title, body }, [title, '', ...body.split('\n')]);
        return exitCodes.done;
      }),
    );
}

function list({ program, output }: Workplace): ExitCode {
  const all = program.channels.list();
  output.answer({ channels: all.map(documentOf) }, all.map(lineOf));
  if (all.length === 0) output.say('Only this computer is notified. `billfold channels add` adds others.');
  return all.every(({ failure }) => failure === null) ? exitCodes.done : exitCodes.failed;
}

async function add(
  { program, output }: Workplace,
  kind: string,
  options: AddOptions,
  line: CommandLine,
): Promise<ExitCode> {
  const wanted = configOf(kind, options);
  if (!wanted)
    return output.refuse(
      kind === 'mail'
        ? 'Mail needs --host, --from and --to, with whole addresses; a relay has no --user.'
        : `Choose one of ${channelKinds.join(', ')}.`,
    );
  const isSecret = wanted.kind !== 'mail' || wanted.user !== null;
  const what = wanted.kind === 'mail' ? `Password of ${wanted.user ?? ''}` : 'Address';
  const secret = isSecret ? await secretFrom(line, what) : null;
  if (isSecret && secret === null)
    return output.refuse(`Set ${channelSecretVariable} to it, or run the command in a terminal.`);
  const added = await program.channels.add(wanted, secret);
  if (!added.ok) return output.fail(added.error, { channel: null });
  const signingKey = await program.channels.signingKey(added.value.id);
  output.answer({ channel: documentOf(added.value), signingKey }, [
    lineOf(added.value),
    ...(signingKey === null ? [] : [`Key that signs what it is sent, for the receiver: ${signingKey}`]),
  ]);
  return exitCodes.done;
}

const defaultPorts = { tls: 465, starttls: 587, relay: 25 } as const;

function configOf(kind: string, options: AddOptions): ChannelConfig | null {
  const { name, hideAmounts, host, security, port, user = null, from, to, digest } = options;
  const common = { kind, name, hideAmounts };
  const mail = { host, port: port ?? defaultPorts[security], security, user, from, recipients: to, digest };
  const parsed = channelConfigSchema.safeParse(
    kind === ('mail' satisfies ChannelKind) ? { ...common, ...mail } : common,
  );
  return parsed.success ? parsed.data : null;
}

const secretFrom = async ({ environment, input, standardError }: CommandLine, what: string) =>
  environment[channelSecretVariable] ??
  ((await askInTerminal(`${what} (not shown as you type): `, { input, standardError }, 'hidden')) || null);

function withChannel(
  place: Workplace,
  named: string,
  work: (place: Workplace, channel: Channel) => Promise<ExitCode> | ExitCode,
): Promise<ExitCode> | ExitCode {
  const found = channelNamed(place, named);
  return found ? work(place, found) : place.output.fail({ code: 'channel-not-found' });
}

function channelNamed({ program }: Workplace, named: string): Channel | null {
  const all = program.channels.list();
  const [first, ...others] = all.filter(({ id, name }) => name === named || id.startsWith(named));
  return first && others.length === 0 ? first : null;
}

async function test({ program, output }: Workplace, { id, name }: Channel): Promise<ExitCode> {
  const tested = await program.channels.test(id);
  if (!tested.ok) return output.fail(tested.error, { answer: null });
  output.answer({ answer: tested.value.answer }, [`${name}: ${tested.value.answer}`]);
  return exitCodes.done;
}

function remove({ program, output }: Workplace, { id, name }: Channel): ExitCode {
  const removed = program.channels.remove(id);
  if (!removed.ok) return output.fail(removed.error, { removed: null });
  output.answer({ removed: id }, [`${name} is no longer notified`]);
  return exitCodes.done;
}

function choose(place: Workplace, named: string, kindText: string, answer: string): ExitCode {
  const { program, output, account } = place;
  const kind = eventKinds.find((each): each is EventKind => each === kindText);
  if (!kind || !['yes', 'no'].includes(answer))
    return output.refuse(`Kinds are ${eventKinds.join(', ')}; say yes or no.`);
  const channelId = named === 'desktop' ? named : channelNamed(place, named)?.id;
  if (channelId === undefined) return output.fail({ code: 'channel-not-found' });
  const choice = { channelId, accountId: account?.id ?? null, kind, told: answer === 'yes' };
  program.channels.choices.set(choice);
  output.answer({ choice }, [`${named}: ${kind}${account ? ` of ${account.name}` : ''}: ${answer}`]);
  return exitCodes.done;
}

const documentOf = ({ failure, ...channel }: Channel) => ({
  ...channel,
  failingSince: failure?.since ?? null,
  error: failure && errorForJson(failure.error),
});

function lineOf({ id, kind, name, host, recipients, failure, deliveredAt, waiting }: Channel): string {
  const state = failure
    ? `out of reach since ${failure.since}`
    : deliveredAt === null
      ? 'nothing sent yet'
      : `last delivered ${deliveredAt}`;
  const to = recipients.length === 0 ? host : `${recipients.join(', ')} by ${host}`;
  return `${id}: ${name} (${kind}) to ${to}: ${state}, ${String(waiting)} waiting`;
}

const deliveryDocument = ({ error, ...delivery }: Delivery) => ({ ...delivery, error: error && errorForJson(error) });

function deliveryLine({
  createdAt,
  channelName,
  kind,
  accountName,
  state,
  attempts,
  answer,
  error,
  id,
}: Delivery): string {
  const what = [kind ?? 'digest', ...(accountName === null ? [] : [accountName])].join(' · ');
  const why = answer ?? (error ? errorForJson(error).message : '');
  return `${createdAt}  ${channelName}  ${what}: ${state} after ${String(attempts)} attempts${why === '' ? '' : `, ${why}`}  ${id}`;
}
