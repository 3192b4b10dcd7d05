import type { z } from 'zod';
import { between, oneOf, type Random } from '../soak/random.ts';

/*
 * Requests made from the schemas of the contract themselves: mostly of their shape, with values that answers had before where
 * a name says so (`accountId`, `key`, …), sometimes with odd values, sometimes of another shape altogether.
 */

/** Values that answers had, by the name under which a request would have them. */
export class KnownValues {
  readonly #byName = new Map<string, unknown[]>();

  add(name: string, value: unknown): void {
    const values = this.#byName.get(name) ?? [];
    if (!values.includes(value)) values.push(value);
    // The newest are the likeliest to be there still.
    if (values.length > 60) values.shift();
    this.#byName.set(name, values);
  }

  /** Notes what an answer of this call names. */
  learn(call: string, value: unknown): void {
    if (Array.isArray(value)) {
      for (const each of value as unknown[]) this.learn(call, each);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const entries = Object.entries(value);
    for (const [name, each] of entries) {
      if (typeof each === 'string' && /(Id|key|number|template)$/.test(name)) this.add(name, each);
      if (name === 'id' && each !== null) this.add(idName(call, value), each);
      this.learn(call, each);
    }
  }

  pick(random: Random, name: string): unknown {
    const values = this.#byName.get(name) ?? [];
    return values[Math.floor(random() * values.length)];
  }
}

/** What an `id` of an answer is called in requests. */
function idName(call: string, object: object): string {
  if ('triggeredAt' in object) return 'alertEventIds';
  if ('kind' in object && 'startedAt' in object) return 'jobId';
  const [what = ''] = call.split('.');
  const names: Readonly<Record<string, string>> = { accounts: 'accountId', alerts: 'alertId', filters: 'filterId' };
  return names[what] ?? 'id';
}

const oddTexts: readonly [string, ...string[]] = [
  ...(['', ' ', '\u0000', '../../../../etc/passwd', '..\\..\\x', '__proto__', 'constructor', 'toString'] as const),
  ...['%', '"; DROP TABLE invoices; --', '\ud800', '\u202eevil', '=1+1', 'a\r\nb', '{account}/{x', '\u{1f4b8}', 'NaN'],
  ...['*', '"', "'", 'AND', 'NEAR(', 'col:', '^', '-', 'a:b:c', '2026-02-30', '0000-00', 'x'.repeat(50_000)],
];
const oddNumbers: readonly [number, ...number[]] = [
  ...([0, -1, 1, -0, 0.5, 2 ** 31, 2 ** 53, -(2 ** 53), 9e12, 1e21] as const),
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.MIN_VALUE, 2 ** 53 - 1],
];
const otherShapes: readonly [() => unknown, ...(() => unknown)[]] = [
  ...([() => undefined, () => null, () => 0, () => '', () => true, () => [], () => ({})] as const),
  ...[() => [[[[]]]], () => new Map([['a', 1]]), () => new Date(0), () => new Uint8Array(1000), () => 10n ** 30n],
  () => JSON.parse('{"__proto__":{"accountId":"x"},"constructor":1}') as unknown,
  () => ({ accountId: { toString: 'x' }, then: 1 }),
];

/** How far from the contract a request is to be. */
type Oddness = 'none' | 'values' | 'shape';

/** A request of one call. */
export function randomRequest(random: Random, known: KnownValues, schema: z.ZodType): unknown {
  const chance = random();
  const oddness: Oddness = chance < 0.72 ? 'none' : chance < 0.9 ? 'values' : 'shape';
  if (oddness === 'shape' && random() < 0.4) return oneOf(random, otherShapes)();
  return valueOf(random, known, schema, '', oddness, 0);
}

interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly items?: readonly z.ZodType[];
}

function valueOf(
  random: Random,
  known: KnownValues,
  schema: z.ZodType,
  name: string,
  oddness: Oddness,
  depth: number,
): unknown {
  if (oddness === 'shape' && random() < 0.25) return oneOf(random, otherShapes)();
  const inner = (of: z.ZodType | undefined, as = name): unknown =>
    of === undefined ? undefined : valueOf(random, known, of, as, oddness, depth + 1);
  const definition = schema.def as unknown as Definition;
  switch (definition.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(definition.shape ?? {})
          .filter(() => oddness !== 'shape' || random() < 0.9)
          .map(([key, of]) => [key, inner(of, key)]),
      );
    case 'array':
      return Array.from({ length: between(random, 0, depth > 3 ? 1 : 3) }, () => inner(definition.element));
    case 'tuple':
      return (definition.items ?? []).map((of) => inner(of));
    case 'record':
      return Object.fromEntries([[inner(definition.keyType), inner(definition.valueType)]]);
    case 'nullable':
      return random() < 0.5 ? null : inner(definition.innerType);
    case 'optional':
    case 'default':
    case 'prefault':
      return random() < 0.5 ? undefined : inner(definition.innerType);
    case 'readonly':
    case 'nonoptional':
    case 'catch':
      return inner(definition.innerType);
    case 'pipe':
      return inner(definition.in);
    case 'union': {
      const [first, ...rest] = definition.options ?? [];
      return first && inner(oneOf(random, [first, ...rest]));
    }
    case 'enum': {
      const [first, ...rest] = Object.values(definition.entries ?? {});
      return oneOf(random, [first, ...rest]);
    }
    case 'literal':
      return definition.values?.[0];
    case 'null':
      return null;
    case 'boolean':
      return random() < 0.5;
    case 'number':
      return numberOf(random, known, name, oddness);
    case 'string':
      return textOf(random, known, schema, name, oddness);
    default:
      return oneOf(random, otherShapes)();
  }
}

function numberOf(random: Random, known: KnownValues, name: string, oddness: Oddness): unknown {
  if (oddness === 'values' && random() < 0.5) return oneOf(random, oddNumbers);
  return (name === 'id' ? known.pick(random, 'filterId') : undefined) ?? between(random, 1, 100);
}

/** Texts of a form that the contract asks for: a moment, a month, a day, a currency. */
const formed: readonly [string, ...string[]] = [
  ...(['2026-11', '2026-11-01', '2026-11-01T00:00:00.000Z', 'USD', 'EUR', 'DE123456789', 'eu_vat', 'DE'] as const),
  ...['00:00', '22:30', 'a@example.com', 'Europe/Berlin', '1200', '{number}', '49.00', '49'],
];

function textOf(random: Random, known: KnownValues, schema: z.ZodType, name: string, oddness: Oddness): unknown {
  if (oddness === 'values' && random() < 0.5) return oneOf(random, oddTexts);
  const before = random() < 0.95 ? known.pick(random, name === 'keys' ? 'key' : name) : undefined;
  if (before !== undefined) return before;
  const fitting = [...formed].filter((text) => schema.safeParse(text).success);
  const [first = 'text', ...rest] = fitting;
  return oneOf(random, [first, ...rest]);
}
