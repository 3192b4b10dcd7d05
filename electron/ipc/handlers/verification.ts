import { basename, dirname } from 'node:path';
import { dayOf } from '#shared/period.ts';
import { fail, ok } from '#shared/result.ts';
import { isRepairable } from '#shared/verification.ts';
import { fileErrorOf, writeWhole } from '../../files/index.ts';
import { findingsCsv } from '../../export/index.ts';
import type { Handlers } from '../answer.ts';
import type { HandlerParts } from '../parts.ts';
import { words } from './words.ts';

// More than anybody reads on a screen; the saved file holds all.
const shownFindings = 500;

export const verificationHandlers = ({ program, jobs, dialogs }: HandlerParts) => {
  const { verification } = program;

  return {
    'verification.start': ({ accountId, repair }) =>
      jobs.start('verify', accountId, ({ signal, progress }) =>
        verification[repair ? 'repair' : 'verify'](accountId, { signal, onProgress: progress }),
      ),
    'verification.last'({ accountId }) {
      const last = verification.last(accountId);
      if (!last) return ok(null);
      const { findings, uncompared } = last;
      return ok({
        ...last,
        findings: findings.slice(0, shownFindings),
        count: findings.length,
        repairable: findings.filter(isRepairable).length,
        uncompared: uncompared.slice(0, shownFindings),
        uncomparedCount: uncompared.length,
      });
    },
    async 'verification.save'({ accountId }) {
      const last = verification.last(accountId);
      if (!last) return ok(null);
      const target = await dialogs.chooseSaveFile(
        words(program).dialogs.saveFindings,
        `Billfold verification ${dayOf(last.at)}.csv`,
      );
      if (target === null) return ok(null);
      try {
        await writeWhole(target, await findingsCsv(last, 'excel', program.locale()));
        return ok({ fileName: basename(target) });
      } catch (cause) {
        return fail(fileErrorOf(cause, dirname(target), target));
      }
    },
  } satisfies Partial<Handlers>;
};
