import { offerKeys } from '../../data/catalog.ts';
import { couponKeys, taxRates as allTaxRates } from '../../data/charges.ts';
import { type Endpoint, endpoint, retrieve } from '../endpoint.ts';
import { priceObject, productObject } from '../objects/catalog.ts';
import { couponObject } from '../objects/discounts.ts';
import { taxRateObject } from '../objects/taxes.ts';
import { pageOfList, pageParameters } from '../paging.ts';
import { boolean, listOf, oneOf, text, timeRange } from '../parameters.ts';

const products = { name: 'products', action: 'read' } as const;
const prices = { name: 'prices', action: 'read' } as const;
const coupons = { name: 'coupons', action: 'read' } as const;
const taxRates = { name: 'taxrates', action: 'read' } as const;
const currency = oneOf('usd', 'eur', 'jpy', 'kwd');

export const catalogEndpoints: readonly Endpoint[] = [
  endpoint(
    { method: 'GET', path: '/v1/products', permission: products, kind: 'product', list: true },
    { ...pageParameters, ids: listOf(text), active: boolean, created: timeRange },
    (wire, values) => {
      const objects = offerKeys
        .map((key) => productObject(wire.world, key))
        .filter((object) => !values.ids || values.ids.some((id) => id === object['id']))
        .filter((object) => values.active === undefined || object['active'] === values.active);
      return pageOfList('product', '/v1/products', objects, values);
    },
  ),
  retrieve({ path: '/v1/products/:product', permission: products, kind: 'product' }),
  endpoint(
    { method: 'GET', path: '/v1/prices', permission: prices, kind: 'price', list: true },
    { ...pageParameters, product: text, currency, active: boolean, type: oneOf('one_time', 'recurring') },
    (wire, values) => {
      const objects = offerKeys
        .map((key) => priceObject(wire.world, key, values.currency ?? 'usd'))
        .filter((object) => values.product === undefined || object['product'] === values.product)
        .filter((object) => values.type === undefined || object['type'] === values.type)
        .filter((object) => values.active === undefined || object['active'] === values.active);
      return pageOfList('price', '/v1/prices', objects, values);
    },
  ),
  retrieve({ path: '/v1/prices/:price', permission: prices, kind: 'price' }, { param: 'price' }),
  endpoint(
    { method: 'GET', path: '/v1/coupons', permission: coupons, kind: 'coupon', list: true },
    { ...pageParameters, created: timeRange },
    (wire, values) =>
      pageOfList(
        'coupon',
        '/v1/coupons',
        couponKeys.map((key) => couponObject(wire.world, key)),
        values,
      ),
  ),
  endpoint(
    { method: 'GET', path: '/v1/tax_rates', permission: taxRates, kind: 'tax_rate', list: true },
    { ...pageParameters, active: boolean, created: timeRange, inclusive: boolean },
    (wire, values) => {
      const rates = [...allTaxRates(wire.world.customers.values()).values()];
      return pageOfList(
        'tax_rate',
        '/v1/tax_rates',
        rates.map((rate) => taxRateObject(wire.world, rate)),
        values,
      );
    },
  ),
  retrieve({ path: '/v1/coupons/:coupon', permission: coupons, kind: 'coupon' }, { param: 'coupon' }),
  retrieve({ path: '/v1/tax_rates/:tax_rate', permission: taxRates, kind: 'tax_rate' }, { param: 'tax_rate' }),
];
