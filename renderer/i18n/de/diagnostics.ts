import type { diagnostics as english } from '../en/diagnostics.ts';
import type { Words } from '../words.ts';

export const diagnostics: Words<typeof english> = {
  title: 'Diagnose',
  text: 'Billfold sieht alles an, was es braucht, und sagt, wie sich beheben lässt, was nicht stimmt. `billfold doctor` tut dasselbe in einem Terminal.',
  run: 'Diagnose starten',
  again: 'Noch einmal',
  running: 'Sieht nach …',
  copy: 'Bericht kopieren',
  save: 'Bericht speichern …',
  copied: 'Bericht kopiert. Er enthält keine Schlüssel, keine Namen und keine Beträge.',
  saved: 'Gespeichert als {file}. Er enthält keine Schlüssel, keine Namen und keine Beträge.',
  showLog: 'Protokollordner öffnen',
  level: {
    error: 'Nur Fehler',
    warn: 'Fehler und Warnungen',
    info: 'Normal',
    debug: 'Alles, um einem Problem nachzugehen',
  },
  levelHint: 'Schlüssel, Passwörter und Tokens werden nie geschrieben.',
};
