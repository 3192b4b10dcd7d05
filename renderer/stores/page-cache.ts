import type { AppError } from '#shared/errors.ts';
import type { Result } from '#shared/result.ts';

export interface RowPage<Row> {
  readonly rows: readonly Row[];
  /** How many rows the whole list has. */
  readonly count: number;
}

export interface PageCache<Row> {
  /** Rows of the whole list; null until the first page has come. */
  readonly count: number | null;
  /** Why the last page did not come; null when it came. */
  readonly failure: AppError | null;
  /** True between a changed question and its first answer, while the rows of the old one are still shown. */
  readonly stale: boolean;
  readonly pagesHeld: number;
  row(index: number): Row | undefined;
  /** Tells which rows are on screen, both ends included; fetches what is missing of them. */
  want(first: number, last: number): void;
  /** Another question: the rows shown belong to the old one and go when the first new page comes. */
  reset(): void;
  /** The same question, whose answer may have changed: rows stay until they are replaced. */
  refresh(): void;
  /** Fetches again what failed. */
  retry(): void;
  dispose(): void;
}

interface Options<Row> {
  fetchPage: (offset: number, limit: number) => Promise<Result<RowPage<Row>>>;
  onChange: () => void;
  pageSize?: number;
  /** How many pages stay in memory; the ones longest out of sight go first. */
  keepPages?: number;
}

interface Page<Row> {
  rows: readonly Row[];
  generation: number;
  usedAt: number;
}

const maxInFlight = 2;

/**
 * Holds the pages around what is on screen of a list that may have 100,000 rows. Pages that were passed by while
 * scrolling are never asked for; of those on screen the middle comes first.
 */
export function createPageCache<Row>({
  fetchPage,
  onChange,
  pageSize = 100,
  keepPages = 30,
}: Options<Row>): PageCache<Row> {
  const pages = new Map<number, Page<Row>>();
  const inFlight = new Set<string>();
  let generation = 0;
  let oldRowsAreOfAnotherQuestion = false;
  let answered = -1;
  let uses = 0;
  let wanted = { first: 0, last: 0 };
  let count: number | null = null;
  let failure: AppError | null = null;
  let disposed = false;

  const pageOf = (index: number) => Math.floor(index / pageSize);
  const isWanted = (page: number) => page >= pageOf(wanted.first) && page <= pageOf(wanted.last);

  function missingPages(): number[] {
    const end = count === null || answered !== generation ? wanted.last : Math.min(wanted.last, count - 1);
    const missing: number[] = [];
    for (let page = pageOf(wanted.first); page <= pageOf(Math.max(end, wanted.first)); page += 1) {
      const known = answered === generation && count !== null && page > 0 && page * pageSize >= count;
      if (!known && pages.get(page)?.generation !== generation) missing.push(page);
    }
    const middle = pageOf((wanted.first + wanted.last) / 2);
    return missing.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  }

  function pump(): void {
    if (disposed || failure !== null) return;
    for (const page of missingPages()) {
      if (inFlight.size >= maxInFlight) return;
      const flight = `${String(generation)}:${String(page)}`;
      if (!inFlight.has(flight)) void load(page, generation, flight);
    }
  }

  async function load(page: number, asked: number, flight: string): Promise<void> {
    inFlight.add(flight);
    const result = await fetchPage(page * pageSize, pageSize);
    inFlight.delete(flight);
    if (disposed) return;
    if (asked === generation) receive(page, result);
    pump();
  }

  function receive(page: number, result: Result<RowPage<Row>>): void {
    if (result.ok) {
      if (answered !== generation) forgetOldPages();
      answered = generation;
      count = result.value.count;
      pages.set(page, { rows: result.value.rows, generation, usedAt: (uses += 1) });
      evict();
    } else {
      failure = result.error;
    }
    onChange();
  }

  function forgetOldPages(): void {
    for (const [number] of pages) if (oldRowsAreOfAnotherQuestion || !isWanted(number)) pages.delete(number);
    oldRowsAreOfAnotherQuestion = false;
  }

  function evict(): void {
    const outOfSight = [...pages].filter(([number]) => !isWanted(number)).sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [number] of outOfSight) {
      if (pages.size <= keepPages) return;
      pages.delete(number);
    }
  }

  function startOver(another: boolean): void {
    generation += 1;
    oldRowsAreOfAnotherQuestion ||= another;
    failure = null;
    pump();
  }

  return {
    get count() {
      return count;
    },
    get failure() {
      return failure;
    },
    get stale() {
      return oldRowsAreOfAnotherQuestion && failure === null;
    },
    get pagesHeld() {
      return pages.size;
    },
    row(index) {
      const page = pages.get(pageOf(index));
      if (page) page.usedAt = uses += 1;
      return page?.rows[index % pageSize];
    },
    want(first, last) {
      wanted = { first: Math.max(0, first), last: Math.max(0, last) };
      pump();
    },
    reset() {
      startOver(true);
    },
    refresh() {
      startOver(false);
    },
    retry() {
      failure = null;
      pump();
      onChange();
    },
    dispose() {
      disposed = true;
      pages.clear();
    },
  };
}
