import type { Command } from 'commander';
import { isFileCode } from '../files/index.ts';
import { type PracticeServer, practiceHelp, startPracticeServer } from '../practice/index.ts';
import { moment, positiveNumber, wholeNumber } from './arguments.ts';
import type { CommandContext } from './context.ts';
import { type ExitCode, exitCodes, type Output } from './output.ts';

interface PracticeCommandOptions {
  readonly port: number;
  readonly seed: number;
  readonly invoices: number;
  /** Milliseconds since 1970. */
  readonly clock?: number;
  readonly speed: number;
}

export function registerPractice(billfold: Command, context: CommandContext): void {
  billfold
    .command('practice')
    .description('serve made-up billing data on this computer, to try Billfold out')
    .option('--port <port>', 'on 127.0.0.1; 0 uses a free one', wholeNumber(0, 65_535), 0)
    .option('--seed <number>', 'which made-up data', wholeNumber(0, 2 ** 31 - 1), 7)
    .option('--invoices <number>', 'how many invoices the customer has', wholeNumber(1, 100_000), 60)
    .option('--clock <moment>', 'where its clock starts, for example 2026-11-01T00:00:00Z', moment)
    .option('--speed <number>', 'its seconds per real second', positiveNumber, 1)
    .addHelpText('after', `\n${practiceHelp}`)
    .action((options: PracticeCommandOptions) =>
      context.run({}, (output) => practice(options, output, context.line.signal)),
    );
}

/** Serves made-up billing data on this computer until it is interrupted. */
async function practice(options: PracticeCommandOptions, output: Output, signal: AbortSignal): Promise<ExitCode> {
  const server = await start(options, output);
  if (!server) return exitCodes.failed;
  const { url, customerId: customer, imagekitKey: imagekit } = server;
  output.answer({ url, customer, imagekit }, [
    `practice server ready on ${url} customer ${customer} imagekit ${imagekit}`,
  ]);
  await aborted(signal);
  await server.close();
  return exitCodes.done;
}

async function start(
  { port, seed, invoices, clock, speed }: PracticeCommandOptions,
  output: Output,
): Promise<PracticeServer | null> {
  try {
    return await startPracticeServer({ port, seed, invoices, now: clock ?? null, speed, anchor: null });
  } catch (cause) {
    if (isFileCode(cause, 'EADDRINUSE')) output.say(`Another program on this computer is using port ${port}.`);
    else if (isFileCode(cause, 'EACCES')) output.say(`This computer doesn’t let Billfold use port ${port}.`);
    else throw cause;
    output.say('Choose another one with --port, or leave out --port to use a free one.');
    return null;
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
