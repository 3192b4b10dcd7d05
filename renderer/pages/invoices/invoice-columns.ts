import { computed, type ComputedRef, type Ref } from 'vue';
import type { TableColumn } from '../../components/data-table/table-columns.ts';
import { useText } from '../../i18n/use-text.ts';
import { type InvoiceColumn, nameOfColumn, useInvoiceColumnChoice } from '../../stores/invoice-columns.ts';
import type { SortColumn } from '../../stores/invoices.ts';

interface Shape {
  readonly id: InvoiceColumn;
  readonly width: number;
  readonly sortKey?: SortColumn;
  readonly align?: 'end';
  readonly grows?: boolean;
}

const shapes: readonly Shape[] = [
  { id: 'issued', width: 104, sortKey: 'issuedAt' },
  { id: 'number', width: 136, sortKey: 'number', grows: true },
  { id: 'account', width: 150, sortKey: 'account' },
  { id: 'period', width: 156, sortKey: 'period' },
  { id: 'status', width: 110, sortKey: 'status' },
  { id: 'total', width: 116, sortKey: 'total', align: 'end' },
  { id: 'remaining', width: 116, align: 'end' },
  { id: 'due', width: 144, sortKey: 'dueAt' },
  { id: 'document', width: 126, sortKey: 'document' },
  { id: 'tags', width: 150, sortKey: 'tags' },
  { id: 'costCentre', width: 110, sortKey: 'costCentre' },
  { id: 'poNumber', width: 110, sortKey: 'poNumber' },
  { id: 'handedOver', width: 110 },
];

/** What stays beside an open preview, which shows the rest. */
const essential: readonly InvoiceColumn[] = ['issued', 'number', 'account', 'status', 'total'];

/** Left out one after the other where the list is too narrow for all; the preview shows them, and a missing PDF its row. */
const dispensable: readonly InvoiceColumn[] = [
  ...(['handedOver', 'document', 'remaining', 'period', 'due'] as const),
  ...(['poNumber', 'costCentre', 'tags'] as const),
];
/** The mark at the start of a row, in CSS pixels. */
const mark = 36;
/** What the longest name of an action takes at the end of a row, and with the two others that a row may have. */
const oneAction = 124;
const allActions = 184;
const widthOf = (shapes: readonly Shape[]): number => shapes.reduce((sum, { width }) => sum + width, mark);

function fitting(wanted: readonly Shape[], room: number): readonly Shape[] {
  let shown = wanted;
  for (const next of dispensable) {
    if (widthOf(shown) + oneAction <= room) break;
    shown = shown.filter(({ id }) => id !== next);
  }
  return shown;
}

/**
 * The chosen columns of the list; the account's only when several accounts are shown, without a preview as many as fit. And
 * whether all actions of a row have room beside them, and how wide they are, in CSS pixels.
 *
 * @param room the list's width in CSS pixels; 0 while it is not known
 */
export function useInvoiceColumns(
  allAccounts: Ref<boolean>,
  beside: Ref<boolean>,
  room: Ref<number>,
): {
  columns: ComputedRef<readonly TableColumn<InvoiceColumn>[]>;
  allActionsFit: ComputedRef<boolean>;
  actionsWidth: ComputedRef<number>;
} {
  const { t } = useText();
  const choice = useInvoiceColumnChoice();
  const fit = computed(() => {
    const wanted = shapes.filter(({ id }) => (id === 'account' ? allAccounts.value : choice.isShown(id)));
    return beside.value ? wanted.filter(({ id }) => essential.includes(id)) : fitting(wanted, room.value || Infinity);
  });
  const allActionsFit = computed(() => widthOf(fit.value) + allActions <= room.value);
  return {
    columns: computed(() => fit.value.map((shape) => ({ ...shape, label: t(nameOfColumn(shape.id)) }))),
    allActionsFit,
    actionsWidth: computed(() => (allActionsFit.value ? allActions : oneAction)),
  };
}
