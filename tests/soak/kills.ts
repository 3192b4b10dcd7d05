// Kills 500 processes by SIGKILL, by time and by progress, while they check, sync, export, import, back up, restore and
// migrate, and shows that nothing is lost and nothing is there twice. Part of `npm run soak`; alone: `npm run soak -- kills`.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { killExports, killSyncs } from '../support/archive/killed-archive.ts';
import { killImports } from '../support/archive/killed-imports.ts';
import { killBackups } from '../support/backup/killed-backups.ts';
import { killMigrations } from '../support/data-folders/killed-migrations.ts';
import { simulate } from '../support/soak/simulation.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '500' }, seed: { type: 'string', default: '20261122' } },
});
const seed = Number(values.seed);
const each = Math.ceil(Number(values.kills) / 7);

const folder = mkdtempSync(join(tmpdir(), 'billfold-kills-'));
const wrong: string[] = [];
let killed = 0;
function tell(what: string, kills: number, found: readonly string[], more = ''): void {
  killed += kills;
  wrong.push(...found);
  process.stdout.write(
    `${found.map((line) => `${line}\n`).join('')}${what}: killed=${kills} wrong=${found.length}${more}\n`,
  );
}
const placeFor = (what: string): string => {
  const place = join(folder, what);
  mkdirSync(place);
  return place;
};

try {
  // Nobody looks for some days before each kill, so that there is something to be found. Some find nothing all the same,
  // pass no place to be killed at, and do not count.
  const sigkills = Math.ceil(1.6 * each);
  const checks = await simulate({ seed, firstAccount: 0, accounts: 8, days: 5 * sigkills, sigkills });
  const { lost, unfounded, misreported, doubled, explained, exceeded, triggered } = checks;
  const twice = doubled === explained ? [] : [`${doubled - explained} notifications were shown twice without a reason`];
  tell(
    'check',
    checks.sigkills,
    [...lost, ...unfounded, ...misreported, ...twice],
    ` fired=${triggered} of ${exceeded} explained=${explained}`,
  );

  const syncs = await killSyncs(placeFor('syncs'), each, seed);
  const exported = await killExports(placeFor('exports'), each, seed + 1);
  const damage = (aftermath: typeof exported, documents: number): string[] => {
    const parts = aftermath.files.filter((file) => file.endsWith('.part')).length;
    const isWhole = aftermath.findings + parts === 0 && documents === aftermath.invoices;
    return isWhole
      ? []
      : [`${documents} documents of ${aftermath.invoices}, ${aftermath.findings} findings, ${parts} parts`];
  };
  tell(
    'sync',
    each,
    syncs.flatMap((sync) => damage(sync, sync.files.length)),
  );
  tell('export', each, damage(exported, exported.files.filter((file) => file.endsWith('.pdf')).length));
  tell('import', each, await killImports(placeFor('imports'), each, seed + 2));
  const backups = await killBackups(placeFor('backups'), each);
  tell('backup and restore', backups.killed, backups.wrong);
  tell('migration', each, await killMigrations(placeFor('migrations'), each));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`kills: killed=${killed} wrong=${wrong.length}\n`);
process.exitCode = wrong.length === 0 && killed >= Number(values.kills) ? 0 : 1;
