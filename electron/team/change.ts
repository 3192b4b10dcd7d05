import { z } from 'zod';
import type { TeamAside } from '#shared/team.ts';

const scalar = z.union([z.string(), z.number(), z.null()]);
export type Scalar = z.infer<typeof scalar>;
export const valuesSchema = z.record(z.string(), scalar);
export type Values = z.infer<typeof valuesSchema>;

export type KeyPart = Scalar | readonly KeyPart[];

/** One row's change, as it travels. */
export const changeSchema = z.object({
  /** UUID v7. */
  id: z.string(),
  table: z.string(),
  /** A JSON list: the row's key. */
  key: z.string(),
  kind: z.enum(['insert', 'update', 'delete']),
  /** By column: all of an insert, of an update those that changed. */
  values: valuesSchema,
  /** The same as they were before. */
  former: valuesSchema,
  /** By the desk's clock; never decides anything. */
  at: z.string(),
  /** The database's version on the desk that wrote it. */
  schema: z.number().int(),
});
export type Change = z.infer<typeof changeSchema>;

/** What was written together, and is applied together. */
export interface Transaction {
  readonly id: string;
  readonly changes: readonly Change[];
}

/** A transaction as it stands in the journal. */
export interface JournalTransaction extends Transaction {
  readonly seq: number;
  readonly desk: string;
  readonly member: string;
}

export const isList = (part: KeyPart | undefined): part is readonly KeyPart[] => Array.isArray(part);

export class KeptAside extends Error {
  readonly why: TeamAside;
  constructor(why: TeamAside) {
    super(why);
    this.why = why;
  }
}

const keySchema: z.ZodType<readonly KeyPart[]> = z.array(z.lazy(() => z.union([scalar, keySchema])));
/** Throws `KeptAside` for what is no key: somebody else wrote it, and it must not stop the rest. */
export function partsOf(key: string): readonly KeyPart[] {
  try {
    return keySchema.parse(JSON.parse(key));
  } catch {
    throw new KeptAside('does-not-fit');
  }
}

/** PostgreSQL's texts hold no NUL: it travels as its symbol. */
export const withoutNul = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replaceAll('\0', '\u2400') : value,
    ]),
  );
