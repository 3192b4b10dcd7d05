import { z } from 'zod';

/** What a line of an invoice is for. `one-off`: neither a part of a subscription nor a change of one. */
export const lineKindSchema = z.enum(['fixed', 'metered', 'proration', 'one-off']);
export type LineKind = z.infer<typeof lineKindSchema>;
