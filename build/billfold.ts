// `npm run billfold -- COMMAND …`: the command line in a checkout, on Node with the host's module and no display.
import { ensureBuilt } from './support/ensure-built.ts';
import { runOnHost } from './support/run-program.ts';

const args = process.argv.slice(2);
if (args.length === 0) {
  // As in the installed program: no command means the window.
  await import('./start.ts');
} else {
  ensureBuilt(['program']);
  runOnHost(args);
}
