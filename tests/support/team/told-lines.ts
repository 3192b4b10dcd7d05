export interface Told {
  /** What is to be told: each thing to each desk's member, and once by a channel of any desk's. */
  readonly due: number;
  /** Of that, what was told. */
  readonly told: number;
  /** Told once more. */
  readonly repeated: number;
  /**
   * Of the repeated ones, those where a kill fell between showing and noting, or where the server lost that one desk had been
   * first, before another's channel told it too.
   */
  readonly explained: number;
  /** The others, in words. */
  readonly unexplained: readonly string[];
}

interface Lines {
  readonly due: readonly string[];
  /** By desk, oldest first: `show THING`, `noted` or `started`, and the moment. */
  readonly told: readonly (readonly string[])[];
  readonly sent: readonly (readonly string[])[];
  /** By desk: what was found out there, and the moment. */
  readonly done: readonly (readonly string[])[];
  /** When the server lost its newest. */
  readonly restores: readonly number[];
}

interface Showing {
  readonly desk: number;
  readonly at: number;
  /** The process was killed before it was noted. */
  readonly isCut: boolean;
}

const momentOf = (line: string): number => Number(line.slice(line.lastIndexOf(' ') + 1));

/** Each time that each thing was shown at a desk. */
function showingsOf(lines: readonly string[], desk: number): Map<string, Showing[]> {
  const found = new Map<string, Showing[]>();
  for (const [place, line] of lines.entries()) {
    const thing = /^show (.*) \d+$/.exec(line)?.[1];
    if (thing === undefined) continue;
    const after = lines.slice(place + 1).find((each) => !each.startsWith('show'));
    const showing = { desk, at: momentOf(line), isCut: after?.startsWith('started') ?? false };
    found.set(thing, [...(found.get(thing) ?? []), showing]);
  }
  return found;
}

export function countTold({ due, told, sent, done, restores }: Lines): Told {
  const counts = { told: 0, repeated: 0, explained: 0 };
  const unexplained: string[] = [];
  function count(
    what: string,
    showings: readonly Showing[],
    isExplained: (before: Showing, again: Showing) => boolean,
  ): void {
    if (showings.length > 0) counts.told++;
    for (const [place, again] of showings.entries()) {
      const before = showings[place - 1];
      if (!before) continue;
      counts.repeated++;
      if (isExplained(before, again)) counts.explained++;
      else unexplained.push(`${what}: ${JSON.stringify(before)}, then ${JSON.stringify(again)}`);
    }
  }
  const atDesks = told.map(showingsOf);
  const byChannels = sent.map(showingsOf);
  for (const thing of due) {
    for (const [index, desk] of atDesks.entries())
      count(`${thing} at desk ${String(index)}`, desk.get(thing) ?? [], ({ isCut }) => isCut);
    const all = byChannels.flatMap((desk) => desk.get(thing) ?? []).sort((one, other) => one.at - other.at);
    const foundAt = ({ desk, at }: Showing): number => {
      const line = done[desk]?.find((each) => each.startsWith(`${thing} `));
      return line === undefined ? at : momentOf(line);
    };
    count(
      `${thing} by channel`,
      all,
      (before, again) => before.isCut || restores.some((lost) => foundAt(before) <= lost && lost <= again.at),
    );
  }
  return { due: due.length * (told.length + 1), ...counts, unexplained };
}
