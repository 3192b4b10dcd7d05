import type { RecordAction } from '../accounts/index.ts';
import type { Database } from '../database/open.ts';
import { createUnreadObjects } from '../unread/index.ts';
import { createAlertEvents } from './alert-events.ts';
import { createAlertOutages } from './alert-outages.ts';
import { createAlerts } from './alerts.ts';
import { createCheckRecords } from './check-records.ts';
import { createDetailsChanges } from './details-changes.ts';
import { createEstimates } from './estimates.ts';
import { createGoneSubscriptions } from './gone-subscriptions.ts';
import { createLoggedAlerts } from './logged-alerts.ts';
import { createNotices } from './notices.ts';
import { createOutages } from './outages.ts';
import { createPeriods } from './periods.ts';
import { createSchedules } from './schedules.ts';
import { createSnapshots } from './snapshots.ts';

/** All that the watch keeps in the database. */
export const createStores = (db: Database, recordAction: RecordAction) => ({
  db,
  schedules: createSchedules(db),
  snapshots: createSnapshots(db),
  checkRecords: createCheckRecords(db),
  estimates: createEstimates(db),
  periods: createPeriods(db),
  alerts: createLoggedAlerts(db, createAlerts(db), recordAction),
  alertEvents: createAlertEvents(db),
  outages: createOutages(db),
  alertOutages: createAlertOutages(db),
  detailsChanges: createDetailsChanges(db),
  notices: createNotices(db),
  gone: createGoneSubscriptions(db),
  unread: createUnreadObjects(db),
});

export type Stores = ReturnType<typeof createStores>;
