import { de as shared } from '#shared/messages/de.ts';
import { account } from './de/account.ts';
import { alerts } from './de/alerts.ts';
import { backup } from './de/backup.ts';
import { common } from './de/common.ts';
import { desktop } from './de/desktop.ts';
import { details } from './de/details.ts';
import { documents } from './de/documents.ts';
import { connect } from './de/connect.ts';
import { exports } from './de/exports.ts';
import { imports } from './de/imports.ts';
import { invoices } from './de/invoices.ts';
import { jobs } from './de/jobs.ts';
import { overview } from './de/overview.ts';
import { search } from './de/search.ts';
import { settings } from './de/settings.ts';
import { shell } from './de/shell.ts';
import { subscription } from './de/subscription.ts';
import { tables } from './de/tables.ts';
import { usage } from './de/usage.ts';
import { verification } from './de/verification.ts';
import type { en } from './en.ts';
import type { Words } from './words.ts';

export const de: Words<typeof en> = {
  ...shared,
  common,
  backup,
  shell,
  overview,
  alerts,
  account,
  connect,
  search,
  settings,
  imports,
  invoices,
  subscription,
  tables,
  desktop,
  details,
  documents,
  jobs,
  exports,
  usage,
  verification,
};
