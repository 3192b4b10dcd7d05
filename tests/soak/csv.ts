// Texts of every kind in every table, read back by LibreOffice, which also says which cells it takes for formulas. Part of `npm run soak`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readCsv } from '../support/archive/export-setup.ts';
import {
  anyText,
  constantIn,
  differences,
  formulas,
  tablesOf,
  type WrittenTable,
} from '../support/texts-from-outside.ts';

const rows = 1_000;
const seed = 20_261_122;

const folder = mkdtempSync(join(tmpdir(), 'billfold-soak-csv-'));

/** Converts a file; the options are those of LibreOffice's CSV filter. */
function convert(file: string, to: string, options: string, into: string): string {
  mkdirSync(join(folder, into), { recursive: true });
  execFileSync(
    'soffice',
    [
      ...['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', to],
      ...[`--infilter=Text - txt - csv (StarCalc):${options}`, '--outdir', join(folder, into), file],
    ],
    // What it says on standard error is in the error that a failure throws.
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const extension = to.split(':')[0] ?? to;
  return join(folder, into, `table.${extension}`);
}

function problemsOf(table: WrittenTable): string[] {
  const file = join(folder, 'table.csv');
  writeFileSync(file, table.csv);
  const separator = String(table.delimiter.charCodeAt(0));
  // UTF-8, and each column as text: what a careful person chooses in the dialog.
  const columns = Object.keys(readCsv(file, table.delimiter)[0] ?? {}).map((_, index) => `${String(index + 1)}/2`);
  const asText = `${separator},34,76,1,${columns.join('/')}`;
  const back = convert(file, 'csv:Text - txt - csv (StarCalc):44,34,76', asText, 'text');
  // LibreOffice keeps each line break of a cell as LF.
  const lines = (text: string) => text.replace(/\r\n?/g, '\n');
  const lost = differences(table, readCsv(back), (read, text) => read === lines(text));
  // And what a hurried one gets, who takes the dialog as it comes.
  const sheet = readFileSync(convert(file, 'fods', `${separator},34,76`, 'sheet'), 'utf8');
  const taken = [...sheet.matchAll(/table:formula="([^"]*)"/g)]
    // Written as a formula that is nothing but its text, so that Excel makes no figure of it.
    .filter(([, formula = '']) => constantIn(formula.replace(/^of:/, '').replaceAll('&quot;', '"')) === null)
    .map(([, formula]) => `${table.name}: ${formula ?? ''}`);
  return [...lost, ...taken];
}

try {
  const texts = [...formulas, ...fc.sample(anyText, { numRuns: rows - formulas.length, seed })];
  const tables = await tablesOf(texts);
  const problems = tables.flatMap(problemsOf);
  for (const problem of problems.slice(0, 20)) process.stdout.write(`csv: ${problem}\n`);
  process.stdout.write(`csv: tables=${tables.length} rows=${texts.length} lost-or-formula=${problems.length}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
