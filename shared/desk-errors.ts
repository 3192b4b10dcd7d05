import { z } from 'zod';

/** As in `errors.ts`: an id. */
const text = z.string();

/** What can go wrong with all accounts together, and with what there is to do; a part of `appErrors`. */
export const deskErrors = [
  z.object({ code: z.literal('budget-not-found'), budget: text }),
  z.object({ code: z.literal('budget-mixes-practice') }),
  z.object({ code: z.literal('to-do-not-found'), item: text }),
  z.object({ code: z.literal('to-do-ends-itself') }),
] as const;
