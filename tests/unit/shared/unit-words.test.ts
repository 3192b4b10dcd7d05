import { expect, test } from 'vitest';
import { countedUnits, oneUnit } from '#shared/unit-words.ts';

test.each([
  [null, 'unit', 'Einheit'],
  ['units', 'unit', 'Einheit'],
  ['GB', 'GB', 'GB'],
  ['1 GB', 'GB', 'GB'],
  ['20 GB', '20 GB', '20 GB'],
  ['100 units', '100 units', '100 Einheiten'],
  ['1,000 requests', '1,000 requests', '1,000 requests'],
  ['20GB', '20 GB', '20 GB'],
  ['1 000 requests', '1 000 requests', '1 000 requests'],
  ['4K minutes', '4K minute', '4K minute'],
  ['requests', 'request', 'request'],
  ['per seat', 'seat', 'seat'],
  ['API calls', 'API call', 'API call'],
  ['GB-hours', 'GB-hour', 'GB-hour'],
  ['queries', 'query', 'query'],
  ['batches', 'batch', 'batch'],
  ['status', 'status', 'status'],
  ['kWh', 'kWh', 'kWh'],
  ['min', 'min', 'min'],
  ['Anfragen', 'Anfragen', 'Anfragen'],
  ['Seats', 'Seat', 'Seats'],
])('a price for %s', (label, english, german) => {
  expect([oneUnit(label, 'en'), oneUnit(label, 'de')]).toEqual([english, german]);
});

test.each([
  [1, 'requests', '1 request', '1 request'],
  [2500, 'request', '2,500 requests', '2.500 requests'],
  [1, null, '1 unit', '1 Einheit'],
  [0, 'unit', '0 units', '0 Einheiten'],
  [1.5, 'GB', '1.5 GB', '1,5 GB'],
  [15, '1 GB', '15 GB', '15 GB'],
  [15, '20 GB', '15 × 20 GB', '15 × 20 GB'],
  [3, 'query', '3 queries', '3 queries'],
  [3, 'address', '3 addresses', '3 addresses'],
  [1, 'Nutzer', '1 Nutzer', '1 Nutzer'],
])('%s of %s', (value, label, english, german) => {
  expect([countedUnits(value, label, 'en'), countedUnits(value, label, 'de')]).toEqual([english, german]);
});
