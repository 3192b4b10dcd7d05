import { destinationSchema } from '#shared/ipc/calls/app.ts';
import type { Destination } from '#shared/ipc/contract.ts';

export const linkScheme = 'billfold';

/**
 * Where an address such as `billfold://invoices?account=ID&find=INV-7` leads; null for whatever else. Anybody may have
 * written it: it shows a screen and does nothing there.
 */
export function destinationOf(address: string): Destination | null {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, searchParams } = new URL(address);
  if (protocol !== `${linkScheme}:`) return null;
  const find = searchParams.get('find');
  const wanted = { screen: hostname, accountId: searchParams.get('account'), ...(find !== null && { find }) };
  const read = destinationSchema.safeParse(wanted);
  return read.success ? read.data : null;
}

/** The one among what a program was started with. */
export const destinationIn = (argv: readonly string[]): Destination | null =>
  argv.map(destinationOf).find((each) => each !== null) ?? null;
