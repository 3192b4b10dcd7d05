import { z } from 'zod';
import { mailboxSchema, newMailboxSchema } from '../../mailboxes.ts';
import { nothing } from './requests.ts';

const mailbox = z.object({ id: z.string() });
const password = z.string().min(1).max(1000);

export const mailboxCalls = {
  'mailboxes.list': { request: nothing, response: z.array(mailboxSchema) },
  /** Logs in once, and keeps the mailbox where that worked. */
  'mailboxes.add': { request: z.object({ mailbox: newMailboxSchema, password }), response: mailboxSchema },
  /** A password in place of one that is refused or gone. */
  'mailboxes.setPassword': { request: mailbox.extend({ password }), response: mailboxSchema },
  /** Reads what came in since, now. */
  'mailboxes.read': { request: mailbox, response: mailboxSchema },
  /** Reads it no more, and forgets its password. What came in from it stays. */
  'mailboxes.remove': { request: mailbox, response: nothing },
} as const;
