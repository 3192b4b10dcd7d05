import { dayOf } from '#shared/period.ts';
import { ok } from '#shared/result.ts';
import { type Finding, findingKinds, isOpen, isRepairable } from '#shared/verification.ts';
import { writePart } from '../../files/index.ts';
import { findingsCsv } from '../../export/index.ts';
import type { Handlers } from '../answer.ts';
import { type HandlerParts, words } from '../parts.ts';
import { saveFile } from './save-file.ts';

// More than anybody reads on a screen; the saved file holds all.
const shownFindings = 500;

/** The kinds that there are, in the order in which they are always named. */
const kindsOf = (open: readonly Finding[], acceptable: readonly Finding[]) =>
  findingKinds
    .map((kind) => ({
      kind,
      count: open.filter((each) => each.kind === kind).length,
      acceptable: acceptable.filter((each) => each.kind === kind).length,
    }))
    .filter(({ count }) => count > 0);

export const verificationHandlers = ({ program, dialogs }: HandlerParts) => {
  const { verification, jobs } = program;

  return {
    'verification.start': ({ accountId, repair }) =>
      jobs.start('verify', accountId, ({ signal, progress }) =>
        verification[repair ? 'repair' : 'verify'](accountId, { signal, onProgress: progress }),
      ),
    'verification.last'({ accountId, kind = null }) {
      const last = verification.last(accountId);
      if (!last) return ok(null);
      const { findings, uncompared } = last;
      const open = findings.filter(isOpen);
      const accepted = findings.filter((finding) => !isOpen(finding));
      return ok({
        ...last,
        findings: open.filter((each) => kind === null || each.kind === kind).slice(0, shownFindings),
        count: open.length,
        kinds: kindsOf(open, verification.acceptable(open)),
        repairable: open.filter(isRepairable).length,
        accepted: accepted.slice(0, shownFindings),
        acceptedCount: accepted.length,
        uncompared: uncompared.slice(0, shownFindings),
        uncomparedCount: uncompared.length,
      });
    },
    'verification.ofInvoice': ({ key }) => verification.recordOf(key),
    'verification.accept': ({ ids, key }) => verification.accept(ids, key),
    'verification.acceptAll'({ accountId, kind, at }) {
      const accepted = verification.acceptAll(accountId, kind, at);
      return accepted.ok ? ok({ accepted: accepted.value }) : accepted;
    },
    'verification.reopen': ({ ids }) => verification.reopen(ids),
    async 'verification.save'({ accountId }) {
      const last = verification.last(accountId);
      if (!last) return ok(null);
      const target = await dialogs.chooseSaveFile(
        words(program).dialogs.saveFindings,
        `Billfold verification ${dayOf(last.at)}.csv`,
      );
      return saveFile(target, async (part) =>
        writePart(part, await findingsCsv(last.findings, 'excel', program.format())),
      );
    },
  } satisfies Partial<Handlers>;
};
