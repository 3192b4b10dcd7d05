// `npm run bench [-- --json] [-- --only CASE] [-- --documents FOLDER]`: measures what the design promises, ours and a baseline in
// the same run. `reading` also reads a folder of real documents, which the project itself has none of.
import { parseArgs } from 'node:util';
import { backupAndRestore } from './cases/backup.ts';
import { commandStart, verification } from './cases/commands.ts';
import { bulkExport } from './cases/export.ts';
import { forecastError } from './cases/forecast.ts';
import { idle } from './cases/idle.ts';
import { largeLedger } from './cases/ledger.ts';
import { firstPage } from './cases/preview.ts';
import { archiveQueries } from './cases/queries.ts';
import { mailbox } from './cases/mailbox.ts';
import { reading } from './cases/reading.ts';
import { scroll } from './cases/scroll.ts';
import { start } from './cases/start.ts';
import { firstSync, largeSync } from './cases/sync.ts';
import { evaluation, checkRound } from './cases/watch.ts';
import type { Measurement } from './measurement.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    documents: { type: 'string' },
  },
});

const cases: Readonly<Record<string, () => Promise<Measurement[]>>> = {
  export: bulkExport,
  ledger: largeLedger,
  backup: backupAndRestore,
  sync: firstSync,
  'large-sync': largeSync,
  queries: archiveQueries,
  preview: firstPage,
  scroll,
  start,
  polls: checkRound,
  alerts: evaluation,
  forecast: forecastError,
  verify: verification,
  command: commandStart,
  mailbox,
  reading: () => reading(values.documents ?? null),
  idle,
};

const chosen = Object.entries(cases).filter(([name]) => values.only === undefined || name === values.only);
if (chosen.length === 0) {
  process.stderr.write(`There is no case ${values.only ?? ''}. Cases: ${Object.keys(cases).join(', ')}\n`);
  process.exit(2);
}

const measured: Measurement[] = [];
for (const [name, measure] of chosen) {
  process.stderr.write(`${name} …\n`);
  measured.push(...(await measure()));
}
process.stdout.write(values.json ? `${JSON.stringify(measured, null, 2)}\n` : tableOf(measured));

function tableOf(rows: readonly Measurement[]): string {
  const shown = (value: number | null, digits = 1): string => (value === null ? '–' : value.toFixed(digits));
  const lines = rows.map((row) => [
    row.case,
    `${shown(row.ours)} ${row.unit}`,
    row.baseline === null ? '–' : `${shown(row.baseline)} ${row.unit}`,
    shown(row.ratio, 2),
    `≤ ${row.wanted}`,
    row.memory === null ? '–' : `${shown(row.memory, 0)} MB`,
    row.ratio <= row.wanted ? 'yes' : 'no',
  ]);
  const head = ['case', 'ours', 'baseline', 'ratio', 'wanted', 'memory', 'good'];
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)));
  const text = (line: readonly string[]) =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|\n`;
  return text(head) + rule + lines.map(text).join('');
}
