import { type Evaluation, unitOf } from '#shared/alerts.ts';
import { useFormat } from '../i18n/format.ts';
import { useText } from '../i18n/use-text.ts';

/** How an alert stands, as word and shape. */
export function useAlertState() {
  const { t } = useText();
  const format = useFormat();
  const highestStep = ({ exceededSteps }: Evaluation) => exceededSteps.at(-1) ?? null;
  return {
    word(evaluation: Evaluation): string {
      const step = highestStep(evaluation);
      if (evaluation.state === 'watching' && step !== null)
        return t('overview.state.step', { percent: format.value.percent(step / 100) });
      return t(`overview.state.${evaluation.state}`, { currency: evaluation.amount ? unitOf(evaluation.amount) : '' });
    },
    look(evaluation: Evaluation) {
      if (evaluation.state === 'exceeded') return { tone: 'danger', shape: 'triangle' } as const;
      if (evaluation.state === 'paused-currency' || evaluation.state === 'paused-unit')
        return { tone: 'warning', shape: 'dash' } as const;
      if (evaluation.state === 'nothing-to-watch') return { tone: 'neutral', shape: 'dash' } as const;
      if (highestStep(evaluation) !== null) return { tone: 'warning', shape: 'half' } as const;
      return { tone: 'success', shape: 'ring' } as const;
    },
  };
}
