import {
  columnResizingFeature,
  columnSizingFeature,
  type ColumnDef,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/vue-table';
import { computed, type Ref, ref, watch } from 'vue';
import { type ColumnWidths, rememberedWidths, rememberWidths } from './column-widths.ts';

export interface TableColumn<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  /** CSS pixels, until the user resizes it. */
  readonly width: number;
  /** How far it yields where there is little room, in CSS pixels; absent: not at all, and no user makes it narrower. */
  readonly narrowest?: number;
  readonly align?: 'start' | 'end';
  /** What main sorts by when this column's header is pressed; absent: not sortable. */
  readonly sortKey?: string;
  /** Takes the room that is left over. */
  readonly grows?: boolean;
}

/** A row, or nothing yet while it is being fetched. */
export type Loaded<Row> = Row | undefined;

export interface TableSort {
  readonly by: string;
  readonly descending: boolean;
}

export interface TableHeader {
  readonly id: string;
  readonly width: number;
  readonly sorted: false | 'asc' | 'desc';
  /** For mousedown and touchstart on the header's edge. */
  readonly startResize: (event: unknown) => void;
}

const features = tableFeatures({ columnSizingFeature, columnResizingFeature, rowSortingFeature });
/** What a column can be made, in CSS pixels. */
const leastWidth = 56;
const mostWidth = 900;
const leastOf = ({ width, narrowest }: TableColumn): number => (narrowest === undefined ? width : leastWidth);
const noRows: never[] = [];

/** Headers, widths and sorting of a table whose rows are sorted elsewhere. Widths are remembered by the table's name. */
export function useTableColumns(name: string, columns: Ref<readonly TableColumn[]>, sort: Ref<TableSort>) {
  const widths = ref<ColumnWidths>(rememberedWidths(window.localStorage, name));

  const table = useTable<typeof features, never>({
    features,
    data: noRows,
    columns: computed(() =>
      columns.value.map((column): ColumnDef<typeof features, never> => ({
        id: column.id,
        header: column.label,
        size: column.width,
        minSize: leastOf(column),
        maxSize: mostWidth,
        enableSorting: column.sortKey !== undefined,
        accessorFn: () => null,
      })),
    ),
    manualSorting: true,
    columnResizeMode: 'onChange',
    state: computed(() => ({
      columnSizing: { ...widths.value },
      sorting: columns.value
        .filter(({ sortKey }) => sortKey === sort.value.by)
        .map(({ id }) => ({ id, desc: sort.value.descending })),
    })),
    onColumnSizingChange: (change) => {
      widths.value = typeof change === 'function' ? change({ ...widths.value }) : change;
    },
  });

  watch(widths, (changed) => {
    rememberWidths(window.localStorage, name, changed);
  });

  return {
    headers: computed(() =>
      (table.getHeaderGroups()[0]?.headers ?? []).map((header): TableHeader => ({
        id: header.column.id,
        width: header.getSize(),
        sorted: header.column.getIsSorted(),
        startResize: header.getResizeHandler(),
      })),
    ),
    /** Wider or narrower by some CSS pixels, for the keyboard. */
    resizeBy: (id: string, pixels: number): void => {
      const width = table.getColumn(id)?.getSize();
      if (width !== undefined)
        widths.value = { ...widths.value, [id]: Math.min(mostWidth, Math.max(leastWidth, width + pixels)) };
    },
    resetWidth: (id: string): void => {
      widths.value = Object.fromEntries(Object.entries(widths.value).filter(([column]) => column !== id));
    },
  };
}
