import { fail, ok, type Result } from '#shared/result.ts';
import type { JsonObject } from '../http/answer.ts';
import { listObject } from './objects/list.ts';
import { integer, text } from './parameters.ts';
import { type Refusal, refusals } from './refusals.ts';

export const pageParameters = { limit: integer(1, 100), starting_after: text, ending_before: text };

export interface PageValues {
  readonly limit?: number;
  readonly starting_after?: string;
  readonly ending_before?: string;
}

export const defaultLimit = 10;

/** One page of a list that is short enough to be built whole. */
export function pageOfList(
  kind: string,
  url: string,
  objects: readonly JsonObject[],
  values: PageValues,
): Result<JsonObject, Refusal> {
  const { limit = defaultLimit, starting_after: after, ending_before: before } = values;
  if (after !== undefined && before !== undefined)
    return fail(refusals.exclusiveParameters('ending_before', 'starting_after'));
  const indexOf = (id: string): number => objects.findIndex((object) => object['id'] === id);
  if (before !== undefined) {
    const end = indexOf(before);
    if (end < 0) return fail(refusals.missing(kind, before, 'ending_before'));
    const start = Math.max(0, end - limit);
    return ok(listObject(url, objects.slice(start, end), start > 0));
  }
  const start = after === undefined ? 0 : indexOf(after) + 1;
  if (after !== undefined && start === 0) return fail(refusals.missing(kind, after, 'starting_after'));
  return ok(listObject(url, objects.slice(start, start + limit), objects.length > start + limit));
}
