import { z } from 'zod';
import { appErrorSchema } from '../errors.ts';
import { jobSchema } from '../jobs.ts';
import { proxyLoginStateSchema } from '../network.ts';
import { settingsSchema } from '../settings.ts';
import { updateStateSchema } from '../updates.ts';
import { accountCalls, accountSummarySchema } from './calls/accounts.ts';
import { appCalls, destinationSchema } from './calls/app.ts';
import { backupCalls } from './calls/backup.ts';
import { channelCalls } from './calls/channels.ts';
import { deskCalls } from './calls/desk.ts';
import { detailsCalls } from './calls/details.ts';
import { diagnosticsCalls } from './calls/diagnostics.ts';
import { exportCalls } from './calls/exports.ts';
import { handoverCalls } from './calls/handover.ts';
import { importCalls } from './calls/imports.ts';
import { invoiceCalls } from './calls/invoices.ts';
import { mailboxCalls } from './calls/mailboxes.ts';
import { sellerCalls } from './calls/sellers.ts';
import { networkCalls } from './calls/network.ts';
import { paymentCalls } from './calls/payments.ts';
import { accountId } from './calls/requests.ts';
import { searchCalls } from './calls/search.ts';
import { teamCalls } from './calls/team.ts';
import { unreadCalls } from './calls/unread.ts';
import { updateCalls } from './calls/updates.ts';
import { usageCalls } from './calls/usage.ts';
import { verificationCalls } from './calls/verification.ts';
import { watchCalls } from './calls/watch.ts';

/*
 * Every call and event between window and main process, in one table. The preload bridge, the main router and the
 * window's client are derived from it. Requests and answers carry ids and domain values: never a key, never a path
 * or address that the window could send back.
 */

export const calls = {
  ...appCalls,
  ...accountCalls,
  ...watchCalls,
  ...deskCalls,
  ...invoiceCalls,
  ...searchCalls,
  ...importCalls,
  ...mailboxCalls,
  ...channelCalls,
  ...sellerCalls,
  ...teamCalls,
  ...paymentCalls,
  ...exportCalls,
  ...handoverCalls,
  ...detailsCalls,
  ...usageCalls,
  ...verificationCalls,
  ...backupCalls,
  ...diagnosticsCalls,
  ...unreadCalls,
  ...networkCalls,
  ...updateCalls,
} as const;

export const events = {
  /** Accounts, their freshness or unseen counts changed. */
  'accounts.changed': z.array(accountSummarySchema),
  'snapshot.changed': accountId,
  'alerts.changed': accountId,
  'invoices.changed': accountId,
  'mailboxes.changed': z.null(),
  /** Channels, what they tell of, or what became of it. */
  'channels.changed': z.null(),
  /** The team, or what is sent and received. */
  'team.changed': z.null(),
  /** An automatic export ran. */
  'exports.changed': z.null(),
  /** A batch was handed over or undone. */
  'handover.changed': z.null(),
  'sellers.changed': z.null(),
  /** Files were handed in, read, confirmed or left out. */
  'imports.changed': z.null(),
  /** What is said of all accounts together, or what there is to do, changed. */
  'desk.changed': z.null(),
  'settings.changed': settingsSchema,
  /** A proxy asks for a name and password that nobody has given yet, or that it did not take. */
  'proxy.asks': proxyLoginStateSchema,
  'updates.changed': updateStateSchema,
  'job.progress': jobSchema,
  /** A notification or the tray asked for a screen. */
  navigate: destinationSchema,
  /** Something went wrong that no call of the window answers for: a click on a notification, an entry of the tray. */
  trouble: appErrorSchema,
} as const;

export type CallName = keyof typeof calls;
export type Request<Name extends CallName> = z.input<(typeof calls)[Name]['request']>;
export type Response<Name extends CallName> = z.output<(typeof calls)[Name]['response']>;
export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>;

export type * from './calls/accounts.ts';
export type * from './calls/app.ts';
export type * from './calls/desk.ts';
export type * from './calls/invoices.ts';
export type * from './calls/search.ts';
export type * from './calls/verification.ts';
export type * from './calls/usage.ts';
export type * from './calls/watch.ts';
