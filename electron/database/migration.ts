/** One numbered step of the database's shape. Files are named `NNNN-what.ts` and listed in `migrations/index.ts`. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  /** SQL statements, run with the version stamp in one transaction. */
  readonly sql: string;
}
