import type { SearchFinding } from '#shared/search-query.ts';
import type { SearchTerm } from '#shared/search-terms.ts';
import { foldLetters, isIndexed } from '#shared/search-text.ts';
import { useText } from '../../i18n/use-text.ts';

const signs = { '>=': '≥', '<=': '≤', '>': '>', '<': '<', '=': '=' } as const;

/** Conditions and findings of a search in the user's words. */
export function useSearchWords() {
  const { t, briefly, format } = useText();

  return {
    conditionText(term: SearchTerm): string {
      switch (term.kind) {
        case 'field':
          return t(`search.condition.${term.field}`, { text: term.text });
        case 'total':
        case 'remaining':
          return t(`search.condition.${term.kind}`, {
            comparison: signs[term.comparison],
            amount: format.value.number(Number(term.amount)),
          });
        case 'tax':
          return t('search.condition.tax', { what: t(`search.tax.${term.what}`) });
        case 'rate':
          return t('search.condition.rate', { rate: format.value.rate(term.rate) });
        case 'status':
          return t('search.condition.status', { status: t(`invoices.status.${term.status}`) });
        case 'has':
          return t('search.condition.has', { what: t(`search.what.${term.what}`) });
        case 'handed-over':
          return t('search.condition.handed-over', { answer: t(`search.answer.${term.answer}`) });
        case 'from':
        case 'to':
          return t(`search.condition.${term.kind}`, { date: term.date });
        case 'currency':
          return t('search.condition.currency', { currency: term.currency });
        case 'word':
          return t(isIndexed(foldLetters(term.text)) ? 'search.condition.word' : 'search.condition.shortWord', {
            text: term.text,
          });
        default:
          return t(`search.condition.${term.kind}`, { text: term.text });
      }
    },

    findingText(finding: SearchFinding): string {
      if (finding.code === 'amount-invalid') return briefly(finding.error);
      if (finding.code === 'value-unknown') {
        return t('search.finding.value-unknown', { ...finding, known: finding.known.join(', ') });
      }
      return t(`search.finding.${finding.code}`, { ...finding });
    },
  };
}
