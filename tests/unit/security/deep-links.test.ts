import { expect, it } from 'vitest';
import { destinationIn, destinationOf } from '../../../electron/security/deep-links.ts';

it.each([
  ['billfold://overview', { screen: 'overview', accountId: null }],
  ['billfold://alerts?account=acc_1', { screen: 'alerts', accountId: 'acc_1' }],
  ['billfold://invoices?find=INV-7%20total%3E5', { screen: 'invoices', accountId: null, find: 'INV-7 total>5' }],
])('%s leads to a screen', (address, destination) => {
  expect(destinationOf(address)).toEqual(destination);
});

it.each([
  'billfold://pay?account=acc_1',
  'billfold://connect',
  'billfold:overview',
  `billfold://invoices?find=${'x'.repeat(201)}`,
  'https://overview',
  'file:///etc/passwd',
  'not an address',
])('%s leads nowhere', (address) => {
  expect(destinationOf(address)).toBeNull();
});

it('is found among what a program was started with', () => {
  expect(destinationIn(['/opt/Billfold/billfold-desktop', '--hidden', 'billfold://to-do'])).toEqual({
    screen: 'to-do',
    accountId: null,
  });
  expect(destinationIn(['/opt/Billfold/billfold-desktop'])).toBeNull();
});
