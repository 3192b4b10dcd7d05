/** What stands where a secret was. */
const removed = '[removed]';

const keyPattern = /(?:(?:sk|rk|pk|ek)_(?:live|test|org)|whsec|private)_[\w+/=.~*…-]*/gi;
const authorizationPattern = /\b(Bearer|Basic|NTLM|Negotiate)\s+[\w+/=.~-]+/gi;
/** Its parts are many, each in quotation marks. */
const digestPattern = /\b(Digest)\s+\w{1,40}=.*/gi;
const userPattern = /:\/\/[^\s/?#]*@/g;
const wordPattern = /[^\s"'<>]+/g;
const pathCharacter = /[\w/.%-]/;
const secretName = /^(authorization|proxy-authorization|cookie|set-cookie|.*(password|secret|token|api[-_]?key))$/i;

/** Whether an address with `://`, or a path with a slash, ends where this text does. */
function endsInAddress(text: string): boolean {
  const address = text.indexOf('://', text.lastIndexOf('#') + 1);
  if (address >= 0 && address + 3 < text.length) return true;
  let start = text.length;
  while (start > 0 && pathCharacter.test(text.charAt(start - 1))) start--;
  const slash = text.indexOf('/', start);
  return slash >= 0 && slash + 1 < text.length;
}

/**
 * The word without what stands before its last `@` where that has a colon: the user name and password of a proxy are written so,
 * with `http://` in front or without, and a password may have any character that an address may not.
 */
function withoutCredentials(word: string): string {
  const end = word.lastIndexOf('@');
  if (end <= 0) return word;
  const scheme = word.indexOf('://');
  const start = scheme >= 0 && scheme < end ? scheme + 3 : 0;
  const given = word.slice(start, end);
  // A stack names packages such as `node_modules/@imagekit`.
  if (!given.includes(':') || /node_modules[\\/]$/.test(given)) return word;
  return `${word.slice(0, start)}${removed}${word.slice(end)}`;
}

/** The word up to the question mark with which the query of an address begins. */
function withoutQuery(word: string): string {
  let from = 0;
  for (let mark = word.indexOf('?'); mark >= 0 && mark + 1 < word.length; mark = word.indexOf('?', from)) {
    if (endsInAddress(word.slice(from, mark))) return `${word.slice(0, mark)}?…`;
    from = mark + 1;
  }
  return word;
}

/**
 * The text without keys, authorization values, user names and passwords in addresses, and query strings. It may be a vendor's,
 * as long as one likes: it is read a few times from end to end, never again from each of its characters.
 */
export const redact = (text: string): string =>
  text
    .replace(keyPattern, removed)
    .replace(authorizationPattern, `$1 ${removed}`)
    .replace(digestPattern, `$1 ${removed}`)
    .replace(userPattern, `://${removed}@`)
    .replace(wordPattern, (word) => withoutQuery(withoutCredentials(word)));

/** A copy fit for a log: every text inside redacted, names too; errors as objects; bytes and functions only named. */
export function redactData(value: unknown, seen: readonly object[] = []): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'bigint' || typeof value === 'symbol') return redact(value.toString());
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || value === null) return value;
  if (seen.includes(value)) return '[circular]';
  const inside = [...seen, value];
  if (value instanceof Error) return redactError(value, inside);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[no date]' : value.toISOString();
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Map)
    return redactData(Object.fromEntries([...value].map(([k, v]) => [String(k), v as unknown])), inside);
  if (Array.isArray(value) || value instanceof Set)
    return Array.from(value, (each: unknown) => redactData(each, inside));
  const copy: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value)) {
    copy[redact(name)] = secretName.test(name) ? removed : redactData(each, inside);
  }
  return copy;
}

function redactError(error: Error, seen: readonly object[]): Record<string, unknown> {
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return {
    name: redact(name),
    message: redact(message),
    ...(code === undefined ? {} : { code: redactData(code, seen) }),
    ...(stack === undefined ? {} : { stack: redact(stack) }),
    ...(cause === undefined ? {} : { cause: redactData(cause, seen) }),
  };
}
