import type { tables as english } from '../en/tables.ts';
import type { Words } from '../words.ts';

export const tables: Words<typeof english> = {
  selectAll: 'Alle Zeilen auswählen',
  selectRow: '{name} auswählen',
  actions: 'Aktionen',
  headerKeys:
    'Die Eingabetaste sortiert. Pfeil links und rechts gehen zu einer anderen Spalte, mit der Umschalttaste ändern sie die Breite.',
};
