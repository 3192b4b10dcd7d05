/*
 * Values as text, by the structured clone algorithm: what crosses between main process and window, and between the two
 * worlds of a window. This file runs in Node and in the window: it uses nothing but the language.
 */

/** Encodes what structured cloning refuses (functions and promises on the bridge); undefined means: refused here too. */
export type EncodeSpecial = (value: object) => readonly [kind: string, payload: unknown] | undefined;
export type DecodeSpecial = (kind: string, payload: unknown) => unknown;

/** One value: a tag and what the tag needs; containers refer to other values by their index. */
type Node = readonly [tag: string, ...rest: unknown[]];

const typedArrays = {
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array,
  Float64Array, BigInt64Array, BigUint64Array,
}; // prettier-ignore
const errorTypes = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

const uncloneable = (): Error => new Error('An object could not be cloned.');

const tagOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** True for what JSON keeps exactly: by far the most messages. */
function isJson(value: unknown, above: object[], deepest: number): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'object': {
      if (value === null) return true;
      if (above.length + 1 >= deepest || above.includes(value) || 'toJSON' in value) return false;
      above.push(value);
      const fits = Array.isArray(value)
        ? Object.keys(value).length === value.length && value.every((item) => isJson(item, above, deepest))
        : isPlain(value) && Object.values(value).every((item) => isJson(item, above, deepest));
      above.pop();
      return fits;
    }
    default:
      return false;
  }
}

const toBase64 = (bytes: Uint8Array): string => {
  let binary = '';
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
};

// A loop of its own: mapping a string of 100 MB character by character takes half a minute.
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
};

/**
 * Throws "An object could not be cloned." for what the structured clone algorithm refuses, and at values that lie `deepest`
 * levels inside others: shell/renderer/api/electron_api_context_bridge.cc, kMaxRecursion.
 */
export function encode(value: unknown, special: EncodeSpecial = () => undefined, deepest = Infinity): string {
  if (isJson(value, [], deepest)) return `J${JSON.stringify(value)}`;
  const nodes: Node[] = [];
  const indexes = new Map<object, number>();

  const properties = (source: object, depth: number): [string, number][] =>
    Object.entries(source).map(([key, item]): [string, number] => [key, add(item, depth)]);

  const primitive = (item: unknown): Node => {
    if (item === undefined) return ['undefined'];
    if (typeof item === 'bigint') return ['bigint', String(item)];
    if (typeof item === 'number' && (!Number.isFinite(item) || Object.is(item, -0))) {
      return ['number', Object.is(item, -0) ? '-0' : String(item)];
    }
    if (typeof item === 'symbol') throw uncloneable();
    return ['value', item];
  };

  const container = (item: object, depth: number): Node => {
    const replaced = special(item);
    if (replaced !== undefined) return ['special', ...replaced];
    if (typeof item === 'function') throw uncloneable();
    if (Array.isArray(item)) return ['array', item.length, properties(item, depth + 1)];
    if (item instanceof ArrayBuffer) return ['buffer', toBase64(new Uint8Array(item))];
    if (ArrayBuffer.isView(item)) {
      const name = item instanceof DataView ? 'DataView' : tagOf(item);
      return ['view', name, toBase64(new Uint8Array(item.buffer, item.byteOffset, item.byteLength))];
    }
    if (item instanceof Error) return ['error', item.name, item.message, item.stack ?? ''];
    if (item instanceof Date) return ['date', item.getTime()];
    if (item instanceof RegExp) return ['regexp', item.source, item.flags];
    if (item instanceof Map) return ['map', [...item].map(([key, entry]) => [add(key, depth), add(entry, depth)])];
    if (item instanceof Set) return ['set', [...item].map((entry) => add(entry, depth))];
    if (item instanceof Number || item instanceof String || item instanceof Boolean)
      return ['boxed', add(item.valueOf(), depth)];
    // Objects of classes lose their class, as in structured cloning; objects of the platform are refused.
    if (tagOf(item) !== 'Object' && !isClone(item)) throw uncloneable();
    return ['object', properties(item, depth + 1)];
  };

  const add = (item: unknown, depth: number): number => {
    if (depth >= deepest)
      throw new TypeError(
        'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.',
      );
    if ((typeof item !== 'object' && typeof item !== 'function') || item === null)
      return nodes.push(primitive(item)) - 1;
    const known = indexes.get(item);
    if (known !== undefined) return known;
    const index = nodes.push(['undefined']) - 1;
    indexes.set(item, index);
    nodes[index] = container(item, depth);
    return index;
  };

  add(value, 0);
  return `N${JSON.stringify(nodes)}`;
}

/** True for an object with a `toStringTag` of its own, which structured cloning copies all the same. */
function isClone(value: object): boolean {
  try {
    return tagOf(structuredClone<object>(value)) === 'Object';
  } catch {
    return false;
  }
}

export function decode(
  text: string,
  special: DecodeSpecial = (kind) => {
    throw new Error(`Unknown kind ${kind}`);
  },
): unknown {
  // prettier-ignore
  const content = JSON.parse(text.slice(1)) as unknown;
  if (text.startsWith('J')) return content;
  // Written by `encode`: each tag has the shape it was given there.
  const nodes = content as Node[];
  const made = new Map<number, unknown>();

  const keep = <T>(index: number, value: T): T => {
    made.set(index, value);
    return value;
  };
  const fill = (target: object, entries: unknown): void => {
    for (const [key, at] of entries as [string, number][]) {
      Object.defineProperty(target, key, { value: read(at), enumerable: true, writable: true, configurable: true });
    }
  };

  const build = (index: number, [tag, first, second, third]: Node): unknown => {
    switch (tag) {
      case 'value':
        return first;
      case 'number':
        return Number(first);
      case 'bigint':
        return BigInt(String(first));
      case 'special':
        return keep(index, special(String(first), second));
      case 'array': {
        const array = keep(index, new Array<unknown>(Number(first)));
        fill(array, second);
        return array;
      }
      case 'object': {
        const object = keep(index, {});
        fill(object, first);
        return object;
      }
      case 'map': {
        const map = keep(index, new Map<unknown, unknown>());
        for (const [key, entry] of first as [number, number][]) map.set(read(key), read(entry));
        return map;
      }
      case 'set': {
        const set = keep(index, new Set<unknown>());
        for (const entry of first as number[]) set.add(read(entry));
        return set;
      }
      case 'buffer':
        return keep(index, fromBase64(String(first)).buffer);
      case 'view': {
        const { buffer } = fromBase64(String(second));
        const View = typedArrays[String(first) as keyof typeof typedArrays] as Uint8ArrayConstructor | undefined;
        return keep(index, View === undefined ? new DataView(buffer) : new View(buffer));
      }
      case 'error': {
        const Type = (errorTypes as Record<string, ErrorConstructor | undefined>)[String(first)] ?? Error;
        const error = keep(index, new Type(String(second)));
        Object.defineProperty(error, 'stack', { value: third, writable: true, configurable: true });
        return error;
      }
      case 'date':
        return keep(index, new Date(Number(first ?? NaN)));
      case 'regexp':
        return keep(index, new RegExp(String(first), String(second)));
      case 'boxed':
        return keep(index, Object(read(Number(first))));
      default:
        return undefined;
    }
  };

  const read = (index: number): unknown => {
    if (made.has(index)) return made.get(index);
    const node = nodes[index];
    return node === undefined ? undefined : build(index, node);
  };
  return read(0);
}
