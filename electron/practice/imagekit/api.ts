import { tokenOf } from '../data/random.ts';
import { day, hour, type Seconds } from '../data/calendar.ts';
import type { World } from '../data/world.ts';
import { type Alter, type Answer, answerJson, type ApiRequest, basicUser, type JsonObject } from '../http/answer.ts';

export const imagekitPath = '/v1/accounts/usage';

export const imagekitKeyOf = (seed: number): string => `private_${tokenOf(27, seed, 'imagekit')}`;

const help = 'For support kindly contact us at support@imagekit.io .';
const longestRange = 90 * day;
const cachedFor = 6 * hour;

export const refuse = (status: number, message: string, headers: Record<string, string> = {}): Answer =>
  answerJson(status, { message, help }, headers);

function dayOf(text: string | null): Seconds | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  // Days such as February 30 are read as a day of March.
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(text) ? null : time / 1000;
}

/** What an account used from the beginning of `start` up to `end` or now. Stores and caches grow slowly and are read at the end. */
function usageOf(world: World, start: Seconds, end: Seconds, now: Seconds): JsonObject {
  const usage = world.usageOf(world.main);
  const until = Math.max(start, Math.min(end, now));
  const opened = world.calendar.start(-60);
  const age = Math.max(0, until - Math.max(opened, until - 60 * 30 * day)) / (30 * day);
  return {
    bandwidthBytes: Math.round(usage.between('bandwidth', start, until) * 1e9),
    mediaLibraryStorageBytes: Math.round((18 + age * 1.7) * 1e9),
    videoProcessingUnitsCount: Math.floor(usage.between('video', start, until)),
    extensionUnitsCount: Math.floor(usage.between('extensions', start, until)),
    originalCacheStorageBytes: Math.round((6 + age * 0.6) * 1e9),
  };
}

/** ImageKit's usage API: start included, end excluded, under 90 days, kept for six hours for each key and range. */
export function createImagekitApi(world: World, now: () => Seconds, alter: Alter): (request: ApiRequest) => Answer {
  const cache = new Map<string, { readonly at: Seconds; readonly usage: JsonObject }>();
  return (request) => {
    const key = basicUser(request.headers['authorization']);
    if (key === null) return refuse(401, 'No valid API key was provided.');
    if (!/^private_[A-Za-z0-9+/=_-]+$/.test(key) || /^private_(refused|invalid|wrong)/.test(key)) {
      return refuse(403, 'Your account cannot be authenticated.');
    }
    if (request.method !== 'GET') return refuse(404, 'The requested resource does not exist.');
    const query = new URLSearchParams(request.query);
    const unknown = [...query.keys()].find((name) => name !== 'startDate' && name !== 'endDate');
    if (unknown !== undefined) return refuse(400, `Your request contains an invalid parameter: ${unknown}.`);
    const missing = ['startDate', 'endDate'].find((name) => !query.get(name));
    if (missing !== undefined) return refuse(400, `Your request is missing the ${missing} parameter.`);
    const start = dayOf(query.get('startDate'));
    const end = dayOf(query.get('endDate'));
    if (start === null || end === null) {
      const name = start === null ? 'startDate' : 'endDate';
      return refuse(400, `Your request contains invalid ${name} parameter. It must be in YYYY-MM-DD format.`);
    }
    if (start >= end) return refuse(400, 'Your request contains invalid parameters: startDate must be before endDate.');
    if (end - start >= longestRange) {
      return refuse(
        400,
        'Your request contains invalid parameters: the difference between startDate and endDate must be less than 90 days.',
      );
    }
    const range = `${key} ${start} ${end}`;
    const cached = cache.get(range);
    const age = cached ? now() - cached.at : Infinity;
    const entry =
      cached && age >= 0 && age < cachedFor ? cached : { at: now(), usage: usageOf(world, start, end, now()) };
    cache.set(range, entry);
    const [oldest] = cache.keys();
    if (cache.size > 1000 && oldest !== undefined) cache.delete(oldest);
    return answerJson(200, alter(request, entry.usage));
  };
}
