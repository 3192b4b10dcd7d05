import { z } from 'zod';
import { doctorReportSchema } from '../../doctor.ts';
import { nothing } from './requests.ts';

export const diagnosticsCalls = {
  /** Looks at everything that Billfold needs; also where no program can be opened on the data folder. */
  'diagnostics.run': { request: nothing, response: doctorReportSchema },
  /** Asks for a place and saves the last report there, without what belongs to the customer; null when the user cancelled. */
  'diagnostics.save': { request: nothing, response: z.object({ fileName: z.string() }).nullable() },
  /** Opens the folder of the log. */
  'diagnostics.showLog': { request: nothing, response: nothing },
} as const;
