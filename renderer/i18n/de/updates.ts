import type { updates as english } from '../en/updates.ts';
import type { Words } from '../words.ts';

export const updates: Words<typeof english> = {
  title: 'Aktualisierungen',
  version: 'Dies ist Billfold {version}.',
  never: 'Noch nicht nach einer neuen Version gesehen.',
  newest: 'Keine neuere Version, nachgesehen {age}.',
  found: 'Billfold {version} ist da.',
  show: 'Was neu ist',
  nowhere: 'Dieses Exemplar weiß nicht, wo neue Versionen zu finden sind. Holen Sie sie dort, woher es kommt.',
  look: 'Nach Aktualisierungen suchen',
  looking: 'Wird gesucht …',
  install: 'Beim Beenden einspielen',
  downloading: 'Wird geladen',
  ready: 'Geladen und geprüft. Eingespielt wird sie, wenn Sie Billfold beenden.',
  tells: 'Spielen Sie sie so ein wie diese, zum Beispiel mit Ihrer Paketverwaltung.',
  on: 'Einmal am Tag nach neuen Versionen sehen',
  onHint:
    'Neue Versionen schließen Sicherheitslücken der Browser-Technik in Billfold. Nichts wird ungefragt eingespielt.',
};
