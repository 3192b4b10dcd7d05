import type { Archive } from '../archive/index.ts';
import type { AccountsDesk } from '../desk/index.ts';
import type { Exports } from '../export/index.ts';
import type { Imports } from '../imports/index.ts';
import type { Mailboxes } from '../mailboxes/index.ts';
import type { Sellers } from '../sellers/index.ts';
import {
  changedDetails,
  createToDo,
  exceededAlerts,
  exceededBudgets,
  expiringCards,
  failedExports,
  failedMailboxes,
  missingInvoices,
  noticesDue,
  notWatched,
  openFindings,
  sellerAlarms,
  type ToDo,
  uncomparedAlerts,
  unpaidInvoices,
  waitingImports,
} from '../to-do/index.ts';
import type { ArchiveVerification } from '../verification/index.ts';
import type { Watch } from '../watch/index.ts';

interface ToDoListParts extends Omit<Parameters<typeof createToDo>[0], 'providers'> {
  readonly desk: AccountsDesk;
  readonly watch: Watch;
  readonly archive: Archive;
  readonly imports: Imports;
  readonly sellers: Sellers;
  readonly mailboxes: Mailboxes;
  readonly exports: Exports;
  readonly verification: ArchiveVerification;
}

/** What every feature has for somebody to do, in one list: a provider a kind. */
export const createToDoList = ({
  desk,
  watch,
  archive,
  imports,
  sellers,
  mailboxes,
  exports,
  verification,
  ...parts
}: ToDoListParts): ToDo =>
  createToDo({
    ...parts,
    providers: [
      notWatched,
      unpaidInvoices(archive.invoices),
      changedDetails(watch.details),
      exceededAlerts(watch.events),
      exceededBudgets(desk.budgets),
      uncomparedAlerts(watch.alerts),
      noticesDue(desk.contracts.list),
      expiringCards(watch.known),
      sellerAlarms(imports.waiting),
      missingInvoices(sellers),
      failedMailboxes(mailboxes),
      waitingImports(imports.waiting),
      openFindings(verification),
      failedExports(exports.automatic),
    ],
  });
