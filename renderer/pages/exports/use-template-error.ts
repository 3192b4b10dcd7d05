import { computed, type ComputedRef } from 'vue';
import type { AppError } from '#shared/errors.ts';
import { useText } from '../../i18n/use-text.ts';

/** What is wrong with the template, in words for under its field; empty where the error is another one or none. */
export function useTemplateError(error: () => AppError | null): ComputedRef<string> {
  const { t, explain } = useText();
  return computed(() => {
    const problem = error();
    if (problem?.code === 'template-empty') return explain(problem).message;
    if (problem?.code !== 'template-invalid') return '';
    const reason = t(`templateProblems.${problem.reason}`, { field: problem.field ?? '' });
    return t('exports.problem', { reason });
  });
}
