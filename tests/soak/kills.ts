// Kills syncs and exports at random moments and shows that nothing is lost, doubled or left behind. Part of `npm run soak`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killBackups } from '../support/backup/killed-backups.ts';
import { killExports, killSyncs } from '../support/archive/killed-archive.ts';

const kills = 25;
const seed = 20_261_122;

const folder = mkdtempSync(join(tmpdir(), 'billfold-soak-'));
try {
  const syncs = await killSyncs(folder, kills, seed);
  const exported = await killExports(join(folder, 'export'), kills, seed + 1);
  const all = [...syncs, exported];
  const leftovers = all.flatMap(({ files }) => files.filter((file) => file.endsWith('.part'))).length;
  const findings = all.reduce((sum, each) => sum + each.findings, 0);
  const doubled =
    syncs.reduce((sum, { files, invoices }) => sum + Math.abs(files.length - invoices), 0) +
    Math.abs(exported.files.filter((file) => file.endsWith('.pdf')).length - exported.invoices);
  process.stdout.write(
    `archive: killed=${2 * kills} findings=${findings} leftovers=${leftovers} doubled-or-lost=${doubled}\n`,
  );
  const backups = await killBackups(join(folder, 'backups'), kills);
  process.stdout.write(
    `${backups.wrong.map((each) => `${each}\n`).join('')}backups: killed=${backups.killed} wrong=${backups.wrong.length}\n`,
  );
  process.exitCode = findings + leftovers + doubled + backups.wrong.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
