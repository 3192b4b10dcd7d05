import type { Standing } from '#shared/outcomes.ts';
import { isWaiting } from '#shared/reasons.ts';
import { useText } from '../i18n/use-text.ts';

/** How an alert stands, as word and shape. */
export function useAlertState() {
  const { t, format } = useText();
  const highestStep = ({ exceededSteps }: Standing) => exceededSteps.at(-1) ?? null;
  return {
    word(standing: Standing): string {
      const step = highestStep(standing);
      if (standing.outcome === 'exceeded') return t('overview.state.exceeded');
      if (step !== null) return t('overview.state.step', { percent: format.value.percent(step / 100) });
      return t(`overview.state.${standing.outcome}`);
    },
    /** Why it could not be compared; empty where it was. */
    reason: ({ reason }: Standing): string => (reason ? t(`reasons.${reason}`) : ''),
    look(standing: Standing) {
      if (standing.outcome === 'exceeded') return { tone: 'danger', shape: 'triangle' } as const;
      if (standing.outcome === 'not-compared') {
        const waits = standing.reason !== null && isWaiting(standing.reason);
        return { tone: waits ? 'neutral' : 'warning', shape: 'dash' } as const;
      }
      if (highestStep(standing) !== null) return { tone: 'warning', shape: 'half' } as const;
      return { tone: 'success', shape: 'ring' } as const;
    },
  };
}
