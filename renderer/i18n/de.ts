import { de as shared } from '#shared/messages/de.ts';
import { common } from './de/common.ts';
import { exports } from './de/exports.ts';
import { invoices } from './de/invoices.ts';
import { shell } from './de/shell.ts';
import type { en } from './en.ts';
import type { Words } from './words.ts';

export const de: Words<typeof en> = { ...shared, common, shell, invoices, exports };
