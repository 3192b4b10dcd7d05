import { z } from 'zod';
import { unreadKinds, unreadObjectSchema } from '../../unread.ts';
import { accountId } from './requests.ts';

export const unreadCalls = {
  /** What the vendor sent and could not be read, and how many there are of a kind where that is known. */
  'unread.list': {
    request: accountId,
    response: z.object({
      unread: z.array(unreadObjectSchema),
      totals: z.partialRecord(z.enum(unreadKinds), z.int()),
    }),
  },
} as const;
