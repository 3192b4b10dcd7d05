import type { AppError } from '#shared/errors.ts';
import type { ErrorWords } from '#shared/messages/en.ts';
import { asSentence } from '#shared/messages/sentence.ts';
import { networkProblemOf } from '#shared/network-problem.ts';
import { type Language, useLanguage } from './language.ts';

/** An error in words, and the same as data for support. */
export interface ExplainedError extends ErrorWords {
  readonly details: string;
}

export function useText(): { t: Language['t']; explain: (error: AppError) => ExplainedError } {
  const { t } = useLanguage();
  return {
    t,
    explain(error) {
      const { code, ...data } = error;
      const values = Object.fromEntries(
        Object.entries(data).map(([name, value]) => [name, String(value ?? '').trim()]),
      );
      if (values['detail']) values['detail'] = asSentence(values['detail']);
      if (error.code === 'document-not-pdf' || error.code === 'file-not-pdf')
        values['found'] = t(`found.${error.found}`);
      if (error.code === 'template-invalid')
        values['reason'] = t(`templateProblems.${error.reason}`, { field: error.field ?? '' });
      // The code goes along: whoever looks after the network knows it.
      if (error.code === 'server-unreachable')
        values['reason'] = `${t(`networkProblems.${networkProblemOf(error.reason)}`)} (${error.reason})`;
      if (error.code === 'alert-not-comparable') values['reason'] = t(`reasons.${error.reason}`);
      if (error.code === 'role-forbids') values['action'] = t(`guardedActions.${error.action}`);
      if (error.code === 'backup-damaged') values['reason'] = t(`backupProblems.${error.reason}`);
      if (error.code === 'database-corrupt' || error.code === 'database-missing') {
        const { backup } = error;
        values['ways'] = error.ways.map((way) => t(`recoveryWays.${way}`, { backup: backup ?? '' })).join('; ');
      }
      const words = (part: keyof ErrorWords) => t(`errors.${code}.${part}`, values).trim();
      return { what: words('what'), safe: words('safe'), todo: words('todo'), details: JSON.stringify(error, null, 2) };
    },
  };
}
