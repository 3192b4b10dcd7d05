import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where settings that cannot be read are put aside: the first free one of `settings.damaged.json`, `settings.damaged-2.json` … */
export function damagedName(folder: string): string {
  for (let count = 1; ; count++) {
    const file = join(folder, `settings.damaged${count === 1 ? '' : `-${count}`}.json`);
    if (!existsSync(file)) return file;
  }
}
