import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnosed } from '#shared/doctor.ts';
import { isFileCode } from '../../files/index.ts';
import { lookAtSettings } from '../../settings/index.ts';
import type { DoctorCheck } from '../check.ts';
import type { DoctorParts } from '../parts.ts';
import { codeOfFile } from '../write-probe.ts';

export const settingsCheck = ({ folder }: Pick<DoctorParts, 'folder'>): DoctorCheck => ({
  id: 'settings',
  run() {
    const file = join(folder, 'settings.json');
    const aside = setAside(folder);
    try {
      const look = lookAtSettings(readFileSync(file, 'utf8'));
      if (look === null) return diagnosed('settings-damaged', { file });
      const [setting] = look.bad;
      if (setting !== undefined) return diagnosed('settings-value', { setting });
      if (look.newer) return diagnosed('settings-newer', {});
    } catch (cause) {
      if (!isFileCode(cause, 'ENOENT', 'ENOTDIR'))
        return diagnosed('settings-refuse', { file, reason: codeOfFile(cause) });
      if (aside === null) return diagnosed('settings-new', {});
    }
    return aside === null ? diagnosed('settings-fine', {}) : diagnosed('settings-set-aside', { file: aside });
  },
});

/** A settings file that an earlier start could not read, and kept. */
function setAside(folder: string): string | null {
  try {
    const name = readdirSync(folder).find((each) => /^settings\.damaged(-\d+)?\.json$/.test(each));
    return name === undefined ? null : join(folder, name);
  } catch {
    return null;
  }
}
