import { expect, test } from 'vitest';
import { servicePeriodOf, servicePeriodsOf } from '#shared/service-period.ts';
import { aLine, november } from '../../support/billing-objects.ts';

const october = { start: '2026-10-01T00:00:00.000Z', end: november.start } as const;
const none = { usage: null, fixed: null };

test('usage of the month before, fixed prices of the next', () => {
  const lines = [aLine(), aLine({ kind: 'metered', period: october }), aLine({ kind: 'metered', period: october })];
  expect(servicePeriodsOf(lines)).toEqual({ usage: october, fixed: november });
});

test('several periods of a kind become one span; lines without a period, or with one that ends before it begins, say nothing', () => {
  const lines = [aLine({ kind: 'metered', period: november }), aLine({ kind: 'metered', period: october })];
  expect(servicePeriodsOf(lines).usage).toEqual({ start: october.start, end: november.end });
  expect(servicePeriodsOf([aLine({ period: null })])).toEqual(none);
  const backwards = { start: november.end, end: november.start };
  expect(servicePeriodsOf([aLine({ period: backwards })])).toEqual(none);
});

test('what is for one moment is for that moment', () => {
  const moment = { start: november.start, end: november.start };
  expect(servicePeriodsOf([aLine({ period: moment })]).fixed).toEqual(moment);
});

test('an invoice is for the time of its lines, and for the vendor’s own period only where they name none', () => {
  const lookBack = { period: october };
  expect(servicePeriodOf({ ...lookBack, service: { usage: null, fixed: november } })).toEqual(november);
  expect(servicePeriodOf({ ...lookBack, service: { usage: october, fixed: november } })).toEqual({
    start: october.start,
    end: november.end,
  });
  expect(servicePeriodOf({ ...lookBack, service: none })).toEqual(october);
});
