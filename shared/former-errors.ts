import { vendorObjects } from './vendor-objects.ts';

/** The longest first: `invoice line` begins like `invoice`. */
const formerNames = vendorObjects
  .map((object) => ({ object, name: object.replaceAll('-', ' ') }))
  .toSorted((a, b) => b.name.length - a.name.length);

/** An error as an earlier version may have kept it in the database, in today's shape; all else as it is. */
export function inTodaysShape(kept: unknown): unknown {
  if (typeof kept !== 'object' || kept === null || !('code' in kept)) return kept;
  const { code, ...data } = kept as Readonly<Record<string, unknown>>;
  return { code, ...data, ...renewed(code, data) };
}

function renewed(code: unknown, data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  switch (code) {
    case 'request-refused':
    case 'change-refused':
    case 'tax-id-refused':
    case 'email-refused':
      return 'detail' in data ? { vendorWords: data['detail'] } : {};
    case 'not-found-at-vendor':
      return 'what' in data ? { vendorName: data['what'] } : {};
    case 'answer-incomplete':
    case 'value-unknown':
    case 'answer-contradictory':
      return 'id' in data ? {} : objectOf(data['object']);
    case 'listing-repeats':
    case 'listing-cut-short':
    case 'listing-endless':
      return { list: String(data['list']).replaceAll(' ', '-') };
    case 'secret-store-failed':
      return data['reason'] === 'unavailable' || data['reason'] === 'not available'
        ? { reason: 'unavailable' }
        : { reason: 'undecryptable' };
    case 'template-invalid':
      return data['reason'] === 'empty' ? { code: 'template-empty' } : {};
    default:
      return {};
  }
}

/** `invoice line il_1` was a line and its id. */
function objectOf(told: unknown): Readonly<Record<string, unknown>> {
  const text = String(told);
  const known = formerNames.find(({ name }) => text === name || text.startsWith(`${name} `));
  return known ? { object: known.object, id: text.slice(known.name.length + 1) || null } : { id: null };
}
