import type { Account } from './accounts.ts';
import type { ArchivedInvoice } from './invoices.ts';
import { toDecimalText } from './money.ts';
import { dayOf, lastDayOf } from './period.ts';
import { cutToFit, safeSegment, safeText } from './path-segments.ts';
import { fail, ok, type Result } from './result.ts';

/** Which fields a template may name, in curly brackets. */
export const templateFields = [
  'account',
  'vendor',
  'number',
  'date',
  'year',
  'month',
  'quarter',
  'period',
  'total',
  'currency',
  'status',
  'type',
  'id',
] as const;
export type TemplateField = (typeof templateFields)[number];

export const defaultTemplate = '{year}/{month}/{date}_{vendor}_{number}.pdf';

/** The longest relative path, in UTF-16 units as Windows counts them, numbered suffix included. */
export const longestPath = 240;
const deepestFolders = 8;
// Room for a numbered suffix.
const suffixRoom = 8;
const extension = '.pdf';

export type NamedInvoice = Pick<
  ArchivedInvoice,
  'id' | 'number' | 'type' | 'status' | 'createdAt' | 'issuedAt' | 'period' | 'total' | 'accountName'
>;

/** A relative path with `/` between its parts, that every common file system takes and that stays inside its folder. */
export type NamePath = (invoice: NamedInvoice, vendor: string) => string;

/** The name of the vendor as the files bear it: ImageKit where only its usage is read, else the account's own name. */
export const vendorOf = (account: Pick<Account, 'name' | 'sources'>): string =>
  account.sources.every((source) => source.kind === 'imagekit') ? 'ImageKit' : account.name;

/**
 * The one way to a document's path: for a single file, a selection, a period, an automatic export, the command line.
 * Fails with `template-invalid` where the template names an unknown field, leaves its folder or is too deep.
 */
export function createNaming(template: string): Result<NamePath> {
  const reason = whyInvalid(template);
  if (reason !== null) return fail({ code: 'template-invalid', template, reason });
  const patterns = template.split(/[/\\]/).filter((pattern) => pattern !== '');
  return ok((invoice, vendor) => {
    const values = valuesOf(invoice, vendor);
    const fill = (pattern: string) =>
      pattern.replace(/\{(\w+)\}/g, (_, field: string) => safeText(values[field as TemplateField]));
    const folders = patterns.slice(0, -1).map((pattern) => safeFolder(fill(pattern)));
    return fitted(folders, fill(patterns.at(-1) ?? ''));
  });
}

// A folder that ends like a document could have the name of a document.
const safeFolder = (text: string): string => safeSegment(text).replace(/\.pdf$/i, '_pdf');

/** Shortens folders first to an even share, then the file's name, so that the whole stays within the longest path. */
function fitted(folders: readonly string[], name: string): string {
  const stem = safeSegment(safeText(name).replace(/\.pdf$/i, ''));
  const share = Math.floor((longestPath / 2 - folders.length) / Math.max(1, folders.length));
  const isLong = folders.join('/').length > longestPath / 2;
  const kept = isLong ? folders.map((folder) => cutToFit(folder, share)) : folders;
  const used = kept.reduce((sum, folder) => sum + folder.length + 1, 0);
  const room = longestPath - used - extension.length - suffixRoom;
  return [...kept, cutToFit(stem, room) + extension].join('/');
}

function whyInvalid(template: string): string | null {
  const rest = template.replace(/\{(\w+)\}/g, (match, field: string) =>
    (templateFields as readonly string[]).includes(field) ? '' : match,
  );
  const unknown = /\{(\w*)\}/.exec(rest);
  if (unknown) return `unknown field {${unknown[1] ?? ''}}`;
  if (/[{}]/.test(rest)) return 'a curly bracket without its other half';
  if (/^[/\\]/.test(template) || /^[a-z]:/i.test(template)) return 'must not begin with a folder of its own';
  if (/[/\\]\s*$/.test(template)) return 'must end with a file name';
  const segments = template.split(/[/\\]/).filter((segment) => segment !== '');
  if (segments.length === 0 || template.trim() === '') return 'is empty';
  if (segments.some((segment) => /^\s*\.+\s*$/.test(segment))) return 'must not contain . or .. as a folder';
  if (segments.length > deepestFolders + 1) return `must not be deeper than ${deepestFolders} folders`;
  return null;
}

function valuesOf(invoice: NamedInvoice, vendor: string): Readonly<Record<TemplateField, string>> {
  const date = dayOf(invoice.issuedAt ?? invoice.createdAt);
  const [year = '', month = ''] = date.split('-');
  return {
    account: invoice.accountName,
    vendor,
    number: blankAsNull(invoice.number) ?? invoice.id,
    date,
    year,
    month,
    quarter: `Q${Math.ceil(Number(month) / 3)}`,
    period: `${dayOf(invoice.period.start)}_${lastDayOf(invoice.period)}`,
    total: toDecimalText(invoice.total),
    currency: invoice.total.currency,
    status: invoice.status,
    type: invoice.type,
    id: invoice.id,
  };
}

const blankAsNull = (text: string | null): string | null => (text === null || safeText(text) === '' ? null : text);

/** The same path with a number before its extension: `a/b.pdf` → `a/b_2.pdf`. Shortened where it would be too long. */
export function numbered(path: string, number: number): string {
  if (number <= 1) return path;
  const slash = path.lastIndexOf('/') + 1;
  const dot = path.lastIndexOf('.');
  const end = dot > slash ? path.slice(dot) : '';
  const stem = end === '' ? path.slice(slash) : path.slice(slash, dot);
  const suffix = `_${number}`;
  return path.slice(0, slash) + cutToFit(stem, longestPath - slash - end.length - suffix.length) + suffix + end;
}

/** How a file system that ignores case and composition of letters compares paths; strict enough for all of them. */
export const pathIdentity = (path: string): string =>
  path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
