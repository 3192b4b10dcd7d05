import { once } from 'node:events';
import { within } from '../support/waits.ts';
import { createTerminal, firstLine, startBillfold } from '../support/billfold.ts';
import { mainJobOnCommandLine } from './on-command-line.ts';
import type { Place, Shown } from './shown.ts';
import { runSteps } from './steps.ts';

const startSeconds = 60;
const stepSeconds = 120;
const key = 'rk_test_practice';

/** Shows the main job by commands; `obstacle` says in a sentence why not in the window. */
export async function showOnCommandLine({ dataDir, exportFolder, say }: Place, obstacle: string): Promise<Shown> {
  say(`Without the window: ${obstacle}`);
  say('The same job by the command line, for a scheduler or a server:\n');
  const terminal = createTerminal({ dataFolder: dataDir, key });
  const vendor = startBillfold(terminal, ['practice', '--seed', '7', '--invoices', '60']);
  const kill = (): boolean => vendor.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(vendor, 'exit').then(() => undefined);
  const line = await within(startSeconds, 'the practice vendor', firstLine(vendor));
  const [, url = '', customerId = ''] = /(http:\S+) customer (\S+)/.exec(line) ?? [];
  const steps = mainJobOnCommandLine({ terminal, server: { url, customerId }, exportFolder });
  const allTrue = await runSteps(steps, { say, limitSeconds: stepSeconds });
  return {
    allTrue,
    stays:
      `The practice vendor stays at ${url}. Try for example:\n` +
      `  BILLFOLD_DATA_DIR=${dataDir} BILLFOLD_STRIPE_KEY=${key} npm run --silent billfold -- subscription\n`,
    ended,
    async close() {
      vendor.kill('SIGTERM');
      await within(10, 'the end of the practice vendor', ended).catch(kill);
    },
  };
}
