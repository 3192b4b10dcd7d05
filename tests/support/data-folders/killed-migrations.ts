import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { openDataFolder } from '../../../electron/backup/index.ts';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { killAt, moments } from '../killed-work.ts';
import { factsOf } from './facts.ts';
import { keptVersions, unpackDataFolder } from './unpack.ts';

/** Opens a data folder as a start does, and says what is in it. */
function factsIn(folder: string): unknown {
  const opened = openDataFolder(join(folder, 'billfold.db'), migrations);
  if (!opened.ok) return opened.error.code;
  const { db, dispose } = opened.value;
  try {
    const whole = db.pragma('integrity_check', { simple: true });
    return whole === 'ok' ? factsOf(db, folder) : whole;
  } finally {
    db.close();
    dispose();
  }
}

/** Kills the first start on an old data folder so many times, by time, and opens it again: what is not as after a start that was let be. */
export async function killMigrations(folder: string, kills: number): Promise<readonly string[]> {
  using old = unpackDataFolder(keptVersions[0] ?? '');
  const wanted = join(folder, 'wanted');
  cpSync(old.path, wanted, { recursive: true });
  const facts = factsIn(wanted);
  const wrong = typeof facts === 'string' ? [facts] : [];
  for (const [kill, moment] of moments(3 * kills, 1, 7)
    .filter((each) => 'share' in each)
    .entries()) {
    const data = join(folder, `migrated-${kill}`);
    cpSync(old.path, data, { recursive: true });
    const script = join(import.meta.dirname, '../backup/backup-child.ts');
    await killAt(moment, { script, args: ['migrate', data, ''] }, () => {
      rmSync(data, { recursive: true });
      cpSync(old.path, data, { recursive: true });
    });
    const found = factsIn(data);
    if (!isDeepStrictEqual(found, facts))
      wrong.push(`migration ${kill}: ${typeof found === 'string' ? found : 'something is another'}`);
    if (!existsSync(join(data, 'billfold.db'))) wrong.push(`migration ${kill}: no database`);
    rmSync(data, { recursive: true });
  }
  return wrong;
}
