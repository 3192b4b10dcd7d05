import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { diagnosed } from '#shared/doctor.ts';
import { markOf, pathInStore } from '../../archive/index.ts';
import { isWritable } from '../../files/index.ts';
import type { DoctorCheck } from '../check.ts';
import type { DatabaseLook } from '../look-at-database.ts';
import type { DoctorParts } from '../parts.ts';

/** Whether the folder of the documents is there, is this archive's, and takes more. */
export const archiveCheck = (
  { paths }: Pick<DoctorParts, 'paths'>,
  look: () => Promise<DatabaseLook>,
  settings: () => { readonly archiveFolder: string | null },
): DoctorCheck => ({
  id: 'archive',
  async run() {
    const folder = settings().archiveFolder ?? paths.documents;
    const database = await look();
    if (database.state === 'new') return diagnosed('archive-new', {});
    if (database.state !== 'open') return diagnosed('archive-unknown', {});
    const { archive, sample, documents } = database.facts;
    const mark = await markOf(folder);
    if (mark !== null && archive !== null && mark !== archive) return diagnosed('archive-other', { folder });
    if (archive === null && documents === 0) return diagnosed('archive-new', {});
    const holdsSome = sample.some((document) => existsSync(join(folder, pathInStore(document))));
    if (!existsSync(folder) || (sample.length > 0 && !holdsSome)) return diagnosed('archive-away', { folder });
    if (mark === null) return diagnosed('archive-unmarked', { folder });
    return isWritable(folder) ? diagnosed('archive-fine', { documents }) : diagnosed('archive-read-only', { folder });
  },
});
