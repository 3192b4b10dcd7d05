import { z } from 'zod';
import { isSystemCode, type SystemCode } from './system-code.ts';

const systemCode = z.custom<SystemCode>(isSystemCode).catch('ERR_FAILED');

/** What can go wrong with new versions; a part of `appErrors`. */
export const updateErrors = [
  z.object({ code: z.literal('updates-off') }),
  /** This copy was made without a place where new versions are. */
  z.object({ code: z.literal('updates-nowhere') }),
  z.object({ code: z.literal('updates-unreachable'), reason: systemCode }),
  z.object({ code: z.literal('update-not-there') }),
  /** What was fetched is not what the publisher signed. */
  z.object({ code: z.literal('update-not-genuine') }),
] as const;
