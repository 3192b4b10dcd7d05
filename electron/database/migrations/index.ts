import type { Migration } from '../migration.ts';
import { accounts } from './0001-accounts.ts';
import { watch } from './0002-watch.ts';
import { archive } from './0003-archive.ts';
import { exports } from './0004-exports.ts';
import { presence } from './0005-presence.ts';
import { usageAlerts } from './0006-usage-alerts.ts';
import { billing } from './0007-billing.ts';
import { usage } from './0008-usage.ts';
import { search } from './0009-search.ts';
import { imports } from './0010-imports.ts';
import { exportOptions } from './0011-exports.ts';
import { invoicePayments } from './0012-invoice-payments.ts';
import { verifications } from './0013-verifications.ts';
import { closedAccounts } from './0014-closed-accounts.ts';
import { periods } from './0015-periods.ts';
import { unreadObjects } from './0016-unread-objects.ts';
import { record } from './0017-record.ts';
import { acceptedFindings } from './0018-accepted-findings.ts';
import { readers } from './0019-readers.ts';
import { largeSums } from './0020-large-sums.ts';
import { glossaryNames } from './0021-glossary-names.ts';
import { textIds } from './0022-text-ids.ts';
import { accountingDays } from './0023-accounting-days.ts';
import { invoiceMoney } from './0024-invoice-money.ts';
import { filesInside } from './0025-files-inside.ts';
import { handover } from './0026-handover.ts';
import { sellers } from './0027-sellers.ts';
import { keptForecasts } from './0028-kept-forecasts.ts';
import { mailboxes } from './0029-mailboxes.ts';
import { documentKinds } from './0030-document-kinds.ts';
import { channels } from './0031-channels.ts';
import { waysOfMailboxes } from './0032-ways-of-mailboxes.ts';
import { desk } from './0033-desk.ts';
import { importsToRead } from './0034-imports-to-read.ts';
import { plainLetters } from './0035-plain-letters.ts';
import { savedMails } from './0036-saved-mails.ts';
import { sellerRecords } from './0037-seller-records.ts';
import { team } from './0038-team.ts';
import { learnedPlaces } from './0039-learned-places.ts';
import { payees } from './0040-payees.ts';
import { knownMails } from './0041-known-mails.ts';
import { overruledChanges } from './0042-overruled-changes.ts';

/** In order of version. A released migration is never edited: a change is a new one. */
export const migrations: readonly Migration[] = [
  accounts,
  watch,
  archive,
  exports,
  presence,
  usageAlerts,
  billing,
  usage,
  search,
  imports,
  exportOptions,
  invoicePayments,
  verifications,
  closedAccounts,
  periods,
  unreadObjects,
  record,
  acceptedFindings,
  readers,
  largeSums,
  glossaryNames,
  textIds,
  accountingDays,
  invoiceMoney,
  filesInside,
  handover,
  sellers,
  keptForecasts,
  mailboxes,
  documentKinds,
  channels,
  waysOfMailboxes,
  desk,
  importsToRead,
  plainLetters,
  savedMails,
  sellerRecords,
  team,
  learnedPlaces,
  payees,
  knownMails,
  overruledChanges,
];
