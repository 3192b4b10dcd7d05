import { diagnosed } from '#shared/doctor.ts';
import type { AvailableSignIn } from '#shared/mail-sign-in.ts';
import type { Channel, ChannelChoice, Delivery } from '#shared/channels.ts';
import type { Mailbox } from '#shared/mailboxes.ts';
import type { Account } from '#shared/accounts.ts';
import type { Action } from '#shared/actions.ts';
import type { References } from '#shared/annotations.ts';
import type { DetailsChange } from '#shared/details-changes.ts';
import type { AppError } from '#shared/errors.ts';
import type { ImportFolder, ImportItem } from '#shared/import/items.ts';
import type { NetworkState } from '#shared/network.ts';
import type { InvoiceVersion } from '#shared/invoice-record.ts';
import type { Response, UsageMonth } from '#shared/ipc/contract.ts';
import type { Job } from '#shared/jobs.ts';
import { defaultSettings, type Settings } from '#shared/settings.ts';
import type { UpdateState } from '#shared/updates.ts';
import type { UsagePlan } from '#shared/usage-plan.ts';
import type { Finding } from '#shared/verification.ts';
import type { SampleData } from '../sample-data.ts';
import { sampleDesk } from '../sample/desk.ts';
import { samplePreview, sampleReport } from '../sample/exports.ts';

/** What main knows, as its reading calls answer it; tests write it before or between calls. */
export interface FakeState extends SampleData {
  settings: Settings;
  desk: Response<'desk.get'>;
  toDo: Response<'toDo.list'>;
  calendar: Response<'desk.calendar'>;
  renewals: Response<'contracts.list'>;
  autostart: Response<'app.autostart'>;
  /** Where a notification had asked the window to go before it listened. */
  destination: Response<'app.ready'>;
  notificationService: Response<'notifications.service'>;
  notificationTest: Response<'notifications.test'>;
  closed: Account[];
  pastedKey: Response<'accounts.pasteKey'>;
  keyReport: Response<'accounts.testKey'>;
  customers: Response<'accounts.findCustomers'>['customers'];
  /** By account: permissions that its key lacks, references, what could not be read, what changed elsewhere. */
  permissions: Record<string, string[]>;
  references: Record<string, References>;
  unread: Record<string, Response<'unread.list'>>;
  changes: Record<string, DetailsChange>;
  /** Newest first. */
  actions: Action[];
  /** Plans and months by account; the error of a history that was read in part. */
  usage: { plans: Record<string, UsagePlan>; months: Record<string, UsageMonth[]>; error: AppError | null };
  /** By key of the invoice, newest first. */
  versions: Record<string, InvoiceVersion[]>;
  findings: Record<string, Finding[]>;
  related: Record<string, Response<'invoices.related'>>;
  savedFilters: Response<'filters.list'>;
  sellers: Response<'sellers.list'>;
  /** Files that wait to be confirmed, and watched folders by account. */
  imports: { items: ImportItem[]; folders: Record<string, ImportFolder> };
  mailboxes: Mailbox[];
  mailSignIns: AvailableSignIn[];
  channels: Channel[];
  channelChoices: ChannelChoice[];
  deliveries: Delivery[];
  team: Response<'team.status'>['team'];
  unsettled: Response<'team.unsettled'>;
  members: Response<'team.members'>;
  jobs: Job[];
  exports: Response<'exports.history'>;
  exportPreview: Response<'exports.preview'>;
  exportReport: Response<'exports.report'>;
  verification: Response<'verification.last'>;
  doctor: Response<'diagnostics.run'>;
  daily: Response<'backup.daily'>;
  backup: Response<'backup.report'>;
  /** The backup that the next dialog chooses; null cancels it. */
  chosenBackup: Response<'backup.choose'>;
  recovery: Response<'recovery.state'>;
  network: NetworkState;
  updates: UpdateState;
  /** What a test of a server finds. */
  connection: Response<'network.testProxy'>;
}

export const fakeState = (sample: SampleData): FakeState => ({
  ...sample,
  settings: { ...defaultSettings },
  desk: sampleDesk(sample),
  toDo: { items: [], attention: { open: 0, unwatched: [], accounts: sample.accounts.length } },
  calendar: [],
  renewals: [],
  autostart: 'off',
  destination: null,
  notificationService: 'available',
  notificationTest: { outcome: 'shown', notifier: 'electron', reason: null },
  closed: [],
  pastedKey: { keyId: 'key_new1', hint: 'rk_live_…x7Qd', live: true, restricted: true },
  keyReport: {
    ...{ hint: 'rk_live_…x7Qd', restricted: true, live: true },
    ...{ customerName: 'Nordlicht Logistik GmbH', missing: [], granted: ['rak_customer_read', 'rak_invoice_read'] },
  },
  customers: [
    { id: 'cus_Nord', name: 'Nordlicht Logistik GmbH', email: 'rechnung@nordlicht.example' },
    { id: 'cus_Sued', name: null, email: 'ap@sued.example' },
  ],
  permissions: {},
  references: {},
  unread: {},
  changes: {},
  actions: [],
  usage: { plans: {}, months: {}, error: null },
  versions: {},
  findings: {},
  related: {},
  savedFilters: [],
  sellers: [],
  imports: { items: [], folders: {} },
  mailboxes: [],
  mailSignIns: [],
  channels: [],
  channelChoices: [],
  deliveries: [],
  team: null,
  unsettled: [],
  members: [],
  jobs: [],
  exports: [],
  exportPreview: samplePreview,
  exportReport: sampleReport,
  verification: null,
  doctor: {
    ...{ at: '2026-11-22T12:00:00.000Z', version: '0.1.0', system: 'linux x64 6.1.0' },
    checks: [
      { id: 'data-folder', ...diagnosed('folder-fine', { folder: '/home/maria/.config/Billfold' }) },
      { id: 'database', ...diagnosed('database-damaged', { reason: 'SQLITE_CORRUPT' }) },
    ],
  },
  daily: { count: 3, bytes: 12_400_000, newestAt: '2026-11-22T06:00:00.000Z', error: null },
  backup: null,
  chosenBackup: {
    ...{ backupId: 'b1', label: 'billfold-2026-11-20-080000', madeAt: '2026-11-20T08:00:00.000Z' },
    ...{ accounts: 4, invoices: 180, documents: 172, bytes: 42_000_000 },
  },
  recovery: null,
  network: { logins: [], asks: null, authority: null },
  updates: {
    ...{ version: '0.2.0', ability: 'installs', off: false, lookedAt: null },
    ...{ found: null, stage: 'idle', progress: 0, error: null },
  },
  connection: {
    host: 'api.stripe.com',
    proxy: null,
    authority: 'DigiCert Global Root G2',
    byOwnAuthority: false,
    error: null,
  },
});
