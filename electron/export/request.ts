import type { ExportOptions, ExportSelection } from '#shared/export.ts';

/** What is asked for; what is absent is as in the settings. */
export type ExportRequest = ExportSelection & {
  readonly [Name in keyof ExportOptions]?: ExportOptions[Name] | undefined;
} & {
  readonly pack?: boolean;
};
