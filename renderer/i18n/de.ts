import { de as shared } from '#shared/messages/de.ts';
import { common } from './de/common.ts';
import { documents } from './de/documents.ts';
import { exports } from './de/exports.ts';
import { invoices } from './de/invoices.ts';
import { jobs } from './de/jobs.ts';
import { shell } from './de/shell.ts';
import { tables } from './de/tables.ts';
import type { en } from './en.ts';
import type { Words } from './words.ts';

export const de: Words<typeof en> = { ...shared, common, shell, invoices, tables, documents, jobs, exports };
