import { en as shared } from '#shared/messages/en.ts';
import { account } from './en/account.ts';
import { alerts } from './en/alerts.ts';
import { backup } from './en/backup.ts';
import { common } from './en/common.ts';
import { desktop } from './en/desktop.ts';
import { details } from './en/details.ts';
import { documents } from './en/documents.ts';
import { connect } from './en/connect.ts';
import { exports } from './en/exports.ts';
import { imports } from './en/imports.ts';
import { invoices } from './en/invoices.ts';
import { jobs } from './en/jobs.ts';
import { overview } from './en/overview.ts';
import { search } from './en/search.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { subscription } from './en/subscription.ts';
import { tables } from './en/tables.ts';
import { usage } from './en/usage.ts';
import { verification } from './en/verification.ts';

/** Everything that the window says, one file an area. The error sentences are shared with main and the commands. */
export const en = {
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
