import { statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { diagnosed } from '#shared/doctor.ts';
import { systemCodeOf } from '#shared/system-code.ts';
import { isFileCode } from '../../files/index.ts';
import type { DoctorCheck } from '../check.ts';
import type { DoctorParts } from '../parts.ts';
import { codeOfFile, writeProbe } from '../write-probe.ts';

/** Whether the data folder is there and takes a file. */
export const dataFolderCheck = ({ folder }: Pick<DoctorParts, 'folder'>): DoctorCheck => ({
  id: 'data-folder',
  async run() {
    try {
      if (!statSync(folder).isDirectory()) return diagnosed('folder-is-file', { folder });
    } catch (cause) {
      if (isFileCode(cause, 'ENOENT')) return diagnosed('folder-missing', { folder });
      if (isFileCode(cause, 'ENOTDIR')) return diagnosed('folder-is-file', { folder });
      return diagnosed('folder-refuses', { folder, reason: codeOfFile(cause) });
    }
    const refused = await writeProbe(folder);
    if (refused === null) return diagnosed('folder-fine', { folder });
    return ['EROFS', 'EACCES', 'EPERM'].includes(refused)
      ? diagnosed('folder-read-only', { folder })
      : diagnosed('folder-refuses', { folder, reason: refused });
  },
});

// Without so much not even the daily copy of the database is made.
const least = 64 * 1024 * 1024;
// Some months of invoices, for one who does not look here every day.
const comfortable = 500 * 1024 * 1024;

/** Of the data folder, and of the archive where that is on another drive. */
export const diskSpaceCheck = (
  { folder }: Pick<DoctorParts, 'folder'>,
  settings: () => { readonly archiveFolder: string | null },
): DoctorCheck => ({
  id: 'disk-space',
  async run() {
    try {
      const free = await freeIn(folder);
      if (free < least) return diagnosed('space-gone', { free });
      const { archiveFolder } = settings();
      // That it is away is the archive's check to say.
      const archive = archiveFolder === null ? null : await freeIn(archiveFolder).catch(() => null);
      if (archive !== null && archive < least)
        return diagnosed('space-archive', { free: archive, folder: archiveFolder ?? '' });
      if (free < comfortable) return diagnosed('space-low', { free });
      return archive !== null && archive < comfortable
        ? diagnosed('space-low', { free: archive })
        : diagnosed('space-fine', { free });
    } catch (cause) {
      return diagnosed('space-unknown', { reason: systemCodeOf(codeOfFile(cause)) });
    }
  },
});

async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
