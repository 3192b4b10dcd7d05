const longest = 24 * 60 * 60;

/**
 * What `Retry-After` asks for, in whole seconds up to a day; null where it says nothing that can be understood. A date
 * counts from the answer's own `Date`, so that a computer whose clock is wrong waits as long as one whose clock is right;
 * without one, from `now` (milliseconds since 1970). RFC 9110, 10.2.3.
 */
export function retryAfterSeconds(headers: Pick<Headers, 'get'>, now: number): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(longest, Number(text));
  const until = httpDate(text);
  if (until === null) return null;
  const from = httpDate(headers.get('date')?.trim() ?? '') ?? now;
  return Math.min(longest, Math.max(0, Math.ceil((until - from) / 1000)));
}

/** `Sun, 06 Nov 1994 08:49:37 GMT`; the two obsolete forms are not read. */
function httpDate(text: string): number | null {
  const millis = /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(millis) ? null : millis;
}
