import type { Cause } from '#shared/comparison.ts';
import { causeText } from '#shared/messages/cause-text.ts';
import { useText } from '../i18n/use-text.ts';
import { useAmountWords } from './use-amount-words.ts';

/** What made an amount rise, as a sentence; empty where nothing is known. */
export function useCauseWords(): (cause: Cause | null) => string {
  const { t, format } = useText();
  const amount = useAmountWords();
  return (cause) =>
    cause ? causeText(cause, { say: (word, values) => t(`causes.${word}`, values), format: format.value, amount }) : '';
}
