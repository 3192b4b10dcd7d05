import type { AppError, ErrorCode } from './errors.ts';
import { noWay } from './way-failures.ts';

/**
 * What says nothing about a request but about the key, the limit, or the way to the server: nothing can be done without
 * because of it. After its retries a server's failure counts as its word about that one request.
 */
const ofWholeAccount: readonly ErrorCode[] = [
  'key-refused',
  'key-missing',
  'rate-limited',
  'server-timeout',
  ...noWay,
  'host-not-allowed',
  'cancelled',
];

/**
 * The one rule for everything that Billfold can do without (expansions, filters, tax ids, credit notes, prices, products,
 * payments, further lines): whether the vendor refused it, in whatever way, so that it is not known.
 */
export const isRefusal = (error: AppError): boolean => !ofWholeAccount.includes(error.code) && !isListingFault(error);

/** A list that goes in circles, breaks off or does not end. */
const isListingFault = ({ code }: AppError): boolean => code.startsWith('listing-');

/** Whether what could not be read within an object, its lines for one, costs that object's part alone. */
export const isPartial = (error: AppError): boolean => isRefusal(error) || isListingFault(error);

/** The permissions for lack of which something is not known; none where it has another reason. */
export const missingOf = (error: AppError): string[] =>
  error.code === 'permission-missing' ? error.permission.split(', ') : [];
