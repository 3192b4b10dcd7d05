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
  { id: 'issued', width: 108, sortKey: 'issuedAt' },
  { id: 'number', width: 116, sortKey: 'number', grows: true },
  { id: 'account', width: 150, sortKey: 'account' },
  { id: 'period', width: 164 },
  { id: 'status', width: 106, sortKey: 'status' },
  { id: 'total', width: 116, sortKey: 'total', align: 'end' },
  { id: 'due', width: 136, sortKey: 'dueAt' },
  { id: 'document', width: 118 },
];

/** What stays beside an open preview, which shows the rest. */
const essential: readonly InvoiceColumn[] = ['issued', 'number', 'account', 'status', 'total'];

/** The columns of the list; the account's only when several accounts are shown, all of them only without a preview. */
export function useInvoiceColumns(
  allAccounts: Ref<boolean>,
  beside: Ref<boolean>,
): ComputedRef<readonly TableColumn<InvoiceColumn>[]> {
  const { t } = useText();
  return computed(() =>
    shapes
      .filter(({ id }) => id !== 'account' || allAccounts.value)
      .filter(({ id }) => !beside.value || essential.includes(id))
      .map((shape) => ({ ...shape, label: t(`invoices.column.${shape.id}`) })),
  );
}
