import { fail, ok } from '#shared/result.ts';
import { changeTaxIds, taxIdsOf } from '../../data/details.ts';
import { noAddress } from '../../data/profiles.ts';
import { tokenOf } from '../../data/random.ts';
import type { JsonObject } from '../../http/answer.ts';
import { type Endpoint, endpoint, retrieve } from '../endpoint.ts';
import { findCustomer } from '../find.ts';
import { customerObject, taxIdObject } from '../objects/customer.ts';
import { pageOfList, pageParameters } from '../paging.ts';
import { clearable, clearableText, group, listOf, metadata, oneOf, text } from '../parameters.ts';
import { refusals } from '../refusals.ts';
import { taxIdCountry, taxIdTypes } from '../tax-ids.ts';
import type { Wire } from '../wire.ts';

const address = group({
  line1: clearableText,
  line2: clearableText,
  city: clearableText,
  state: clearableText,
  postal_code: clearableText,
  country: clearableText,
});

const read = { name: 'customers', action: 'read' } as const;
const write = { name: 'customers', action: 'write' } as const;

const customersOf = (wire: Wire) => [...wire.world.customers.values()].map((each) => customerObject(wire, each));

export const customerEndpoints: readonly Endpoint[] = [
  endpoint(
    { method: 'GET', path: '/v1/customers', permission: read, kind: 'customer', list: true },
    { ...pageParameters, email: text },
    (wire, { email, ...page }) => {
      const found = customersOf(wire).filter((each) => email === undefined || each['email'] === email);
      return pageOfList('customer', '/v1/customers', found, page);
    },
  ),
  // Before the one by id, whose place it takes.
  endpoint(
    { method: 'GET', path: '/v1/customers/search', permission: read, kind: 'customer', list: true },
    { limit: pageParameters.limit, query: text },
    (wire, { query = '', limit }) => {
      const clauses = query.split(' OR ').map((clause) => /^(name|email)~"((?:[^"\\]|\\.){3,})"$/.exec(clause));
      if (clauses.includes(null)) return fail(refusals.wrongSearch(query));
      const fits = (customer: JsonObject) =>
        clauses.some((clause) => {
          const value = customer[clause?.[1] ?? ''];
          const part = (clause?.[2] ?? '').replaceAll(/\\(.)/g, '$1').toLowerCase();
          return typeof value === 'string' && value.toLowerCase().includes(part);
        });
      return pageOfList('customer', '/v1/customers/search', customersOf(wire).filter(fits), limit ? { limit } : {});
    },
  ),
  retrieve({ path: '/v1/customers/:customer', permission: read, kind: 'customer' }),
  endpoint(
    { method: 'POST', path: '/v1/customers/:customer', permission: write, kind: 'customer' },
    {
      name: clearableText,
      email: clearableText,
      phone: clearableText,
      description: clearableText,
      address: clearable(address),
      metadata,
      preferred_locales: listOf(text),
      tax_exempt: oneOf('none', 'exempt', 'reverse'),
    },
    (wire, values, id) => {
      const customer = findCustomer(wire, id);
      if (!customer.ok) return customer;
      const { address: place, preferred_locales: locales, tax_exempt: taxExempt, metadata: notes, ...texts } = values;
      if (texts.email != null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(texts.email))
        return fail(refusals.wrongEmail(texts.email));
      const { customers } = wire.world.state;
      const change = {
        ...texts,
        ...(place === undefined ? {} : { address: place && { ...noAddress, ...place } }),
        ...(notes ? { metadata: notes } : {}),
        ...(locales ? { locales } : {}),
        ...(taxExempt ? { taxExempt } : {}),
      };
      customers.set(id, [...(customers.get(id) ?? []), { at: wire.now(), change }]);
      return ok(customerObject(wire, customer.value));
    },
  ),
  endpoint(
    {
      method: 'GET',
      path: '/v1/customers/:customer/tax_ids',
      permission: { name: 'taxids', action: 'read' },
      kind: 'tax_id',
      list: true,
    },
    pageParameters,
    (wire, values, id) => {
      const customer = findCustomer(wire, id);
      if (!customer.ok) return customer;
      const objects = taxIdsOf(wire.world, customer.value).map((taxId) => taxIdObject(wire, customer.value, taxId));
      return pageOfList('tax_id', `/v1/customers/${id}/tax_ids`, objects, values);
    },
  ),
  endpoint(
    {
      method: 'POST',
      path: '/v1/customers/:customer/tax_ids',
      permission: { name: 'taxids', action: 'write' },
      kind: 'tax_id',
    },
    { type: oneOf(...taxIdTypes), value: text },
    (wire, { type, value }, id) => {
      const customer = findCustomer(wire, id);
      if (!customer.ok) return customer;
      if (type === undefined) return fail(refusals.missingParameter('type'));
      if (value === undefined) return fail(refusals.missingParameter('value'));
      const country = taxIdCountry(type, value);
      if (country === null) return fail(refusals.wrongTaxId(type));
      const known = taxIdsOf(wire.world, customer.value);
      const created = wire.now();
      const taxId = {
        id: `txi_1P${tokenOf(22, id, type, value, known.length, created)}`,
        type,
        value,
        country,
        created,
      };
      changeTaxIds(wire.world, customer.value, created, [taxId, ...known]);
      return ok(taxIdObject(wire, customer.value, taxId));
    },
  ),
  endpoint(
    {
      method: 'DELETE',
      path: '/v1/customers/:customer/tax_ids/:tax_id',
      permission: { name: 'taxids', action: 'write' },
      kind: 'tax_id',
    },
    {},
    (wire, _values, id, taxIdId) => {
      const customer = findCustomer(wire, id);
      if (!customer.ok) return customer;
      const known = taxIdsOf(wire.world, customer.value);
      if (!known.some((taxId) => taxId.id === taxIdId)) return fail(refusals.missing('tax_id', taxIdId, 'id', 404));
      const left = known.filter((taxId) => taxId.id !== taxIdId);
      changeTaxIds(wire.world, customer.value, wire.now(), left);
      return ok({ id: taxIdId, object: 'tax_id', deleted: true });
    },
  ),
];
