import { randomBytes } from 'node:crypto';
import { type Instant, millisOf } from '#shared/time.ts';

let made = 0;

/**
 * A UUID v7 (RFC 9562) of the moment: unique across computers, and sorted as text by time. Those that this process makes
 * of the same moment sort in the order in which they were made.
 */
export function newId(at: Instant): string {
  const time = millisOf(at).toString(16).padStart(12, '0');
  made = (made + 1) % 0x1000000;
  const place = made.toString(16).padStart(6, '0');
  const random = randomBytes(6).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${place.slice(0, 3)}-8${place.slice(3)}-${random}`;
}
