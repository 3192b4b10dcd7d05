import { lookup } from 'node:dns/promises';
import type { LookUp } from './ports.ts';

/** By the operating system, with its hosts file. */
export const createLookUp = (): LookUp => async (hostname) => {
  try {
    return (await lookup(hostname, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
};
