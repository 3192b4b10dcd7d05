import type { AlertEvent, MoneyAlert, CheckRecord } from '#shared/alerts.ts';
import type { ArchivedInvoice, InvoiceLine } from '#shared/invoices.ts';
import type { AccountSummary, AppInfo, MonthTotal, Overview } from '#shared/ipc/contract.ts';
import { addMonths, monthOf, periodOfMonth } from '#shared/period.ts';
import { standingsOf } from '#shared/standings.ts';
import type { Instant, Month } from '#shared/time.ts';
import { sampleAccounts } from './sample/accounts.ts';
import {
  minutesBefore,
  olderAlertEvents,
  sampleAlerts,
  sampleAlertEvent,
  sampleCheckRecords,
} from './sample/alerts.ts';
import { invoiceLines, lastTwelve, monthlyInvoices } from './sample/invoices.ts';
import {
  companyDetails,
  datadogViews,
  imagekitComparison,
  imagekitViews,
  notionViews,
} from './sample/subscriptions.ts';
import { sampleForecasts, sampleUsage } from './sample/watched.ts';

/** What a window sees of a company with four accounts, seen from `now`. Made-up names and amounts. */
export interface SampleData {
  accounts: AccountSummary[];
  overviews: Record<string, Overview>;
  alertEvents: AlertEvent[];
  checkRecords: CheckRecord[];
  invoices: ArchivedInvoice[];
  lines: Record<string, InvoiceLine[]>;
  info: AppInfo;
}

export const sampleNow: Instant = '2026-11-22T12:00:00.000Z';

/** No period has closed yet. */
export const noForecastHistory = { forecastHistory: [], forecastBand: [] };

export function sampleData(now: Instant, invoiceMonths = 60): SampleData {
  const month = monthOf(now);
  const period = periodOfMonth(month);
  const ago = (minutes: number) => minutesBefore(now, minutes);
  const invoices = [
    ...monthlyInvoices('acc_imagekit', 'ImageKit (practice)', 'IK', 'USD', month, invoiceMonths, 31_000),
    ...monthlyInvoices('acc_datadog', 'Datadog EU', 'DD', 'EUR', month, Math.min(invoiceMonths, 24), 184_000),
    ...monthlyInvoices('acc_notion', 'Notion (Tokyo office)', 'NTN', 'JPY', month, Math.min(invoiceMonths, 14), 48_600),
  ];
  const twelve = (until: Month, accountId: string): MonthTotal[] => lastTwelve(until, invoices, accountId);
  const months = (accountId: string) => ({
    months: twelve(month, accountId),
    yearBefore: twelve(addMonths(month, -12), accountId),
  });
  const alerts = sampleAlerts(ago);
  const alertEvent = sampleAlertEvent(alerts[0] as MoneyAlert, period, now);
  const imagekit = imagekitViews(period, ago(4));
  const datadog = datadogViews(period, ago(190));
  const notion = notionViews(period, ago(22));
  const overviews: Record<string, Omit<Overview, 'standings'>> = {
    acc_imagekit: {
      snapshot: {
        accountId: 'acc_imagekit',
        asOf: ago(4),
        subscriptions: imagekit,
        usage: sampleUsage(period, ago(4)),
        details: companyDetails,
        missingPermissions: [],
        bills: { from: period.start, list: [] },
      },
      alerts: alerts.filter((alert) => alert.accountId === 'acc_imagekit'),
      ...months('acc_imagekit'),
      comparisons: [{ subscriptionId: 'sub_imagekit', comparison: imagekitComparison(period) }],
      synced: true,
      activity: [
        { kind: 'alert-event', at: alertEvent.triggeredAt, alertEvent },
        { kind: 'new-invoices', at: ago(2 * 1440), count: 1 },
        { kind: 'failed-checks', at: ago(1440), count: 3 },
      ],
      ...sampleForecasts(month),
    },
    acc_datadog: {
      snapshot: {
        accountId: 'acc_datadog',
        asOf: ago(190),
        subscriptions: datadog,
        details: { ...companyDetails, billingEmail: 'it-rechnungen@nordlicht.example' },
        missingPermissions: [],
        bills: { from: period.start, list: [] },
      },
      alerts: alerts.filter((alert) => alert.accountId === 'acc_datadog'),
      ...months('acc_datadog'),
      comparisons: [],
      synced: true,
      activity: [],
      ...noForecastHistory,
    },
    acc_notion: {
      snapshot: {
        accountId: 'acc_notion',
        asOf: ago(22),
        subscriptions: notion,
        details: null,
        missingPermissions: ['tax_ids_read'],
        bills: { from: period.start, list: [] },
      },
      alerts: alerts.filter((alert) => alert.accountId === 'acc_notion'),
      ...months('acc_notion'),
      comparisons: [],
      synced: true,
      activity: [],
      ...noForecastHistory,
    },
    acc_vercel: {
      snapshot: null,
      alerts: [],
      months: [],
      yearBefore: [],
      comparisons: [],
      synced: true,
      activity: [],
      ...noForecastHistory,
    },
  };
  return {
    accounts: sampleAccounts(ago, now),
    overviews: Object.fromEntries(
      Object.entries(overviews).map(([id, each]) => [
        id,
        { ...each, standings: standingsOf(each.alerts, { snapshot: each.snapshot, failure: null }) },
      ]),
    ),
    alertEvents: [alertEvent, ...olderAlertEvents(alerts[0] as MoneyAlert, month)],
    checkRecords: sampleCheckRecords(period, now),
    invoices,
    lines: Object.fromEntries(invoices.map((invoice) => [invoice.key, invoiceLines(invoice)])),
    info: {
      version: '0.1.0',
      platform: 'linux',
      system: { language: 'en', region: 'en-US' },
      timeZone: 'UTC',
      secretStore: 'available',
      dataFolder: '/home/maria/.config/Billfold',
      archiveFolder: '/home/maria/.config/Billfold/documents',
      damagedSettings: null,
      readOnly: false,
      policy: {
        state: 'none',
        file: null,
        locked: [],
        allowedHosts: null,
        channels: null,
        updates: 'on',
        problem: null,
      },
      restored: null,
      restoreError: null,
    },
  };
}
