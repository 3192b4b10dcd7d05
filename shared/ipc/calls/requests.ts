import { z } from 'zod';

/** Requests and answers that several parts share. */
export const nothing = z.null();
export const accountId = z.object({ accountId: z.string() });
