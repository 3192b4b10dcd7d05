import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantFromMillis } from '#shared/time.ts';
import { newId } from '../../../electron/database/new-id.ts';

const at = '2026-11-22T12:00:00.000Z';

test('an id is a UUID v7 of its moment', () => {
  expect(newId(at)).toMatch(/^01a20320-a200-7[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
});

test('ids sort by time, and of one moment as they were made', () => {
  const millis = fc.integer({ min: Date.UTC(2000), max: Date.UTC(2200) });
  fc.assert(
    fc.property(fc.array(millis, { minLength: 2 }), (times) => {
      const made = times.toSorted((a, b) => a - b).map((time) => newId(instantFromMillis(time)));
      expect(made.toSorted()).toEqual(made);
      expect(new Set(made).size).toBe(made.length);
    }),
  );
  const many = Array.from({ length: 5000 }, () => newId(at));
  expect(many.toSorted()).toEqual(many);
});
