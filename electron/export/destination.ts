import type { ExportReport, ExportTask } from '#shared/export.ts';
import type { Result } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import type { SelectedInvoice } from '../archive/index.ts';
import type { TargetFolder } from './folder.ts';
import type { Manifest } from './manifest.ts';
import type { OutputKind, WrittenOutput } from './output-set.ts';
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
  outputs(kinds: readonly OutputKind[], selection: string): Promise<OutputTarget>;
  finish(): Promise<Result<null>>;
}

export type Placed = ReadonlyMap<SelectedInvoice, PlannedFile>;

export interface OutputTarget {
  readonly names: Readonly<Record<OutputKind, string>>;
  readonly manifestBefore: Manifest | null;
  /** The time of a manifest that says something new. */
  readonly createdAt: Instant;
  write(kind: OutputKind, content: Buffer<ArrayBuffer>): Promise<WrittenOutput>;
}
