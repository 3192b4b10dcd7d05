import type { ExportReport, ExportTask } from '#shared/export.ts';
import type { Result } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import type { ChosenInvoice } from './chosen.ts';
import type { Draft, FileSum } from './draft.ts';
import type { TargetFolder } from './folder.ts';
import type { Manifest } from './manifest.ts';
import type { OutputKind } from './output-names.ts';
import type { Wanted, WrittenOutput } from './output-set.ts';
import type { NamedDocument, PlannedFile } from './plan.ts';

export interface ExportRun {
  readonly jobId: string;
  readonly task: ExportTask;
  readonly folder: TargetFolder;
  readonly dryRun: boolean;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
  /** Filled while the export goes on, so that what was done is known whatever ends it. */
  readonly report: ExportReport;
}

/** Where an export goes: single files in a folder, or one archive in it. Errors that it answers with stop all. */
export interface Destination {
  /** Fills the report's lists; returns the files written. */
  documents(named: readonly NamedDocument[]): Promise<Result<Placed>>;
  /** The names of the files beside the documents, and the manifest of the last time. */
  outputs(kinds: readonly OutputKind[], wanted: Wanted): Promise<OutputTarget>;
  finish(): Promise<Result<null>>;
}

export type Placed = ReadonlyMap<ChosenInvoice, PlannedFile>;

/** A file that is whole; its part, where it has one, is its maker's to discard. */
export type FinishedDraft = FileSum & Pick<Draft, 'part'>;

export interface OutputTarget {
  readonly names: Readonly<Record<OutputKind, string>>;
  readonly manifestBefore: Manifest | null;
  /** The files are there already, of another selection that said the same: nothing may be written. */
  readonly isOfAnother: boolean;
  /** The time of a manifest that says something new. */
  readonly createdAt: Instant;
  write(kind: OutputKind, file: FinishedDraft): Promise<WrittenOutput>;
}
