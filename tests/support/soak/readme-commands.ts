/** A command that a README tells its readers to type. */
export interface ReadmeCommand {
  readonly text: string;
  /** Whether it runs until it is ended, as a server does. */
  readonly stays: boolean;
  /** Exit codes that are no failure: 10 of a check says that a threshold is exceeded. */
  readonly good: readonly number[];
  /** Seconds that it may take. */
  readonly limit: number;
}

const minute = 60;

/**
 * Every command of the `sh` blocks: one a line, without comments, lines that end with a backslash joined. In order, but
 * `npm ci` comes first: users read of the commands before developers read how to install.
 */
export function commandsOf(markdown: string): ReadmeCommand[] {
  const blocks = [...markdown.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
  return blocks
    .flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'))
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '')
    .sort((a, b) => Number(b === 'npm ci') - Number(a === 'npm ci'))
    .map(commandOf);
}

function commandOf(line: string): ReadmeCommand {
  return {
    // As on a server: without a display it goes through the main job and ends.
    text: line.replace(/^npm start$/, 'npm start -- --once'),
    stays: /\bbillfold -- practice\b/.test(line),
    good: /\bbillfold -- check\b/.test(line) ? [0, 10] : [0],
    limit: (line === 'npm test' ? 30 : /^npm (ci|start)/.test(line) ? 10 : 5) * minute,
  };
}
