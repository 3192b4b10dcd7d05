// The workbook of an export, opened by LibreOffice, which computes its sums, too. Part of `npm run soak`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { startPracticeServer } from '../../electron/practice/index.ts';
import { addAccount, buildProgram, createTerminal } from '../support/billfold.ts';

const outcome = z.object({ numbers: z.int(), sums: z.int(), wrong: z.array(z.string()) });
/** The main customer, and those with taxes, discounts and settlements of every kind, in three kinds of currency. */
const customers = ['cus_PracticeVaried', 'cus_PracticeVariedYen', 'cus_PracticeVariedDinar'];

const folder = mkdtempSync(join(tmpdir(), 'billfold-workbook-'));
const server = await startPracticeServer({ port: 0, seed: 7, invoices: 60, now: null, speed: 1, anchor: null });
try {
  await buildProgram();
  const terminal = createTerminal({ dataFolder: join(folder, 'data'), key: 'sk_test_workbook' });
  const run = async (...args: string[]): Promise<void> => {
    const { code, stderr } = await terminal.billfold(...args);
    if (code !== 0) throw new Error(`billfold ${args.join(' ')}: ${stderr}`);
  };
  for (const customerId of [server.customerId, ...customers]) {
    const added = await addAccount(terminal, customerId, { url: server.url, customerId });
    if (added.code !== 0) throw new Error(added.stderr);
  }
  await run('sync');
  await run('export', '--out', join(folder, 'out'), '--format', 'csv,xlsx', '--headings', 'fields');
  const script = resolve(import.meta.dirname, '../support/workbook-sums.py');
  const said = execFileSync('python3', [script, join(folder, 'out', 'ledger.xlsx'), folder], { encoding: 'utf8' });
  const { numbers, sums, wrong } = outcome.parse(JSON.parse(said));
  for (const each of wrong.slice(0, 20)) process.stdout.write(`workbook: ${each}\n`);
  process.stdout.write(`workbook: numbers=${numbers} sums=${sums} wrong=${wrong.length}\n`);
  process.exitCode = wrong.length === 0 && numbers > 0 && sums > 0 ? 0 : 1;
} finally {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
