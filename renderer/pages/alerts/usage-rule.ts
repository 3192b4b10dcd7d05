import { computed, ref } from 'vue';
import type { Result } from '#shared/result.ts';
import type { UsageMetric } from '#shared/usage.ts';
import { useFormat } from '../../i18n/format.ts';
import { refOfAccount } from '../../stores/accounts.ts';
import type { AlertDraft } from '../../stores/alerts.ts';
import { useOverview } from '../../stores/overview.ts';
import { readUsageThreshold, unitsFor, type UsageUnit } from './usage-threshold.ts';

/** What a new alert on usage compares, without the steps. */
export type UsageRule = Omit<Extract<AlertDraft, { measure: UsageMetric }>, 'steps'>;

/** The part of the form that watches usage: of a metric, so much in a unit. The quantity does not outlive its account. */
export function useUsageRule() {
  const overview = useOverview();
  const format = useFormat();
  const quantity = refOfAccount('');
  const chosenMetric = ref<UsageMetric | null>(null);
  const chosenUnit = ref<UsageUnit | null>(null);

  /** What the account uses; empty where that is not known. */
  const readings = computed(() => overview.snapshot?.usage?.readings ?? []);
  const reading = computed(
    () => readings.value.find(({ metric }) => metric === chosenMetric.value) ?? readings.value[0] ?? null,
  );
  const metric = computed({
    get: () => reading.value?.metric ?? 'bandwidth',
    set: (value: UsageMetric) => {
      chosenMetric.value = value;
    },
  });
  const units = computed(() => (reading.value ? unitsFor(reading.value) : []));
  const unit = computed({
    get: () => units.value.find((each) => each === chosenUnit.value) ?? units.value[0] ?? '',
    set: (value: UsageUnit) => {
      chosenUnit.value = value;
    },
  });

  return {
    quantity,
    readings,
    reading,
    metric,
    units,
    unit,
    isEmpty: computed(() => quantity.value.trim() === ''),
    rule(): Result<UsageRule> {
      const read = readUsageThreshold(quantity.value, unit.value, metric.value, format.value.locale);
      return read.ok ? { ok: true, value: { measure: metric.value, threshold: read.value } } : read;
    },
  };
}
