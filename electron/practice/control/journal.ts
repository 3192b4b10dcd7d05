import type { Json } from '../http/answer.ts';

/** What the server was asked, without keys: for tests that count requests. */
export interface Journal {
  add(method: string, path: string, status: number): void;
  clear(): void;
  show(): Json;
}

const most = 2000;

/** `real` gives milliseconds of real time, as rates are those of real seconds. */
export function createJournal(real: () => number): Journal {
  let entries: { readonly at: number; readonly method: string; readonly path: string; readonly status: number }[] = [];
  let total = 0;
  let busiest = { second: 0, requests: 0, peak: 0 };
  return {
    add(method, path, status) {
      const at = real();
      total++;
      const second = Math.floor(at / 1000);
      const requests = second === busiest.second ? busiest.requests + 1 : 1;
      busiest = { second, requests, peak: Math.max(busiest.peak, requests) };
      entries.push({ at, method, path, status });
      if (entries.length > most * 2) entries = entries.slice(-most);
    },
    clear() {
      entries = [];
      total = 0;
      busiest = { second: 0, requests: 0, peak: 0 };
    },
    show: () => ({ total, peakPerSecond: busiest.peak, last: entries.slice(-most).map((entry) => ({ ...entry })) }),
  };
}
