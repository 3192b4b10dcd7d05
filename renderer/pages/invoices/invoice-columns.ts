import { computed, type ComputedRef, type Ref } from 'vue';
import type { TableColumn } from '../../components/data-table/table-columns.ts';
import { useText } from '../../i18n/use-text.ts';
import type { SortColumn } from '../../stores/invoices.ts';

export type InvoiceColumn = 'issued' | 'number' | 'account' | 'period' | 'status' | 'total' | 'due' | 'document';

interface Shape {
  readonly id: InvoiceColumn;
  readonly width: number;
  readonly sortKey?: SortColumn;
  readonly align?: 'end';
  readonly grows?: boolean;
}

const shapes: readonly Shape[] = [
  { id: 'issued', width: 112, sortKey: 'issuedAt' },
  { id: 'number', width: 140, sortKey: 'number', grows: true },
  { id: 'account', width: 160, sortKey: 'account' },
  { id: 'period', width: 176 },
  { id: 'status', width: 118, sortKey: 'status' },
  { id: 'total', width: 120, sortKey: 'total', align: 'end' },
  { id: 'due', width: 140, sortKey: 'dueAt' },
  { id: 'document', width: 128 },
];

/** The columns of the list; the account's only when several accounts are shown. */
export function useInvoiceColumns(allAccounts: Ref<boolean>): ComputedRef<readonly TableColumn<InvoiceColumn>[]> {
  const { t } = useText();
  return computed(() =>
    shapes
      .filter(({ id }) => id !== 'account' || allAccounts.value)
      .map((shape) => ({ ...shape, label: t(`invoices.column.${shape.id}`) })),
  );
}
