import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from '../page/codec.ts';

const value = fc.letrec((again) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.integer(),
    fc.bigInt(),
    fc.boolean(),
    fc.constantFrom(null, undefined, -0, NaN, Infinity),
    fc.date({ noInvalidDate: false }),
    fc.uint8Array(),
    fc.float64Array(),
    fc.array(again('value')),
    fc.dictionary(fc.string(), again('value')),
    fc.array(again('value')).map((items) => new Set(items)),
    fc.array(fc.tuple(again('value'), again('value'))).map((entries) => new Map(entries)),
    fc.string().map((message) => new RangeError(message)),
  ),
})).value;

describe('a value that crosses between processes', () => {
  it('arrives as structured cloning would copy it', () => {
    fc.assert(
      fc.property(value, (given) => {
        expect(decode(encode(given))).toEqual(structuredClone(given));
      }),
    );
  });

  it('keeps cycles, repeated references, holes and special property names', () => {
    const holes = new Array<number>(3);
    holes[0] = 1;
    holes[2] = 3;
    const cyclic: Record<string, unknown> = { list: holes };
    cyclic['self'] = cyclic;
    cyclic['again'] = cyclic['list'];
    const copy = decode(encode(cyclic)) as typeof cyclic;
    expect(copy['self']).toBe(copy);
    expect(copy['again']).toBe(copy['list']);
    expect(copy['list']).toHaveLength(3);
    expect(1 in (copy['list'] as unknown[])).toBe(false);
    const named = JSON.parse('{"__proto__": {"polluted": true}, "toJSON": 1}') as object;
    const plain = decode(encode(named)) as Record<string, unknown>;
    expect(Object.keys(plain)).toEqual(['__proto__', 'toJSON']);
    expect(Object.getPrototypeOf(plain)).toBe(Object.prototype);
  });

  it.each([
    ['a function', () => undefined],
    ['a symbol', Symbol('s')],
    ['a promise', Promise.resolve()],
    ['a WeakMap', new WeakMap()],
    ['a WeakSet', new WeakSet()],
    ['a function deep inside', { list: [new Map([[1, () => undefined]])] }],
    ['a Blob', new Blob(['x'])],
    ['a Request', new Request('http://localhost/')],
  ])('is refused when it is %s', (_name, refused) => {
    expect(() => encode(refused)).toThrow('An object could not be cloned.');
  });
});
