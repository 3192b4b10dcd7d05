import { type Calendar, day, dayStart, type Seconds } from './calendar.ts';
import { fractionOf } from './random.ts';

export const metrics = ['bandwidth', 'video', 'extensions'] as const;
export type Metric = (typeof metrics)[number];

/** How much an ordinary month of today uses: gigabytes, video units, extension units. */
const monthly: Record<Metric, number> = { bandwidth: 420, video: 2400, extensions: 900 };
const averageMonth = 30.44;
// Sunday first; they add up to 7.
const weekdays = [0.72, 1.1, 1.14, 1.15, 1.13, 1.08, 0.68] as const;

export interface UsageHistory {
  /** What was used from `from` up to `to`. Never falls while `to` grows. */
  between(metric: Metric, from: Seconds, to: Seconds): number;
}

/** Usage of one customer: steady growth over the past years, level since the anchor, weekdays above weekends. */
export function usageHistory(seed: number, customer: string, calendar: Calendar, scale: number): UsageHistory {
  const levels = new Map<number, number>();
  const levelOf = (k: number): number => {
    const known = levels.get(k);
    if (known !== undefined) return known;
    const growth = k >= 0 ? 1 : Math.max(0.1, 1 + k * 0.016);
    const level = growth * (0.94 + 0.1 * fractionOf(seed, customer, 'level', k));
    if (levels.size > 1000) levels.clear();
    levels.set(k, level);
    return level;
  };
  const ofDay = (metric: Metric, start: Seconds): number => {
    const weekday = weekdays[(((start / day + 4) % 7) + 7) % 7] ?? 1;
    const noise = 0.9 + 0.2 * fractionOf(seed, customer, metric, start);
    return (monthly[metric] / averageMonth) * scale * weekday * noise * levelOf(calendar.periodOf(start));
  };
  return {
    between(metric, from, to) {
      let used = 0;
      for (let start = dayStart(from); start < to; start += day) {
        const share = (Math.min(to, start + day) - Math.max(from, start)) / day;
        used += ofDay(metric, start) * share;
      }
      return used;
    },
  };
}
