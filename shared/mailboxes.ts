import { z } from 'zod';
import { appErrorSchema } from './errors.ts';
import { signInKindSchema } from './mail-sign-in.ts';
import { daySchema, instantSchema } from './time.ts';

/** An address, or a domain for all addresses below it. */
const sender = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^([^\s@"\\]+@)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);

/** What may be changed of a mailbox while it is read. */
export const mailboxChoicesSchema = z.object({
  /** Only mails from these are looked at; empty: all. */
  senders: z.array(sender).max(20),
  /** The folder that mails are moved to once all that was in them is in the archive; null: the mailbox stays as it is. */
  moveTo: z.string().trim().min(1).max(500).nullable(),
});
export type MailboxChoices = z.infer<typeof mailboxChoicesSchema>;

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
  signIn: signInKindSchema.default('password'),
  senders: mailboxChoicesSchema.shape.senders.default([]),
  moveTo: mailboxChoicesSchema.shape.moveTo.default(null),
});
export type NewMailbox = z.infer<typeof newMailboxSchema>;

export const mailLinksSchema = z.object({
  /** The domain that the mails came from. */
  sender: z.string(),
  host: z.string(),
  waiting: z.int(),
  fetched: z.int(),
  allowed: z.boolean().nullable(),
});
export type MailLinks = z.infer<typeof mailLinksSchema>;

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
  /** Links of mails to what may be invoices, by sender and host, and whether they are fetched; null: nobody has decided. */
  links: z.array(mailLinksSchema),
});
export type Mailbox = z.infer<typeof mailboxSchema>;

/** What happened to a mailbox: mails came in or were moved, it could not be read, or could be again. */
export const mailboxEventSchema = z.object({
  at: instantSchema,
  what: z.enum(['read', 'moved', 'failed', 'again']),
  mails: z.int(),
  withFiles: z.int(),
  error: appErrorSchema.nullable(),
});
export type MailboxEvent = z.infer<typeof mailboxEventSchema>;
