import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { z } from 'zod';
import type { TextKey } from '../i18n/language.ts';

/** Which columns a person may leave out: what names an invoice and its amount stays. */
export const optionalColumns = [
  ...(['seller', 'period', 'net', 'tax', 'remaining', 'due', 'document'] as const),
  ...(['tags', 'costCentre', 'poNumber', 'handedOver'] as const),
] as const;
type OptionalColumn = (typeof optionalColumns)[number];
export type InvoiceColumn = OptionalColumn | 'issued' | 'number' | 'account' | 'status' | 'total';

/** The text that names a column. */
export const nameOfColumn = (column: InvoiceColumn): TextKey =>
  column === 'due' ? 'invoices.dueOrPaid' : `fields.${column}`;

const place = 'billfold.shown-columns.invoices';
const chosenSchema = z.array(z.enum(optionalColumns));
const atFirst: readonly OptionalColumn[] = ['period', 'due', 'document'];

function remembered(): readonly OptionalColumn[] {
  try {
    return chosenSchema.parse(JSON.parse(localStorage.getItem(place) ?? 'null'));
  } catch {
    return atFirst;
  }
}

/** The columns of the list of invoices that a person wants to see; remembered on this computer. */
export const useInvoiceColumnChoice = defineStore('invoice-columns', () => {
  const chosen = shallowRef(remembered());

  return {
    chosen,
    isShown: (column: InvoiceColumn): boolean => {
      const optional = optionalColumns.find((each) => each === column);
      return optional === undefined || chosen.value.includes(optional);
    },
    show(column: OptionalColumn, shown: boolean): void {
      chosen.value = optionalColumns.filter((each) => (each === column ? shown : chosen.value.includes(each)));
      localStorage.setItem(place, JSON.stringify(chosen.value));
    },
  };
});
