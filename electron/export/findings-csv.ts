import type { CsvPresetName } from '#shared/export.ts';
import type { Format } from '#shared/format.ts';
import type { Finding } from '#shared/verification.ts';
import { findingRows } from '../verification/index.ts';
import { csvOf, csvPresetOf } from './csv.ts';

const headings = ['finding', 'account', 'invoice', 'detail', 'accepted_by', 'accepted_at'];

/** Findings, accepted ones too, as CSV with a header, a row each, in words of the locale. */
export const findingsCsv = (
  findings: readonly Finding[],
  preset: CsvPresetName,
  format: Format,
): Promise<Buffer<ArrayBuffer>> =>
  csvOf(
    headings,
    findingRows(findings, format).map((row) => [
      ...[row.kind, row.account, row.invoice, row.detail],
      ...[row.accepted?.by ?? null, row.accepted?.at ?? null],
    ]),
    csvPresetOf(preset, format.locale),
  );
