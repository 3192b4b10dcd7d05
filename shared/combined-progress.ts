import type { Transfer } from './jobs.ts';

/** `total` is null until it is known; `transfer` is null where no large document is on its way. */
export type ReportProgress = (done: number, total: number | null, transfer?: Transfer | null) => void;

/**
 * The progress of pieces of work that go on side by side, told as one: a reporter for each. The total is null until every
 * piece knows its own.
 */
export function combineProgress(pieces: number, report: ReportProgress): ReportProgress[] {
  const states = Array.from({ length: pieces }, () => ({
    done: 0,
    total: null as number | null,
    transfer: null as Transfer | null,
  }));
  return states.map((state) => (done, total, transfer = null) => {
    Object.assign(state, { done, total, transfer });
    const sum = states.reduce((so, each) => so + each.done, 0);
    report(sum, sumOrNull(states.map((each) => each.total)), combineTransfers(states.map((each) => each.transfer)));
  });
}

/** Of all together; null where there is none. */
export function combineTransfers(transfers: readonly (Transfer | null)[]): Transfer | null {
  const known = transfers.filter((each) => each !== null);
  if (known.length === 0) return null;
  return {
    received: known.reduce((so, { received }) => so + received, 0),
    total: sumOrNull(known.map(({ total }) => total)),
  };
}

function sumOrNull(values: readonly (number | null)[]): number | null {
  const known = values.filter((each) => each !== null);
  return known.length < values.length ? null : known.reduce((so, each) => so + each, 0);
}
