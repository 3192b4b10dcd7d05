import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DoctorReport } from '#shared/doctor.ts';
import { reportText } from '#shared/doctor-report.ts';
import type { SharedMessages } from '#shared/messages/index.ts';
import { dayOf } from '#shared/period.ts';
import { fail, ok } from '#shared/result.ts';
import type { Doctor } from '../../doctor/index.ts';
import { fileErrorOf, writePart } from '../../files/index.ts';
import type { Dialogs, Opener } from '../../platform/ports.ts';
import type { Handlers } from '../answer.ts';
import { saveFile } from './save-file.ts';

type DiagnosticsCalls = 'diagnostics.run' | 'diagnostics.save' | 'diagnostics.showLog';

interface DiagnosticsParts {
  readonly doctor: Doctor;
  /** Absolute path of the file that is written now. */
  readonly logFile: string;
  readonly dialogs: Pick<Dialogs, 'chooseSaveFile'>;
  readonly opener: Pick<Opener, 'openFolder'>;
  readonly dialogWords: () => SharedMessages['dialogs'];
}

/** What is found out about the computer, also while there is no program because its data folder waits for an answer. */
export function diagnosticsHandlers({
  doctor,
  logFile,
  dialogs,
  opener,
  dialogWords,
}: DiagnosticsParts): Pick<Handlers, DiagnosticsCalls> {
  let last: DoctorReport | null = null;
  return {
    async 'diagnostics.run'() {
      last = await doctor.examine();
      return ok(last);
    },
    async 'diagnostics.save'() {
      const report = last ?? (await doctor.examine());
      const target = await dialogs.chooseSaveFile(dialogWords().saveReport, `Billfold report ${dayOf(report.at)}.txt`);
      return saveFile(target, (part) => writePart(part, Buffer.from(reportText(report))));
    },
    async 'diagnostics.showLog'() {
      const folder = dirname(logFile);
      try {
        // Nothing may have been worth a line yet.
        await mkdir(folder, { recursive: true });
      } catch (cause) {
        return fail(fileErrorOf(cause, folder, logFile));
      }
      return opener.openFolder(folder);
    },
  };
}
