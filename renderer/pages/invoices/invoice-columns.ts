import { computed, type ComputedRef, type Ref } from 'vue';
import type { TableColumn } from '../../components/data-table/table-columns.ts';
import { useText } from '../../i18n/use-text.ts';
import { type InvoiceColumn, nameOfColumn, useInvoiceColumnChoice } from '../../stores/invoice-columns.ts';
import type { SortColumn } from '../../stores/invoices.ts';

interface Shape {
  readonly id: InvoiceColumn;
  /** CSS pixels, where there is room. Of one that is whole: the least. */
  readonly width: number;
  /** CSS pixels, where there is little room: its texts end in an ellipsis then. Absent: it is whole, and never cut. */
  readonly narrowest?: number;
  readonly sortKey?: SortColumn;
  readonly align?: 'end';
  readonly grows?: boolean;
}

const shapes: readonly Shape[] = [
  { id: 'issued', width: 84, sortKey: 'issuedAt' },
  { id: 'number', width: 104, narrowest: 104, sortKey: 'number', grows: true },
  { id: 'account', width: 150, narrowest: 80, sortKey: 'account' },
  { id: 'seller', width: 150, narrowest: 80 },
  { id: 'period', width: 156, narrowest: 80, sortKey: 'period' },
  { id: 'status', width: 84, sortKey: 'status' },
  { id: 'net', width: 100, align: 'end' },
  { id: 'tax', width: 90, align: 'end' },
  { id: 'total', width: 100, sortKey: 'total', align: 'end' },
  { id: 'remaining', width: 100, align: 'end' },
  { id: 'due', width: 110, sortKey: 'dueAt' },
  { id: 'document', width: 126, narrowest: 90, sortKey: 'document' },
  { id: 'tags', width: 150, narrowest: 80, sortKey: 'tags' },
  { id: 'costCentre', width: 110, narrowest: 70, sortKey: 'costCentre' },
  { id: 'poNumber', width: 110, narrowest: 70, sortKey: 'poNumber' },
  { id: 'handedOver', width: 100 },
];
const isWhole = ({ narrowest }: Shape): boolean => narrowest === undefined;
/** Those of which no text is ever cut. */
export const wholeColumns: readonly InvoiceColumn[] = shapes.filter(isWhole).map(({ id }) => id);
/** Also whole, unless it is longer than this, in CSS pixels. */
const longestNumber = 210;
export const measuredColumns: readonly InvoiceColumn[] = [...wholeColumns, 'number'];

/** What stays beside an open preview, which shows the rest. */
const essential: readonly InvoiceColumn[] = ['issued', 'number', 'account', 'status', 'total'];

/** Left out one after the other where the list is too narrow for all; the preview shows them, and a missing PDF its row. */
const dispensable: readonly InvoiceColumn[] = [
  ...(['handedOver', 'document', 'net', 'tax', 'remaining', 'period', 'due'] as const),
  ...(['poNumber', 'costCentre', 'seller', 'tags'] as const),
];
/** These yield last of all, so that number and amount are there at any width. */
const lastToYield: readonly InvoiceColumn[] = ['account', 'status', 'issued'];

/** The mark at the start of a row, in CSS pixels. */
const mark = 36;
/** What the longest name of an action takes at the end of a row, and with the two others that a row may have. */
const oneAction = 124;
const allActions = 184;
/** Beside a text: its cell's own, a status' shape, and a header's arrow. */
const cellSpace = 17;
const shapeSpace = 16;
const arrowSpace = 17;

const leastOf = (shapes: readonly Shape[]): number =>
  shapes.reduce((sum, { width, narrowest }) => sum + (narrowest ?? width), mark);

function without(wanted: readonly Shape[], yielding: readonly InvoiceColumn[], room: number): readonly Shape[] {
  let shown = wanted;
  for (const next of yielding) {
    if (leastOf(shown) <= room) break;
    shown = shown.filter(({ id }) => id !== next);
  }
  return shown;
}

interface Options {
  /** The account's column only when several accounts are shown. */
  readonly allAccounts: Ref<boolean>;
  /** A preview is open, which shows what is left out. */
  readonly beside: Ref<boolean>;
  /** The list's width in CSS pixels; 0 while it is not known. */
  readonly room: Ref<number>;
  /** Of the texts of whole columns, and of their headers by the header's words. */
  readonly widest: Readonly<Ref<Readonly<Record<string, number>>>>;
}

/** The chosen columns of the list, without a preview as many as fit, and how much room the actions of a row have. */
export function useInvoiceColumns({ allAccounts, beside, room, widest }: Options): {
  columns: ComputedRef<readonly TableColumn<InvoiceColumn>[]>;
  allActionsFit: ComputedRef<boolean>;
  /** In CSS pixels; null where there is no room for any: the preview and the menu of a row have them. */
  actionsWidth: ComputedRef<number | null>;
} {
  const { t } = useText();
  const choice = useInvoiceColumnChoice();

  function measured(shape: Shape): Shape {
    if (shape.id === 'number') {
      const narrowest = Math.min(longestNumber, Math.max(shape.width, (widest.value['number'] ?? 0) + cellSpace));
      return { ...shape, width: narrowest, narrowest };
    }
    if (!isWhole(shape)) return shape;
    const text = (widest.value[shape.id] ?? 0) + (shape.id === 'status' ? shapeSpace : 0);
    const header = (widest.value[t(nameOfColumn(shape.id))] ?? 0) + (shape.sortKey === undefined ? 0 : arrowSpace);
    return { ...shape, width: Math.max(shape.width, text + cellSpace, header + cellSpace) };
  }

  const fit = computed(() => {
    const wanted = shapes.filter(({ id }) => (id === 'account' ? allAccounts.value : choice.isShown(id))).map(measured);
    const known = room.value || Infinity;
    if (beside.value) {
      return without(
        wanted.filter(({ id }) => essential.includes(id)),
        lastToYield,
        known,
      );
    }
    return without(without(wanted, dispensable, known - oneAction), lastToYield, known);
  });
  const spare = computed(() => (room.value || Infinity) - leastOf(fit.value));
  const allActionsFit = computed(() => spare.value >= allActions);
  return {
    columns: computed(() => fit.value.map((shape) => ({ ...shape, label: t(nameOfColumn(shape.id)) }))),
    allActionsFit,
    actionsWidth: computed(() => {
      if (beside.value || spare.value < oneAction) return null;
      return allActionsFit.value ? allActions : oneAction;
    }),
  };
}
