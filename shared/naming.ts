import type { Account } from './accounts.ts';
import { documentKinds } from './document-kind.ts';
import { type ArchivedInvoice, sellerNameOf } from './invoices.ts';
import { toDecimalText } from './money.ts';
import { accountingDay, periodDays } from './period.ts';
import { cutToFit, safeSegment, safeText } from './path-segments.ts';
import { fail, ok, type Result } from './result.ts';
import { servicePeriodOf } from './service-period.ts';
import type { TemplateProblem } from './template-problems.ts';

/** Which fields a template may name, in curly brackets. */
export const templateFields = [
  'account',
  'vendor',
  'seller',
  'number',
  'date',
  'year',
  'month',
  'quarter',
  'fiscalyear',
  'period',
  'total',
  'currency',
  'status',
  'type',
  'costcentre',
  'po',
  'tags',
  'id',
] as const;
export type TemplateField = (typeof templateFields)[number];

export const defaultTemplate = '{year}/{month}/{date}_{vendor}_{number}.pdf';

/** Templates to begin with. */
export const templatePresets = {
  month: defaultTemplate,
  quarter: '{year}/{quarter}/{date}_{vendor}_{number}.pdf',
  fiscal: '{fiscalyear}/{month}/{date}_{vendor}_{number}.pdf',
  vendor: '{vendor}/{year}/{date}_{number}.pdf',
  account: '{account}/{year}/{date}_{number}.pdf',
  flat: '{date}_{vendor}_{number}.pdf',
} as const;

export interface NamingOptions {
  readonly template: string;
  /** Puts each account's files into a folder of its own, whatever the template says. */
  readonly accountFolders?: boolean;
  /** In which month, 1 to 12, a fiscal year begins. */
  readonly fiscalYearStart?: number;
  /** The accounting time zone, by whose clock moments are days. */
  readonly timeZone: string;
}

/** The longest relative path, in UTF-16 units as Windows counts them, numbered suffix included. */
export const longestPath = 240;
const deepestFolders = 8;
// Room for a numbered suffix.
const suffixRoom = 8;
const ending = new RegExp(`\\.(${documentKinds.join('|')})$`, 'i');

export type NamedInvoice = Pick<
  ArchivedInvoice,
  | 'id'
  | 'number'
  | 'type'
  | 'status'
  | 'createdAt'
  | 'issuedAt'
  | 'period'
  | 'service'
  | 'total'
  | 'accountName'
  | 'tags'
  | 'costCentre'
  | 'poNumber'
  | 'documentKind'
  | 'seller'
  | 'sellerRecord'
>;

/** A relative path with `/` between its parts, that every common file system takes and that stays inside its folder. */
export type NamePath = (invoice: NamedInvoice, vendor: string) => string;

/** The name of the vendor as the files bear it: ImageKit where only its usage is read, else the account's own name. */
export const vendorOf = (account: Pick<Account, 'name' | 'sources'>): string =>
  account.sources.length > 0 && account.sources.every((source) => source.kind === 'imagekit')
    ? 'ImageKit'
    : account.name;

/**
 * The one way to a document's path: for a single file, a selection, a period, an automatic export, the command line.
 * Fails with `template-empty`, or with `template-invalid` where the template names an unknown field, leaves its folder or is too deep.
 */
export function createNaming({
  template: given,
  accountFolders = false,
  fiscalYearStart = 1,
  timeZone,
}: NamingOptions): Result<NamePath> {
  if (given.trim() === '') return fail({ code: 'template-empty' });
  const problem = whyInvalid(given);
  if (problem) return fail({ code: 'template-invalid', template: given, ...problem });
  const patterns = given.split(/[/\\]/).filter((pattern) => pattern !== '');
  if (accountFolders && patterns[0] !== accountFolder) patterns.unshift(accountFolder);
  return ok((invoice, vendor) => {
    const values = valuesOf(invoice, { vendor, fiscalYearStart, timeZone });
    const fill = (pattern: string) =>
      pattern.replace(/\{(\w+)\}/g, (_, field: string) => safeText(values[field as TemplateField]));
    const folders = patterns.slice(0, -1).map((pattern) => safeFolder(fill(pattern)));
    return fitted(folders, fill(patterns.at(-1) ?? ''), `.${invoice.documentKind}`);
  });
}

const accountFolder = '{account}';

// A folder that ends like a document could have the name of a document.
const safeFolder = (text: string): string =>
  safeSegment(text).replace(ending, (_, kind: string) => `_${kind.toLowerCase()}`);

/** Shortens folders first to an even share, then the file's name, so that the whole stays within the longest path. */
function fitted(folders: readonly string[], name: string, extension: string): string {
  const stem = safeSegment(safeText(name).replace(ending, ''));
  const share = Math.floor((longestPath / 2 - folders.length) / Math.max(1, folders.length));
  const isLong = folders.join('/').length > longestPath / 2;
  const kept = isLong ? folders.map((folder) => cutToFit(folder, share)) : folders;
  const used = kept.reduce((sum, folder) => sum + folder.length + 1, 0);
  const room = longestPath - used - extension.length - suffixRoom;
  return [...kept, cutToFit(stem, room) + extension].join('/');
}

function whyInvalid(template: string): { reason: TemplateProblem; field: string | null } | null {
  const because = (reason: TemplateProblem, field: string | null = null) => ({ reason, field });
  const rest = template.replace(/\{(\w+)\}/g, (match, field: string) =>
    (templateFields as readonly string[]).includes(field) ? '' : match,
  );
  const unknown = /\{\w*\}/.exec(rest);
  if (unknown) return because('unknown-field', unknown[0]);
  if (/[{}]/.test(rest)) return because('half-bracket');
  if (/^[/\\]/.test(template) || /^[a-z]:/i.test(template)) return because('own-folder');
  const segments = template.split(/[/\\]/).filter((segment) => segment !== '');
  if (/[/\\]\s*$/.test(template)) return because('no-file-name');
  if (segments.some((segment) => /^\s*\.+\s*$/.test(segment))) return because('dots');
  return segments.length > deepestFolders + 1 ? because('too-deep') : null;
}

function valuesOf(
  invoice: NamedInvoice,
  { vendor, fiscalYearStart, timeZone }: { vendor: string; fiscalYearStart: number; timeZone: string },
): Readonly<Record<TemplateField, string>> {
  const date = accountingDay(invoice.issuedAt ?? invoice.createdAt, timeZone);
  const { first, last } = periodDays(servicePeriodOf(invoice), timeZone);
  const [year = '', month = ''] = date.split('-');
  return {
    account: invoice.accountName,
    vendor,
    seller: sellerNameOf(invoice) ?? '',
    number: blankAsNull(invoice.number) ?? invoice.id,
    date,
    year,
    month,
    quarter: `Q${Math.ceil(Number(month) / 3)}`,
    fiscalyear: fiscalYearOf(Number(year), Number(month), fiscalYearStart),
    period: `${first}_${last}`,
    total: toDecimalText(invoice.total),
    currency: invoice.total.currency,
    status: invoice.status,
    type: invoice.type,
    costcentre: invoice.costCentre ?? '',
    po: invoice.poNumber ?? '',
    tags: invoice.tags.join(', '),
    id: invoice.id,
  };
}

/** `2026` where fiscal years are calendar years, else both years that it touches: `2026-27`. */
function fiscalYearOf(year: number, month: number, firstMonth: number): string {
  const first = month < firstMonth ? year - 1 : year;
  return firstMonth === 1 ? String(first) : `${first}-${String((first + 1) % 100).padStart(2, '0')}`;
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
