import type { Command } from 'commander';
import type { LearnedLayout } from '#shared/import/layouts.ts';
import { fail, type Result } from '#shared/result.ts';
import type { CommandContext, CommonOptions, Workplace } from './context.ts';
import { type ExitCode, exitCodes } from './output.ts';

const changing = { action: 'import', of: () => 'any-account' as const, refused: {} } as const;

export function registerLayouts(billfold: Command, context: CommandContext): void {
  const layouts = billfold
    .command('layouts')
    .description('where fields stand on the pages of sellers, as you corrected them while importing');
  context.command(layouts, 'list', 'what was learned').action((options: CommonOptions) =>
    context.runInArchive(options, ({ program, output }) => {
      const all = program.imports.layouts.list();
      output.answer({ layouts: all }, all.map(lineOf));
      if (all.length === 0) output.say('Nothing was learned yet: what you correct while importing is.');
      return exitCodes.done;
    }),
  );
  context
    .command(layouts, 'label', 'look for other words beside the value')
    .argument('<id>', 'its ID, or what it begins with')
    .argument('<words>', 'the words as the page has them')
    .action((id: string, words: string, options: CommonOptions) =>
      context.runWithProgram(options, changing, (place) =>
        changeOne(place, id, (layout) => place.program.imports.layouts.setLabel(layout.id, words)),
      ),
    );
  context
    .command(layouts, 'remove', 'forget one')
    .argument('<id>', 'its ID, or what it begins with')
    .action((id: string, options: CommonOptions) =>
      context.runWithProgram(options, changing, (place) =>
        changeOne(place, id, (layout) => place.program.imports.layouts.remove(layout.id)),
      ),
    );
}

function changeOne(
  { program, output }: Workplace,
  named: string,
  change: (layout: LearnedLayout) => Result<null>,
): ExitCode {
  const [layout, ...others] = program.imports.layouts.list().filter(({ id }) => id.startsWith(named));
  const changed = layout && others.length === 0 ? change(layout) : fail({ code: 'layout-not-found' });
  if (!changed.ok) return output.fail(changed.error);
  const layouts = program.imports.layouts.list();
  output.answer({ layouts }, layouts.map(lineOf));
  return exitCodes.done;
}

const lineOf = ({ id, seller, field, label }: LearnedLayout): string =>
  `${id.slice(0, 8)}  ${seller}: ${field} ${label === null ? 'at its place' : `beside “${label}”`}`;
