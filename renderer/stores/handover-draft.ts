import type { FreeField } from '#shared/handover/free-columns.ts';
import { type HandoverProfile, handoverProfileSchema, type HandoverTarget } from '#shared/handover/profile.ts';
import { datevTaxKeys } from '#shared/handover/tax-keys.ts';
import type { Day } from '#shared/time.ts';

/** A profile as it stands in the form: numbers as text, whatever is typed. */
export interface HandoverDraft {
  name: string;
  target: HandoverTarget;
  baseCurrency: string;
  startsOn: string;
  bookedUntil: string;
  foreign: HandoverProfile['foreign'];
  longNumbers: HandoverProfile['longNumbers'];
  dateFormat: HandoverProfile['dateFormat'];
  tracking: string;
  consultant: string;
  client: string;
  fiscalYearStart: string;
  accountLength: string;
  chart: 'SKR03' | 'SKR04' | 'none';
  documents: boolean;
  columns: { field: FreeField; title: string }[];
  delimiter: ',' | ';';
  decimalMark: '.' | ',';
  encoding: 'utf-8' | 'windows-1252';
  sellers: HandoverProfile['sellers'];
  taxKeys: HandoverProfile['taxKeys'];
  lineRules: HandoverProfile['lineRules'];
}

/** Fields that cannot be saved as they stand. */
export type DraftError = 'name' | 'baseCurrency' | 'startsOn' | 'bookedUntil' | 'consultant' | 'client' | 'rows';

const usualColumns: readonly FreeField[] = [
  'number',
  'day',
  'seller',
  'creditor',
  'expense-account',
  'tax-key',
  'gross',
  'currency',
  'text',
];

/** What a form begins with: a kept profile, or a new one whose tax keys of DATEV are the usual ones. */
export function handoverDraftOf(
  profile: HandoverProfile | null,
  today: Day,
  titleOf: (field: FreeField) => string,
): HandoverDraft {
  const { datev = null, free = null } = profile ?? {};
  return {
    name: profile?.name ?? 'DATEV',
    target: profile?.target ?? 'datev',
    baseCurrency: profile?.baseCurrency ?? 'EUR',
    startsOn: profile?.startsOn ?? `${today.slice(0, 4)}-01-01`,
    bookedUntil: profile?.bookedUntil ?? '',
    foreign: profile?.foreign ?? 'rate',
    longNumbers: profile?.longNumbers ?? 'refuse',
    dateFormat: profile?.dateFormat ?? 'dmy',
    tracking: profile?.tracking ?? '',
    consultant: datev ? String(datev.consultant) : '',
    client: datev ? String(datev.client) : '',
    fiscalYearStart: datev?.fiscalYearStart.slice(0, 2) ?? '01',
    accountLength: String(datev?.accountLength ?? 4),
    chart: datev?.chart ?? 'none',
    documents: datev?.documents ?? true,
    columns:
      free?.columns.map((column) => ({ ...column })) ?? usualColumns.map((field) => ({ field, title: titleOf(field) })),
    delimiter: free?.delimiter ?? ',',
    decimalMark: free?.decimalMark ?? '.',
    encoding: free?.encoding ?? 'utf-8',
    sellers: profile?.sellers.map((row) => ({ ...row })) ?? [],
    taxKeys: (profile?.taxKeys ?? datevTaxKeys).map((row) => ({ ...row })),
    lineRules: profile?.lineRules.map((row) => ({ ...row })) ?? [],
  };
}

const orNull = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text.trim());

/** The profile that a form says, or the first field that keeps it from being one. */
export function profileOfDraft(draft: HandoverDraft): { profile: HandoverProfile } | { error: DraftError } {
  const isDatev = draft.target === 'datev';
  const read = handoverProfileSchema.safeParse({
    ...draft,
    bookedUntil: orNull(draft.bookedUntil),
    tracking: orNull(draft.tracking),
    datev: isDatev
      ? {
          consultant: Number(draft.consultant),
          client: Number(draft.client),
          fiscalYearStart: `${draft.fiscalYearStart}-01`,
          accountLength: Number(draft.accountLength),
          chart: draft.chart === 'none' ? null : draft.chart,
          documents: draft.documents,
        }
      : null,
    free: draft.target === 'free' ? draft : null,
    sellers: draft.sellers.map((row) => ({ ...row, seller: orNull(row.seller), costCentre: orNull(row.costCentre) })),
    lineRules: draft.lineRules.map((row) => ({ ...row, costCentre: orNull(row.costCentre) })),
  });
  if (read.success) return { profile: read.data };
  const [first, second] = read.error.issues[0]?.path ?? [];
  const place = String(first === 'datev' ? second : first);
  const named = (['name', 'baseCurrency', 'startsOn', 'bookedUntil', 'consultant', 'client'] as const).find(
    (field) => field === place,
  );
  return { error: named ?? 'rows' };
}
