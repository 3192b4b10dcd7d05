import { z } from 'zod';
import { availableSignInSchema } from '../../mail-sign-in.ts';
import { mailboxChoicesSchema, mailboxEventSchema, mailboxSchema, newMailboxSchema } from '../../mailboxes.ts';
import { nothing } from './requests.ts';

const mailbox = z.object({ id: z.string() });
/** Null where one signs in in the browser. */
const password = z.string().min(1).max(1000).nullable();

export const mailboxCalls = {
  'mailboxes.list': { request: nothing, response: z.array(mailboxSchema) },
  /** The ways to sign in beside a password that are set up here. */
  'mailboxes.signIns': { request: nothing, response: z.array(availableSignInSchema) },
  /** Logs in once, and keeps the mailbox where that worked. Without a password it opens the browser, and waits for who signs in. */
  'mailboxes.add': { request: z.object({ mailbox: newMailboxSchema, password }), response: mailboxSchema },
  /** A password in place of one that is refused or gone; null: signs in again, in the browser. */
  'mailboxes.setPassword': { request: mailbox.extend({ password }), response: mailboxSchema },
  /** Waits no longer for who was to sign in in the browser. */
  'mailboxes.cancelSignIn': { request: nothing, response: nothing },
  'mailboxes.change': { request: mailbox.extend({ choices: mailboxChoicesSchema }), response: mailboxSchema },
  /** Whether links to a host are fetched out of mails from a sender's domain. */
  'mailboxes.allowLinks': {
    request: mailbox.extend({ sender: z.string(), host: z.string(), allowed: z.boolean() }),
    response: mailboxSchema,
  },
  /** What happened to it, newest first. */
  'mailboxes.log': { request: mailbox, response: z.array(mailboxEventSchema) },
  /** Reads what came in since, now. */
  'mailboxes.read': { request: mailbox, response: mailboxSchema },
  /** Reads it no more, and forgets its password. What came in from it stays. */
  'mailboxes.remove': { request: mailbox, response: nothing },
} as const;
