// `npm run mutation [GROUP…] [--fresh]`: breaks each rule in every small way and counts how often a test notices.
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { MutantResult, MutantStatus } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { type RuleGroup, ruleGroups } from './mutation/rules.ts';
import { projectRoot, say } from './support/project.ts';

/** Per cent. */
const wanted = 85;
const memory = '.cache/mutation';
const noticed: readonly MutantStatus[] = ['Killed', 'Timeout'];
const missed: readonly MutantStatus[] = ['Survived', 'NoCoverage'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { jobs: { type: 'string' }, fresh: { type: 'boolean' } },
});
const unknown = positionals.filter((name) => !ruleGroups.some((group) => group.name === name));
if (unknown.length > 0) {
  say(`There is no group ${unknown.join(', ')}. Groups: ${ruleGroups.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const groups = ruleGroups.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const results: MutantResult[] = [];
for (const group of groups) results.push(...(await mutate(group)));

const whole = groups.length === ruleGroups.length;
for (const line of tableOf(results)) say(line);
say(`mutation${whole ? '' : ` (${groups.map(({ name }) => name).join(', ')})`}: ${scoreOf(results)}`);
if (shareOf(results) < wanted) process.exitCode = 1;

/** What was made of a group's files; unchanged ones are taken from the run before. */
async function mutate({ name, files }: RuleGroup): Promise<MutantResult[]> {
  process.env['MUTATION_GROUP'] = name;
  const stryker = new Stryker({
    mutate: [...files],
    plugins: ['@stryker-mutator/vitest-runner', './build/mutation/no-rule.ts'],
    ignorers: ['no-rule'],
    testRunner: 'vitest',
    vitest: { configFile: 'build/mutation/vitest.config.ts' },
    reporters: ['clear-text'],
    clearTextReporter: {
      allowColor: false,
      allowEmojis: false,
      logTests: false,
      reportTests: false,
      reportScoreTable: false,
    },
    incremental: true,
    // A test that is new is not tried on what a file does when it is loaded, unless all is made again.
    force: values.fresh ?? false,
    incrementalFile: `${memory}/${name}.json`,
    tempDirName: `${memory}/sandbox`,
    ignorePatterns: ['.cache', '.ci', 'dist', 'docs', 'out', 'playwright-report', 'renderer', 'test-results'],
    concurrency: Number(values.jobs ?? 2),
    // A rule that never ends was noticed; a machine that is busy is not to be taken for one.
    timeoutMS: 10_000,
    allowConsoleColors: false,
    warnings: false,
  });
  const made = await stryker.runMutationTest();
  // The run before may have been of other files.
  return made.filter(({ fileName }) => files.includes(nameOf(fileName)));
}

function nameOf(file: string): string {
  return relative(projectRoot, file);
}

/** As `docs/reliability.md` has it. */
function tableOf(mutants: readonly MutantResult[]): string[] {
  const rows = [...Map.groupBy(mutants, ({ fileName }) => nameOf(fileName))].map(([file, made]) => [
    `\`${file}\``,
    String(made.filter(isCounted).length),
    scoreOf(made),
  ]);
  return [['file', 'changes tried', 'noticed'], ['---', '---', '---'], ...rows].map((row) => `| ${row.join(' | ')} |`);
}

function isCounted({ status }: MutantResult): boolean {
  return noticed.includes(status) || missed.includes(status);
}

function shareOf(mutants: readonly MutantResult[]): number {
  const counted = mutants.filter(isCounted);
  return (100 * counted.filter(({ status }) => noticed.includes(status)).length) / Math.max(1, counted.length);
}

function scoreOf(mutants: readonly MutantResult[]): string {
  return `${shareOf(mutants).toFixed(1)} %`;
}
