import { once } from 'node:events';
import type { Command } from 'commander';
import type { CommandContext, CommonOptions } from './context.ts';
import { exitCodes } from './output.ts';

/** What the window does in the background, without one: for a computer that is always on. */
export function registerWatch(billfold: Command, context: CommandContext): void {
  context
    .command(billfold, 'watch', 'check, sync and exchange in the background until it is stopped; made for a service')
    .action((options: CommonOptions) =>
      context.runWithProgram(options, 'anyone', async ({ program, output, signal }) => {
        const stop = program.start();
        output.say('Billfold is watching. Stop it with Ctrl+C, or as a service.');
        if (!signal.aborted) await once(signal, 'abort');
        stop();
        output.answer({ stopped: true }, ['Stopped.']);
        return exitCodes.done;
      }),
    );
}
