import { expect, test } from 'vitest';
import { addressForm, addressLines } from '#shared/address-form.ts';
import type { Address } from '#shared/billing-details.ts';

const address = (values: Partial<Address>): Address => ({
  line1: null,
  line2: null,
  city: null,
  state: null,
  postalCode: null,
  country: null,
  ...values,
});

test.each([
  ['DE', [['line1'], ['line2'], ['postalCode', 'city']], ['line1', 'city', 'postalCode']],
  ['US', [['line1'], ['line2'], ['city', 'state', 'postalCode']], ['line1', 'city', 'state', 'postalCode']],
  ['GB', [['line1'], ['line2'], ['city'], ['postalCode']], ['line1', 'city', 'postalCode']],
  ['SG', [['line1'], ['line2'], ['postalCode']], ['line1', 'postalCode']],
  ['AE', [['line1'], ['line2'], ['state']], ['line1', 'state']],
])('the form of %s has its fields in its order', (country, lines, required) => {
  expect(addressForm(country, null)).toMatchObject({ lines, required });
});

test('fields bear the names of their country', () => {
  expect(addressForm('US', null)).toMatchObject({ postalCodeName: 'zipCode', regionName: 'state', cityName: 'city' });
  expect(addressForm('IN', null)).toMatchObject({ postalCodeName: 'pinCode', regionName: 'state' });
  expect(addressForm('GB', null)).toMatchObject({ cityName: 'postTown' });
  expect(addressForm('DE', null)).toMatchObject({ postalCodeName: 'postalCode' });
});

test('what is there is never hidden, whatever the country', () => {
  const { lines, required } = addressForm('DE', address({ state: 'Hamburg' }));
  expect(lines.at(-1)).toEqual(['state']);
  expect(required).not.toContain('state');
  expect(
    addressForm(null, address({ postalCode: '1', city: '2', state: '3' }))
      .lines.flat()
      .sort(),
  ).toEqual(['city', 'line1', 'line2', 'postalCode', 'state']);
});

test('an address is written as in its country', () => {
  const hamburg = address({ line1: 'Am Sandtorkai 41', city: 'Hamburg', postalCode: '20457', country: 'DE' });
  expect(addressLines(hamburg)).toEqual(['Am Sandtorkai 41', '20457 Hamburg']);
  const springfield = {
    line1: '1 Main St',
    line2: 'Suite 2',
    city: 'Springfield',
    state: 'IL',
    postalCode: '62701',
    country: 'US',
  };
  expect(addressLines(springfield)).toEqual(['1 Main St', 'Suite 2', 'Springfield, IL 62701']);
});
