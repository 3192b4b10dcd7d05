import { z } from 'zod';

const widthsSchema = z.record(z.string(), z.number().min(40).max(2000));

/** Column id to width in CSS pixels. Columns that were never resized are absent. */
export type ColumnWidths = Readonly<Record<string, number>>;

const place = (table: string) => `billfold.columns.${table}`;

/** The widths remembered for a table; none when nothing usable is remembered. */
export function rememberedWidths(storage: Storage, table: string): ColumnWidths {
  const text = storage.getItem(place(table));
  if (text === null) return {};
  try {
    const parsed = widthsSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

export function rememberWidths(storage: Storage, table: string, widths: ColumnWidths): void {
  if (Object.keys(widths).length === 0) storage.removeItem(place(table));
  else storage.setItem(place(table), JSON.stringify(widths));
}
