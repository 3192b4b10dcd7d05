import { en as shared } from '#shared/messages/en.ts';
import { common } from './en/common.ts';
import { documents } from './en/documents.ts';
import { exports } from './en/exports.ts';
import { invoices } from './en/invoices.ts';
import { jobs } from './en/jobs.ts';
import { shell } from './en/shell.ts';
import { tables } from './en/tables.ts';

/** Everything that the window says, one file an area. The error sentences are shared with main and the commands. */
export const en = { ...shared, common, shell, invoices, tables, documents, jobs, exports };
