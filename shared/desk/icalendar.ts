import { addDays } from '../period.ts';
import type { Day, Instant } from '../time.ts';

/** One entry of a calendar file: a whole day. */
export interface CalendarDay {
  readonly uid: string;
  readonly day: Day;
  readonly summary: string;
  readonly description: string;
}

/** RFC 5545, 3.3.11: what separates values, and line breaks of any kind. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replace(/\r\n|[\r\n\u0085\u2028\u2029]/g, '\\n')
    // Control characters are allowed in no text; direction marks turn what stands behind them around.
    .replace(/[[\p{Cc}\p{Cs}\p{Bidi_Control}]--[\t]]/gv, '');

const longestLine = 75;

/** How many bytes a character has in UTF-8. */
function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
}

/** RFC 5545, 3.1: no line over 75 bytes; what goes on begins with a blank, and no character is cut in two. */
function folded(line: string): string {
  const lines: string[] = [];
  let [current, size] = ['', 0];
  for (const character of line) {
    const bytes = bytesOf(character);
    if (size + bytes > longestLine) {
      lines.push(current);
      [current, size] = [' ', 1];
    }
    current += character;
    size += bytes;
  }
  return [...lines, current].join('\r\n');
}

const dateOf = (day: Day): string => day.replaceAll('-', '');
const momentOf = (at: Instant): string => at.replace(/[-:]|\.\d{3}/g, '');

/** A calendar file (RFC 5545) of whole days that keep nobody busy. `madeAt` stamps each of them. */
export function calendarFile(entries: readonly CalendarDay[], madeAt: Instant, name: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Billfold//Billfold//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap(({ uid, day, summary, description }) => [
      'BEGIN:VEVENT',
      `UID:${escaped(uid)}`,
      `DTSTAMP:${momentOf(madeAt)}`,
      `DTSTART;VALUE=DATE:${dateOf(day)}`,
      `DTEND;VALUE=DATE:${dateOf(addDays(day, 1))}`,
      `SUMMARY:${escaped(summary)}`,
      ...(description === '' ? [] : [`DESCRIPTION:${escaped(description)}`]),
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}
