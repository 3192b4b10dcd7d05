import { diagnosed, type Diagnosis } from '#shared/doctor.ts';
import type { AppError } from '#shared/errors.ts';
import { systemCodeOf } from '#shared/system-code.ts';
import type { DoctorCheck } from '../check.ts';
import type { DatabaseLook } from '../look-at-database.ts';
import type { DoctorParts } from '../parts.ts';

export const databaseCheck = (
  { folder }: Pick<DoctorParts, 'folder'>,
  look: () => Promise<DatabaseLook>,
): DoctorCheck => ({
  id: 'database',
  async run() {
    const found = await look();
    switch (found.state) {
      case 'new':
        return diagnosed('database-new', {});
      case 'missing':
        return diagnosed('database-missing', { folder });
      case 'other-version':
        return diagnosed(found.found > found.supported ? 'database-too-new' : 'database-older', {
          found: found.found,
          supported: found.supported,
        });
      case 'failed':
        return failed(found.error);
      case 'open': {
        const { accounts, invoices } = found.facts;
        return diagnosed('database-fine', { accounts: accounts.length, invoices, bytes: found.bytes });
      }
    }
  },
});

function failed(error: AppError): Diagnosis {
  if (error.code === 'database-corrupt') return diagnosed('database-damaged', { reason: error.reason });
  if (error.code === 'database-busy') return diagnosed('database-busy', {});
  return diagnosed('database-refuses', { reason: 'reason' in error ? systemCodeOf(error.reason) : systemCodeOf(null) });
}
