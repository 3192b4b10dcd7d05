import { expect, it } from 'vitest';
import { createDocumentAddresses } from '../../../electron/program/document-addresses.ts';
import { anAccount } from '../../support/archive/archive-setup.ts';

const source = (baseUrl: string | null) => [{ kind: 'stripe' as const, baseUrl, customerId: 'cus_1' }];
const accounts = [
  anAccount({ id: 'vendor', sources: source(null) }),
  anAccount({ id: 'local', sources: source('http://127.0.0.1:8420') }),
  anAccount({ id: 'intranet', sources: source('https://billing.intranet') }),
  anAccount({ id: 'practice', practice: true, sources: source(null) }),
];
const mayFetch = createDocumentAddresses(
  (id) => accounts.find((account) => account.id === id) ?? null,
  () => Promise.resolve('http://127.0.0.1:9000'),
  (name) => Promise.resolve(name.endsWith('.intranet') ? ['10.0.0.5'] : ['93.184.216.34']),
);

it.each([
  ['vendor', 'https://files.example/1', true],
  ['vendor', 'http://127.0.0.1:8420/1', false],
  ['vendor', 'https://billing.intranet/1', false],
  ['local', 'http://127.0.0.1:8420/1', true],
  ['local', 'http://localhost:8420/1', true],
  // Another program of this computer, or another scheme, is another server.
  ['local', 'http://127.0.0.1:8421/1', false],
  ['local', 'https://127.0.0.1:8420/1', false],
  ['local', 'https://files.example/1', true],
  ['intranet', 'https://billing.intranet/1', true],
  ['intranet', 'https://wiki.intranet/1', false],
  ['practice', 'http://127.0.0.1:9000/1', true],
  ['practice', 'http://127.0.0.1:8420/1', false],
  ['nobody', 'http://127.0.0.1:9000/1', false],
])('%s and %s: %s', async (account, address, allowed) => {
  expect(await mayFetch(account, new URL(address))).toBe(allowed);
});
