import { type Command, Option } from 'commander';
import { toDecimalText } from '#shared/money.ts';
import { type MarkKind, markKinds, type Seller, type SellerView } from '#shared/sellers/model.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { CommandContext, CommandNeeds, CommonOptions, Workplace } from './context.ts';
import { type ExitCode, exitCodes } from './output.ts';

interface MarkOptions extends CommonOptions {
  readonly as: MarkKind;
  readonly refuse: boolean;
  readonly other: boolean;
}
interface SplitOptions extends CommonOptions {
  readonly name: string;
  readonly value: readonly string[];
}

const needs: CommandNeeds = { action: 'sellers', of: () => 'any-account', refused: { seller: null } };

/** The companies that invoices come from, and what they are known by. */
export function registerSellers(billfold: Command, context: CommandContext): void {
  const sellers = billfold.command('sellers').description('the companies that invoices come from');
  context
    .command(sellers, 'list', 'the sellers, what they are known by, and when the next invoice should come')
    .action((options: CommonOptions) => context.runInArchive(options, list));
  context
    .command(sellers, 'alarms', 'files that wait and differ from what was known of their seller before')
    .action((options: CommonOptions) => context.runInArchive(options, alarms));
  context
    .command(sellers, 'account', 'add an account without a key for the invoices of a seller, which come as documents')
    .argument('<seller>', 'its name, or its ID')
    .action((named: string, options: CommonOptions) =>
      context.runWithProgram(options, needs, (place) => addAccount(place, named)),
    );
  context
    .command(sellers, 'mark', 'say that a name, tax ID, bank account or mail domain is the seller’s, or is not')
    .argument('<seller>', 'its name, or its ID')
    .argument('<value>', 'as it is written on the invoice')
    .addOption(new Option('--as <kind>', 'what it is').choices([...markKinds]).makeOptionMandatory())
    .option('--refuse', 'it is not the seller’s, and something is wrong', false)
    .option('--other', 'it is another company’s', false)
    .action((named: string, value: string, options: MarkOptions) =>
      context.runWithProgram(options, needs, (place) => mark(place, named, value, options)),
    );
  context
    .command(sellers, 'merge', 'make one seller of two: the second one’s invoices become the first one’s')
    .argument('<seller>', 'the one that stays: its name, or its ID')
    .argument('<other>', 'the other one')
    .action((named: string, other: string, options: CommonOptions) =>
      context.runWithProgram(options, needs, ({ program, output }) => {
        const [into, from] = [found(program, named), found(program, other)];
        if (!into.ok) return output.fail(into.error, { seller: null });
        return answer(output, from.ok ? program.sellers.edits.merge(from.value.id, into.value.id) : from);
      }),
    );
  context
    .command(sellers, 'split', 'move some of what a seller is known by to a new seller')
    .argument('<seller>', 'its name, or its ID')
    .requiredOption('--name <name>', 'what the other company is called')
    .requiredOption('--value <value...>', 'what the other company is known by, as `sellers list` shows it')
    .action((named: string, options: SplitOptions) =>
      context.runWithProgram(options, needs, ({ program, output }) => {
        const seller = found(program, named);
        if (!seller.ok) return output.fail(seller.error, { seller: null });
        const { id, marks } = seller.value;
        const taken = marks.filter(({ text, key }) => options.value.includes(text) || options.value.includes(key));
        return answer(output, program.sellers.edits.split(id, options.name, taken));
      }),
    );
}

function found({ sellers }: Workplace['program'], named: string): Result<Seller> {
  const seller = sellers.find(named);
  return seller ? ok(seller) : fail({ code: 'seller-not-found', seller: named });
}

const documentOf = ({ id, name, creditor, filesItself, marks }: Seller) => ({
  ...{ id, name, creditor, filesItself },
  knownBy: marks.map(({ kind, text, state, saidBy, since }) => ({ kind, value: text, state, saidBy, since })),
});

function answer(output: Workplace['output'], changed: Result<Seller>): ExitCode {
  if (!changed.ok) return output.fail(changed.error, { seller: null });
  output.answer({ seller: documentOf(changed.value) }, [lineOf(changed.value)]);
  return exitCodes.done;
}

const lineOf = ({ name, marks }: Seller): string =>
  `${name}: ${marks.map(({ text, state }) => (state === 'known' ? text : `${text} (${state})`)).join(', ')}`;

function expectedText({ expected }: SellerView): string {
  if (!expected) return 'next invoice not known';
  const total = expected.total ? `, about ${toDecimalText(expected.total)} ${expected.total.currency}` : '';
  return `next invoice about ${expected.on}${total}${expected.missing ? ', missing' : ''}`;
}

function list({ program, output }: Workplace): ExitCode {
  const all = program.sellers.list();
  output.answer(
    {
      sellers: all.map((each) => ({
        ...documentOf(each),
        ...{ account: each.accountName, invoices: each.invoices, lastIssuedOn: each.lastIssuedOn, next: each.expected },
      })),
    },
    all.map((each) => `${lineOf(each)} – ${String(each.invoices)} invoices, ${expectedText(each)}`),
  );
  if (all.length === 0) output.say('There is no seller yet. Billfold learns them from the invoices that come in.');
  return exitCodes.done;
}

/** A scheduler learns of them by the exit code, as of findings. */
function alarms({ program, output }: Workplace): ExitCode {
  const open = program.imports.waiting
    .list()
    .flatMap(({ fileName, seller }) => (seller?.alarms ?? []).map((alarm) => ({ file: fileName, ...alarm })));
  output.answer(
    { alarms: open },
    open.map(
      ({ file, code, sellerName, known, told }) =>
        `${file}: ${code}, ${sellerName}: ${told}, before: ${known.join(', ')}`,
    ),
  );
  return open.length > 0 ? exitCodes.findings : exitCodes.done;
}

async function addAccount({ program, output }: Workplace, named: string): Promise<ExitCode> {
  const { accounts, sellers, watch } = program;
  const seller = sellers.find(named);
  const added = accounts.addForDocuments(seller?.name ?? named);
  if (!added.ok) return output.fail(added.error, { account: null });
  const { id, name } = added.value;
  if (seller?.accountId === null) sellers.edits.save(seller.id, { ...seller, accountId: id });
  await watch.check(id);
  output.answer({ account: { id, name } }, [`${name}: its invoices come as documents`]);
  output.say('`billfold import` and `billfold mailbox` bring them in.');
  return exitCodes.done;
}

function mark(
  { program, output }: Workplace,
  named: string,
  text: string,
  { as: kind, refuse, other }: MarkOptions,
): ExitCode {
  const seller = found(program, named);
  if (!seller.ok) return output.fail(seller.error, { seller: null });
  const state = refuse ? 'refused' : other ? 'other' : 'known';
  return answer(output, program.sellers.edits.mark(seller.value.id, { kind, text }, state));
}
