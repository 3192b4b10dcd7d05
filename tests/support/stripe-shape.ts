import { readFileSync } from 'node:fs';

type Value = unknown;
type Fields = Readonly<Record<string, Value>>;

const isFields = (value: Value): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One of Stripe's published sample objects. */
export const stripeSample = (name: string): Fields =>
  JSON.parse(readFileSync(new URL(`./stripe-samples/${name}.json`, import.meta.url), 'utf8')) as Fields;

/** Fields that an object may have though its sample does not, and those it may lack, each for a reason. */
export interface ShapeExceptions {
  readonly extra?: Readonly<Record<string, string>>;
  readonly absent?: Readonly<Record<string, string>>;
}

const kindOf = (value: Value): string => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value);

/** Where the object's field names, nesting and types differ from the sample's; a null on either side fits anything. */
export function shapeDifferences(object: Value, sample: Value, exceptions: ShapeExceptions = {}, path = ''): string[] {
  if (object === null || sample === null) return [];
  if (kindOf(object) !== kindOf(sample)) return [`${path}: ${kindOf(object)} instead of ${kindOf(sample)}`];
  if (Array.isArray(object) && Array.isArray(sample)) {
    const [first] = sample as readonly Value[];
    if (first === undefined) return [];
    return (object as readonly Value[]).flatMap((each) => shapeDifferences(each, first, exceptions, `${path}[]`));
  }
  if (!isFields(object) || !isFields(sample)) return [];
  // An empty object in a sample says nothing about what may be inside, and metadata is the vendor's own.
  if (Object.keys(sample).length === 0 || path.endsWith('metadata')) return [];
  const inner = (field: string): string => (path === '' ? field : `${path}.${field}`);
  const { extra = {}, absent = {} } = exceptions;
  return [
    ...Object.keys(object)
      .filter((field) => !Object.hasOwn(sample, field) && !Object.hasOwn(extra, inner(field)))
      .map((field) => `${inner(field)}: not in the sample`),
    ...Object.keys(sample)
      .filter((field) => !Object.hasOwn(object, field) && !Object.hasOwn(absent, inner(field)))
      .map((field) => `${inner(field)}: missing`),
    ...Object.keys(object)
      .filter((field) => Object.hasOwn(sample, field))
      .flatMap((field) => shapeDifferences(object[field], sample[field], exceptions, inner(field))),
  ];
}
