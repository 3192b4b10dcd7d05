import type { Handlers } from '../answer.ts';
import { pathsIn } from '../../platform/paths.ts';
import { type HandlerParts, words } from '../parts.ts';
import { accountHandlers } from './accounts.ts';
import { appHandlers } from './app.ts';
import { backupHandlers } from './backup.ts';
import { channelHandlers } from './channels.ts';
import { deskHandlers } from './desk.ts';
import { detailsHandlers } from './details.ts';
import { diagnosticsHandlers } from './diagnostics.ts';
import { exportHandlers } from './exports.ts';
import { handoverHandlers } from './handover.ts';
import { importHandlers } from './imports.ts';
import { invoiceHandlers } from './invoices.ts';
import { mailboxHandlers } from './mailboxes.ts';
import { networkHandlers } from './network.ts';
import { paymentHandlers } from './payments.ts';
import { searchHandlers } from './search.ts';
import { sellerHandlers } from './sellers.ts';
import { teamHandlers } from './team.ts';
import { unreadHandlers } from './unread.ts';
import { updateHandlers } from './updates.ts';
import { usageHandlers } from './usage.ts';
import { verificationHandlers } from './verification.ts';
import { watchHandlers } from './watch.ts';

/** A handler for every call of the contract; one that is missing is a type error here. */
export const createHandlers = (parts: HandlerParts): Handlers => ({
  ...appHandlers(parts),
  ...accountHandlers(parts),
  ...watchHandlers(parts),
  ...deskHandlers(parts),
  ...invoiceHandlers(parts),
  ...importHandlers(parts),
  ...mailboxHandlers(parts),
  ...channelHandlers(parts),
  ...sellerHandlers(parts),
  ...teamHandlers(parts),
  ...paymentHandlers(parts),
  ...exportHandlers(parts),
  ...handoverHandlers(parts),
  ...detailsHandlers(parts),
  ...usageHandlers(parts),
  ...searchHandlers(parts),
  ...verificationHandlers(parts),
  ...backupHandlers(parts),
  ...unreadHandlers(parts),
  ...networkHandlers(parts),
  ...updateHandlers(parts),
  ...diagnosticsHandlers({
    ...parts,
    logFile: pathsIn(parts.program.folder).log,
    dialogWords: () => words(parts.program).dialogs,
  }),
});
