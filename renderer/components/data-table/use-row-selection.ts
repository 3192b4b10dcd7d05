import { computed, ref, type Ref } from 'vue';
import {
  everythingSelected,
  including,
  isEmpty,
  isSelected,
  nothingSelected,
  selectedCount,
  type Selection,
  toggled,
} from '../../selection.ts';
import type { Loaded } from './table-columns.ts';

interface SelectableRows<Row, Key extends string> {
  readonly selection: Ref<Selection<Key>>;
  readonly count: () => number;
  /** Undefined while a row is being fetched. */
  readonly rowAt: (index: number) => Loaded<Row>;
  readonly keyOf: (row: Row) => Key;
  /** Selects from one row to another, both included, of which some are not loaded. */
  readonly extendUnloaded: (from: number, to: number) => void;
}

/** Selecting rows one by one, from an anchor to another row, and all at once. */
export function useRowSelection<Row, Key extends string>({
  selection,
  count,
  rowAt,
  keyOf,
  extendUnloaded,
}: SelectableRows<Row, Key>) {
  const anchor = ref(0);
  const selectedPart = computed(() => {
    if (count() > 0 && selectedCount(selection.value, count()) === count()) return 'all';
    return isEmpty(selection.value) ? 'none' : 'some';
  });
  const selectAll = (): void => {
    selection.value = everythingSelected;
  };
  const selectNone = (): void => {
    selection.value = nothingSelected;
  };

  return {
    selectedPart,
    selectAll,
    selectNone,
    toggleAll: () => {
      if (selectedPart.value === 'all') selectNone();
      else selectAll();
    },
    isRowSelected: (row: Loaded<Row>) => row !== undefined && isSelected(selection.value, keyOf(row)),
    /** From here the next range begins. */
    setAnchor: (index: number): void => {
      anchor.value = index;
    },
    toggle(index: number): void {
      const row = rowAt(index);
      if (row === undefined) return;
      selection.value = toggled(selection.value, keyOf(row));
      anchor.value = index;
    },
    /** Selects from the anchor to a row: at once when all of it is loaded, else through whoever can load it. */
    extendTo(index: number): void {
      const from = Math.min(anchor.value, index);
      const to = Math.max(anchor.value, index);
      const keys: Key[] = [];
      for (let each = from; each <= to; each += 1) {
        const row = rowAt(each);
        if (row === undefined) {
          extendUnloaded(from, to);
          return;
        }
        keys.push(keyOf(row));
      }
      selection.value = including(selection.value, keys);
    },
  };
}
