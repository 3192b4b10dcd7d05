import { expect, test } from 'vitest';
import { purposeOf } from '#shared/usage-period.ts';
import { aLine, november } from '../../support/billing-objects.ts';

const october = { start: '2026-10-01T00:00:00.000Z', end: november.start } as const;

test('usage of the month before, fixed prices of the next', () => {
  const lines = [aLine(), aLine({ metered: true, period: october }), aLine({ metered: true, period: october })];
  expect(purposeOf(lines)).toEqual({ usage: october, fixed: november });
});

test('several periods of a kind become one span; lines without a period or of one moment say nothing', () => {
  const lines = [aLine({ metered: true, period: november }), aLine({ metered: true, period: october })];
  expect(purposeOf(lines).usage).toEqual({ start: october.start, end: november.end });
  expect(purposeOf([aLine({ period: null })])).toEqual({ usage: null, fixed: null });
  const moment = { start: november.start, end: november.start };
  expect(purposeOf([aLine({ period: moment })]).fixed).toBeNull();
});
