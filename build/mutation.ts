// `npm run mutation [GROUP…]`: breaks each rule in every small way and counts how often a test notices.
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { MutantResult } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { type RuleGroup, ruleGroups } from './mutation/rules.ts';
import { projectRoot, say } from './support/project.ts';

/** Per cent. */
const wanted = 85;
const memory = '.cache/mutation';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { jobs: { type: 'string' } } });
const unknown = positionals.filter((name) => !ruleGroups.some((group) => group.name === name));
if (unknown.length > 0) {
  say(`There is no group ${unknown.join(', ')}. Groups: ${ruleGroups.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const groups = ruleGroups.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const results: MutantResult[] = [];
for (const group of groups) results.push(...(await mutate(group)));

const files = Map.groupBy(results, ({ fileName }) => fileName);
for (const [file, mutants] of files) say(`${scoreOf(mutants)}  ${relative(projectRoot, file)} (${mutants.length})`);
const whole = groups.length === ruleGroups.length;
say(`mutation${whole ? '' : ` (${groups.map(({ name }) => name).join(', ')})`}: ${scoreOf(results)}`);
if (shareOf(results) < wanted) process.exitCode = 1;

/** What was made of a group's files; unchanged ones are taken from the run before. */
function mutate({ name, files }: RuleGroup): Promise<MutantResult[]> {
  process.env['MUTATION_GROUP'] = name;
  return new Stryker({
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
    incrementalFile: `${memory}/${name}.json`,
    tempDirName: `${memory}/sandbox`,
    ignorePatterns: ['.cache', '.ci', 'dist', 'docs', 'out', 'playwright-report', 'renderer', 'test-results'],
    concurrency: Number(values.jobs ?? 2),
    // A rule that never ends was noticed; a machine that is busy is not to be taken for one.
    timeoutMS: 20_000,
    allowConsoleColors: false,
    warnings: false,
  }).runMutationTest();
}

function shareOf(mutants: readonly MutantResult[]): number {
  const noticed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
  const missed = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage').length;
  return (100 * noticed) / Math.max(1, noticed + missed);
}

function scoreOf(mutants: readonly MutantResult[]): string {
  return `${shareOf(mutants).toFixed(1)} %`;
}
