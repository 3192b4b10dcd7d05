/** So much text may a request hold in all: the keys of some 300,000 chosen invoices. */
const maxCharacters = 16 * 1024 * 1024;
const maxValues = 1_000_000;
const deepest = 32;

/**
 * Whether a request of the page's is small enough to be copied to main and parsed there. Runs in preload, before anything
 * is copied on: a page that hands over a buffer of 100 MB would else keep window and program busy for half a minute.
 * Requests are plain values: buffers, files and other objects of the platform are none, and refused without a look inside.
 */
export function isBoundedRequest(request: unknown): boolean {
  let characters = 0;
  let values = 0;

  function fits(value: unknown, depth: number): boolean {
    values += 1;
    if (typeof value === 'string') characters += value.length;
    if (values > maxValues || characters > maxCharacters || depth > deepest) return false;
    if (typeof value !== 'object' || value === null) return true;
    if (Array.isArray(value)) return value.length <= maxValues && value.every((item) => fits(item, depth + 1));
    if (Object.prototype.toString.call(value) !== '[object Object]') return false;
    for (const name in value) {
      characters += name.length;
      if (!fits((value as Readonly<Record<string, unknown>>)[name], depth + 1)) return false;
    }
    return true;
  }
  return fits(request, 0);
}
