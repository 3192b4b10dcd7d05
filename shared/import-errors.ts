import { z } from 'zod';
import { contentsFound, unpackProblems, xmlProblems } from './error-reasons.ts';

/** As in `errors.ts`: a name, an address, what a person typed. */
const text = z.string();
const serverWords = z.string().nullable();

/** What can go wrong on the way of a file or a mail into the archive; a part of `appErrors`. */
export const importErrors = [
  z.object({ code: z.literal('file-not-pdf'), file: text, found: z.enum(contentsFound) }),
  z.object({ code: z.literal('xml-not-invoice'), file: text, found: z.enum(xmlProblems) }),
  /** A saved mail or an archive of which nothing can be read. */
  z.object({ code: z.literal('container-unreadable'), file: text, reason: z.enum(unpackProblems) }),
  /** The same of a file inside one. */
  z.object({ code: z.literal('inside-unreadable'), file: text, inside: text, reason: z.enum(unpackProblems) }),
  z.object({ code: z.literal('nothing-inside'), file: text }),
  // Mailboxes
  z.object({ code: z.literal('mailbox-not-found') }),
  z.object({ code: z.literal('mailbox-exists'), host: text, user: text }),
  z.object({ code: z.literal('mailbox-password-missing'), host: text, user: text }),
  z.object({ code: z.literal('mailbox-login-refused'), host: text, user: text, serverWords }),
  /** OAuth: nobody registered Billfold there. */
  z.object({ code: z.literal('sign-in-not-set-up'), host: text }),
  /** A token would go to another server than its own. */
  z.object({ code: z.literal('sign-in-elsewhere'), host: text }),
  z.object({ code: z.literal('sign-in-refused'), host: text, serverWords }),
  /** Nobody came back from the browser. */
  z.object({ code: z.literal('sign-in-timeout'), minutes: z.int() }),
  /** Signed in once, and that counts no longer. */
  z.object({ code: z.literal('sign-in-ended'), host: text, user: text }),
  /** Neither MOVE nor UIDPLUS. */
  z.object({ code: z.literal('mailbox-cannot-move'), host: text }),
  z.object({ code: z.literal('mailbox-full'), host: text, serverWords }),
  z.object({ code: z.literal('mailbox-folder-missing'), host: text, folder: text }),
  z.object({ code: z.literal('mailbox-refused'), host: text, serverWords }),
  z.object({ code: z.literal('file-too-large'), file: text, megabytes: z.int() }),
  z.object({ code: z.literal('import-duplicate'), file: text, invoice: text, account: text }),
  z.object({ code: z.literal('import-waiting'), file: text }),
  z.object({ code: z.literal('import-not-found') }),
  z.object({ code: z.literal('layout-not-found') }),
  z.object({ code: z.literal('document-password-wrong'), invoice: text }),
  z.object({ code: z.literal('import-amount-too-large'), amount: text, largest: text }),
  z.object({ code: z.literal('invoice-not-imported'), invoice: text }),
  // Sellers
  z.object({ code: z.literal('documents-alone'), account: text }),
  z.object({ code: z.literal('seller-not-found'), seller: text }),
  z.object({ code: z.literal('seller-mark-unusable'), input: text }),
  /** Something about a file speaks for fraud, and nobody has decided. */
  z.object({ code: z.literal('seller-alarm'), file: text, seller: text }),
  z.object({ code: z.literal('seller-split-empty'), seller: text }),
] as const;
