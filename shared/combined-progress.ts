export type TellProgress = (done: number, total: number | null) => void;

/**
 * The progress of pieces of work that go on side by side, told as one: a reporter for each. The total is null until every
 * piece knows its own.
 */
export function combineProgress(pieces: number, tell: TellProgress): TellProgress[] {
  const states = Array.from({ length: pieces }, () => ({ done: 0, total: null as number | null }));
  return states.map((state) => (done, total) => {
    Object.assign(state, { done, total });
    const sum = states.reduce((so, each) => so + each.done, 0);
    const all = states.every((each) => each.total !== null)
      ? states.reduce((so, each) => so + (each.total ?? 0), 0)
      : null;
    tell(sum, all);
  });
}
