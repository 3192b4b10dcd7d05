import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseForm } from '../../../electron/practice/http/form.ts';

test('keys nest as Stripe writes them', () => {
  expect(parseForm('customer=cus_1&expand[]=data.customer&expand[]=data.lines&created[gte]=5')).toEqual({
    customer: 'cus_1',
    expand: ['data.customer', 'data.lines'],
    created: { gte: '5' },
  });
  expect(parseForm('ids[0]=a&ids[1]=b&flow_data[subscription_cancel][subscription]=sub_1')).toEqual({
    ids: ['a', 'b'],
    flow_data: { subscription_cancel: { subscription: 'sub_1' } },
  });
  expect(parseForm('address%5Bline1%5D=Stra%C3%9Fe+1&name=')).toEqual({ address: { line1: 'Straße 1' }, name: '' });
});

test('any text is read without failing, and names of object members stay ordinary names', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(typeof parseForm(text)).toBe('object');
    }),
  );
  expect(Object.hasOwn(parseForm('__proto__[x]=1'), '__proto__')).toBe(true);
  expect(Object.getPrototypeOf({})).not.toHaveProperty('x');
});
