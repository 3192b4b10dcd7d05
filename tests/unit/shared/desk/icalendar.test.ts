import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { type CalendarDay, calendarFile } from '#shared/desk/icalendar.ts';

const madeAt = '2026-11-30T21:00:00.000Z';
const entry = (changes: Partial<CalendarDay> = {}): CalendarDay => ({
  ...{ uid: 'invoice-a-s-2026-11-01@billfold', day: '2026-12-01', summary: 'Acme: invoice', description: '' },
  ...changes,
});
const read = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0]);
  return calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
};
const bytes = (line: string): number => Buffer.byteLength(line);

describe('a calendar file', () => {
  it('is read by a program that is not ours: whole days, with what they are', () => {
    const [event] = read(calendarFile([entry({ description: '512.40 USD expected' })], madeAt, 'Billfold'));
    expect(event).toMatchObject({
      uid: 'invoice-a-s-2026-11-01@billfold',
      summary: 'Acme: invoice',
      description: '512.40 USD expected',
    });
    expect([event?.startDate.toString(), event?.endDate.toString()]).toEqual(['2026-12-01', '2026-12-02']);
    expect(event?.startDate.isDate).toBe(true);
  });

  it('comes back as it was written, whatever names hold', () => {
    // Control characters and direction marks are in no text of a calendar; every line break is one of its own.
    const text = fc
      .string({ unit: 'binary', maxLength: 200 })
      .map((each) => each.replace(/[[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]--[\t]]/gv, ''));
    fc.assert(
      fc.property(text, text, (summary, description) => {
        const written = calendarFile([entry({ summary, description })], madeAt, 'Billfold');
        for (const line of written.split('\r\n')) expect(bytes(line)).toBeLessThanOrEqual(75);
        const [event] = read(written);
        expect(event?.summary).toBe(summary);
        expect(event?.description ?? '').toBe(description);
      }),
    );
  });

  it('holds nothing that turns text around, and no half of a character, in an identifier either', () => {
    const hostile = 'a\u0085b\u009bc\u202ed\ud800e';
    const [event] = read(calendarFile([entry({ uid: hostile, summary: hostile })], madeAt, 'Billfold'));
    expect([event?.uid, event?.summary]).toEqual(['a\nbcde', 'a\nbcde']);
  });

  it('has lines that end as the standard says, and cuts no character in two', () => {
    const written = calendarFile([entry({ summary: '𝕏'.repeat(60) })], madeAt, 'Billfold');
    expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(written).not.toContain('\ufffd');
    expect(written.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });
});
