// `npm run soak`: a simulated year of 200 accounts, memory after a day, 500 killed processes, 20,000 calls at random,
// documents that ask for too much, tables and a workbook that another program reads, real proxies, a mailbox, a team's month, and every command of the README in a
// clean clone.
// `npm run soak -- kills`: that part alone.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installPrograms } from '../../build/support/install-programs.ts';
import { mayInstall, missingPrograms, remedyFor, soakPrograms } from '../../build/support/machine.ts';
import type { SimulationOptions, SimulationResult } from '../support/soak/simulation.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '20261122' },
    accounts: { type: 'string', default: '200' },
    days: { type: 'string', default: '365' },
    sigkills: { type: 'string', default: '90' },
    /** The year alone, without the archive and the memory. */
    year: { type: 'boolean', default: false },
  },
});
const start = (file: string, args: string[] = [], execArgv: string[] = []): ChildProcess =>
  fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv: [...process.execArgv, ...execArgv] });

async function passes(child: ChildProcess): Promise<boolean> {
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}

/** Whether the programs that it needs are there; installs them where that may be done, after saying so. */
function isEquipped(): boolean {
  const missing = missingPrograms(soakPrograms);
  if (missing.length === 0) return true;
  if (mayInstall()) return installPrograms(missing);
  for (const { debianPackage, purpose } of missing) process.stderr.write(`${debianPackage} ${purpose}.\n`);
  process.stderr.write(`Please ${remedyFor(missing)}\n`);
  return false;
}

async function half(options: SimulationOptions): Promise<SimulationResult> {
  const child = start('year-half.ts', [JSON.stringify(options)]);
  const ended = passes(child);
  const [result] = (await Promise.race([
    once(child, 'message'),
    ended.then((passed) => {
      if (!passed) throw new Error('A half of the year ended without a result');
      return once(child, 'message');
    }),
  ])) as [SimulationResult];
  await ended;
  return result;
}

const parts = ['readme', 'kills', 'calls', 'documents', 'workbook', 'proxies', 'mailbox', 'team', 'payment-code'];
const unknown = positionals.filter((word) => !parts.includes(word));
if (unknown.length > 0) {
  process.stderr.write(`There is no soak ${unknown.join(', ')}; there is: ${parts.join(', ')}\n`);
  process.exit(2);
}
if (positionals.length > 0) {
  const passed: boolean[] = [];
  for (const part of positionals) passed.push(await passes(start(`${part}.ts`)));
  process.exit(passed.includes(false) ? 1 : 0);
}

if (!values.year && !isEquipped()) process.exit(1);

const others = values.year
  ? []
  : [
      await passes(start('readme.ts')),
      await passes(start('csv.ts')),
      await passes(start('workbook.ts')),
      await passes(start('kills.ts')),
      await passes(start('calls.ts')),
      await passes(start('documents.ts')),
      await passes(start('proxies.ts')),
      await passes(start('mailbox.ts')),
      await passes(start('team.ts')),
      await passes(start('payment-code.ts')),
      await passes(start('memory.ts', [], ['--expose-gc', '--min-semi-space-size=16', '--max-semi-space-size=16'])),
    ];

const accounts = Math.ceil(Number(values.accounts) / 2);
const common = { accounts, days: Number(values.days), sigkills: Math.ceil(Number(values.sigkills) / 2) };
const halves = await Promise.all(
  [0, 1].map((index) => half({ ...common, seed: Number(values.seed) + index, firstAccount: index * accounts })),
);
const sum = (of: (result: SimulationResult) => number) => halves.reduce((total, each) => total + of(each), 0);
const kills = halves.flatMap((each) => Object.entries(each.kills));
const byPlace = Map.groupBy(kills, ([place]) => place);
const checks = sum((each) => each.checks);
const seconds = Math.max(...halves.map((each) => each.seconds));
const lines = [
  `checks: ${checks} in ${seconds.toFixed(0)} s (${Math.round(checks / seconds)} a second), commands beside them: ${sum((each) => each.commands)}`,
  `killed at ${[...byPlace].map(([place, all]) => `${place}=${all.reduce((total, [, times]) => total + times, 0)}`).join(' ')} by-signal=${sum((each) => each.sigkills)}`,
  `lists that vanished: ${sum((each) => each.vanishings)}`,
  ...halves.flatMap(({ lost, unfounded, misreported }) => [
    ...misreported.map((told) => `misreported: ${told}`),
    ...lost.map((key) => `lost: ${key}`),
    ...unfounded.map((key) => `unfounded: ${key}`),
  ]),
  `polls kept beyond one a day after 90 days: ${sum((each) => each.unpruned)}`,
];
const [exceeded, triggered, lost] = [
  sum((each) => each.exceeded),
  sum((each) => each.triggered),
  sum((each) => each.lost.length),
];
const [doubled, explained] = [sum((each) => each.doubled), sum((each) => each.explained)];
const unfounded = sum((each) => each.unfounded.length + each.misreported.length + each.unpruned);
process.exitCode =
  lost > 0 || doubled !== explained || exceeded !== triggered || unfounded > 0 || others.includes(false) ? 1 : 0;
process.stdout.write(
  `${lines.join('\n')}\nsoak: exceeded=${exceeded} fired=${triggered} lost=${lost} doubled=${doubled} explained=${explained}\n`,
);
