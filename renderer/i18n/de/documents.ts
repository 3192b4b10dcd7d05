import type { documents as english } from '../en/documents.ts';
import type { Words } from '../words.ts';

export const documents: Words<typeof english> = {
  label: 'Dokument {name}',
  toolbar: 'Dokumentwerkzeuge',
  opening: 'Das Dokument wird geöffnet …',
  page: 'Seite {page} von {pages}',
  pageField: 'Seite',
  ofPages: 'von {pages}',
  pageDamaged: 'Diese Seite ist beschädigt und kann nicht vollständig gezeigt werden.',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  fitWidth: 'An Breite anpassen',
  actualSize: 'Originalgröße',
  find: 'Im Dokument suchen',
  findPlaceholder: 'Im Dokument suchen',
  nextHit: 'Nächster Treffer',
  previousHit: 'Vorheriger Treffer',
  closeFind: 'Suche schließen',
  hits: '{current} von {hits}',
  searching: 'Wird gesucht …',
  noHits: 'Nicht gefunden',
  print: 'Drucken',
  printing: 'Seiten werden für den Drucker vorbereitet …',
  printFailed:
    'Eine Seite dieses Dokuments ist beschädigt, deshalb wurde nichts gedruckt. Die Datei selbst ist unverändert.',
  problem: {
    unreachable: {
      title: 'Die Datei konnte nicht gelesen werden',
      text: 'Sie wurde im Archiv nicht gefunden oder ließ sich nicht öffnen. Das übrige Archiv ist nicht betroffen.',
    },
    empty: {
      title: 'Diese Datei ist leer',
      text: 'Sie enthält 0 Bytes, es gibt also nichts zu zeigen. Holen Sie sie noch einmal beim Anbieter.',
    },
    notPdf: {
      title: 'Diese Datei ist kein PDF',
      text: 'Sie bleibt, wie sie kam. Holen Sie sie noch einmal, oder speichern Sie sie und öffnen Sie sie in einem anderen Programm.',
    },
    encrypted: {
      title: 'Dieses PDF ist durch ein Passwort geschützt',
      text: 'Billfold kann es nicht zeigen. Es bleibt unverändert: Speichern Sie es und öffnen Sie es in einem Programm, das nach dem Passwort fragt.',
    },
    broken: {
      title: 'Dieses PDF ist beschädigt',
      text: 'Es kann nicht gezeigt werden und bleibt unverändert. Holen Sie es noch einmal beim Anbieter.',
    },
  },
};
