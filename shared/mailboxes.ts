import { z } from 'zod';
import { appErrorSchema } from './errors.ts';
import { daySchema, instantSchema } from './time.ts';

/** A mailbox to be read, as a person enters it. Always over TLS from the first byte. */
export const newMailboxSchema = z.object({
  /** The account that its invoices belong to. */
  accountId: z.string(),
  host: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$|^[0-9a-f:]+$/),
  port: z.int().min(1).max(65_535),
  user: z.string().trim().min(1).max(320),
  /** As the server names it. */
  folder: z.string().min(1).max(500),
  /** Mails that came before are not looked at. */
  since: daySchema,
});
export type NewMailbox = z.infer<typeof newMailboxSchema>;

export const mailboxSchema = newMailboxSchema.extend({
  id: z.string(),
  /** When it was last read to its end; null while it never was. */
  readAt: instantSchema.nullable(),
  /** How many mails were looked at, and how many of them had something to import. */
  mails: z.int(),
  withFiles: z.int(),
  /** Why it cannot be read, and since when; null where it can. */
  failure: z.object({ error: appErrorSchema, since: instantSchema }).nullable(),
  reading: z.boolean(),
});
export type Mailbox = z.infer<typeof mailboxSchema>;
