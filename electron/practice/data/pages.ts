import type { Seconds } from './calendar.ts';
import { countOlder, type InvoiceRef } from './invoices.ts';
import type { Timeline } from './timelines.ts';

export interface PageRequest {
  readonly timelines: readonly Timeline[];
  readonly limit: number;
  /** Go on with older ones than this. */
  readonly after: InvoiceRef | null;
  /** Go back to the newer ones next to this. */
  readonly before: InvoiceRef | null;
  /** First and last moment of creation, both included. */
  readonly from: Seconds;
  readonly to: Seconds;
  readonly accepts: (ref: InvoiceRef) => boolean;
}

export interface Page {
  /** Newest first. */
  readonly refs: readonly InvoiceRef[];
  readonly hasMore: boolean;
}

interface Head {
  readonly timeline: Timeline;
  index: number;
  created: Seconds;
}

const newestFirst = (a: Head, b: Head): number => b.created - a.created || b.timeline.ordinal - a.timeline.ordinal;

function take(heads: Head[], step: 1 | -1, inRange: (created: Seconds) => boolean, request: PageRequest): Page {
  const refs: InvoiceRef[] = [];
  const live = heads.filter(({ created }) => inRange(created));
  for (;;) {
    const [first] = live.sort((a, b) => (step === -1 ? newestFirst(a, b) : newestFirst(b, a)));
    if (!first) return { refs, hasMore: false };
    const ref = { timeline: first.timeline, index: first.index };
    if (request.accepts(ref)) {
      if (refs.length === request.limit) return { refs, hasMore: true };
      refs.push(ref);
    }
    first.index += step;
    first.created = first.index < 0 ? -Infinity : first.timeline.createdAt(first.index);
    if (first.index < 0 || !inRange(first.created)) live.splice(live.indexOf(first), 1);
  }
}

/** One page over the merged timelines; its cost grows with the page and the rejected ones, not with what lies before it. */
export function pageOf(request: PageRequest): Page {
  const { timelines, before, after, from, to } = request;
  const countBeforeFrom = (timeline: Timeline): number => (Number.isFinite(from) ? timeline.countBefore(from) : 0);
  if (before) {
    const heads = timelines.map((timeline) => {
      const index = timeline === before.timeline ? before.index + 1 : countOlder(timeline, before);
      const first = Math.max(index, countBeforeFrom(timeline));
      return { timeline, index: first, created: timeline.createdAt(first) };
    });
    const limitOf = new Map(timelines.map((timeline) => [timeline, timeline.countBefore(to + 1)]));
    const inReach = heads.filter(({ timeline, index }) => index < (limitOf.get(timeline) ?? 0));
    const page = take(inReach, 1, (created) => created <= to, request);
    return { ...page, refs: page.refs.toReversed() };
  }
  const heads = timelines.map((timeline) => {
    const end = timeline.countBefore(to + 1);
    const index = (after ? Math.min(end, countOlder(timeline, after)) : end) - 1;
    return { timeline, index, created: index < 0 ? -Infinity : timeline.createdAt(index) };
  });
  return take(heads, -1, (created) => created >= from && created > -Infinity, request);
}
