import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diagnosed } from '#shared/doctor.ts';
import type { DoctorCheck } from '../check.ts';
import type { DoctorParts } from '../parts.ts';
import { codeOfFile, writeProbe } from '../write-probe.ts';

/** Whether the log can be written: without it nobody can say later what went wrong. */
export const logCheck = ({ paths, folder: dataFolder }: Pick<DoctorParts, 'paths' | 'folder'>): DoctorCheck => ({
  id: 'log',
  async run() {
    const folder = dirname(paths.log);
    // The first line makes it.
    const refused = await writeProbe(existsSync(folder) ? folder : dataFolder);
    if (refused !== null) return diagnosed('log-refuses', { folder, reason: refused });
    try {
      const names = existsSync(folder) ? readdirSync(folder) : [];
      const bytes = names.reduce(
        (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
        0,
      );
      return diagnosed('log-fine', { bytes });
    } catch (cause) {
      return diagnosed('log-refuses', { folder, reason: codeOfFile(cause) });
    }
  },
});
