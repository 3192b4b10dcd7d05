import type { backup as english } from '../en/backup.ts';

export const backup: typeof english = {
  title: 'Sicherung',
  daily: 'Tägliche Kopien der Datenbank',
  dailyNone: 'Noch keine. Die erste entsteht von selbst, wenige Minuten nachdem das erste Konto verbunden ist.',
  dailyFacts: '{count} Kopie, {size}; die neueste entstand {age} | {count} Kopien, {size}; die neueste entstand {age}',
  dailyHint:
    'Billfold behält die letzten sieben im Datenordner. Sie helfen gegen eine beschädigte Datenbank, nicht gegen ein verlorenes Laufwerk.',
  dailyFailed: 'Die letzte konnte nicht angelegt werden.',
  putBack: 'Neueste einspielen',
  whole: 'Alles sichern',
  wholeHint:
    'Datenbank, Dokumente und Einstellungen, ohne Schlüssel. Jede Datei wird noch einmal gelesen und verglichen, bevor die Sicherung gilt.',
  toFolder: 'In Ordner sichern …',
  toZip: 'In ZIP sichern …',
  backingUp: 'Sichern und Prüfen',
  written:
    'Gesichert in {folder}: {invoices} Rechnungen, {documents} Dokumente, {size}. Jede Datei wurde noch einmal gelesen und stimmt.',
  skipped:
    '{count} Datei des Archivordners wurde nicht mitgenommen, weil sie eine Verknüpfung ist oder einen ungewöhnlichen Namen hat: {names} | {count} Dateien des Archivordners wurden nicht mitgenommen, weil sie Verknüpfungen sind oder ungewöhnliche Namen haben: {names}',
  cancelled: 'Die Sicherung wurde abgebrochen; nichts davon blieb zurück.',
  fromFolder: 'Aus Ordner wiederherstellen …',
  fromZip: 'Aus ZIP wiederherstellen …',
  restoreHint: 'Was jetzt hier ist, wird im Datenordner beiseitegelegt, nie gelöscht.',
  confirmTitle: 'Diese Sicherung wiederherstellen?',
  confirmText: '{label}, vom {date}',
  confirmFacts: 'Konten: {accounts}, Rechnungen: {invoices}, Dokumente: {documents}, {size}',
  confirmAside: 'Die jetzigen Daten werden im Datenordner beiseitegelegt; nichts wird gelöscht.',
  confirmKeys: 'Eine Sicherung enthält keine Schlüssel: Der Schlüssel jedes Kontos wird danach neu eingegeben.',
  restore: 'Wiederherstellen',
  restoring: 'Wiederherstellen und Prüfen',
  restored: 'Wiederhergestellt: {invoices} Rechnungen, {documents} Dokumente.',
  setAside: 'Was vorher da war, liegt in {folder}.',
  unread:
    '{count} Dokument sagt nicht genug, um aufgenommen zu werden; es bleibt im Dokumentenordner. | {count} Dokumente sagen nicht genug, um aufgenommen zu werden; sie bleiben im Dokumentenordner.',
  keysAgain: 'Schlüssel sind in keiner Sicherung: Geben Sie fehlende unter Einstellungen → Konten ein.',
  readOnly:
    'In den Datenordner {folder} kann nicht geschrieben werden: Sie können alles ansehen und exportieren. Solange wird nichts überwacht oder abgeglichen, und ändern lässt sich nichts.',
  question: {
    missingTitle: 'Die Datenbank fehlt',
    missingText:
      'In {folder} sind andere Dateien von Billfold, aber nicht die Datenbank. Nichts wurde neu begonnen. Wie soll es weitergehen?',
    damagedTitle: 'Die Datenbank ist beschädigt',
    damagedText:
      'Die Datenbank in {folder} lässt sich nicht öffnen. Sie bleibt, wie sie ist, bis Sie wählen. Wie soll es weitergehen?',
    keeps: 'Was Sie auch wählen: Was im Weg ist, wird im Datenordner beiseitegelegt, und nichts wird gelöscht.',
    quit: 'Sie können auch das Fenster schließen, selbst eine Kopie einspielen und Billfold neu starten.',
    way: {
      backup: {
        title: 'Tägliche Kopie',
        text: 'Die Datenbank vom {date} einspielen. Dokumente, die später kamen, werden wieder aufgenommen.',
        button: 'Einspielen',
      },
      salvage: {
        title: 'Lesbares retten',
        text: 'Alles, was noch lesbar ist, in eine neue Datenbank übernehmen.',
        button: 'Retten',
      },
      adopt: {
        title: 'Nur die Dokumente',
        text: 'Eine neue Datenbank aus dem Dokumentenordner anlegen. Warnungen und Notizen sind nicht darin.',
        button: 'Aufnehmen',
      },
      fresh: { title: 'Neu beginnen', text: 'Mit nichts beginnen, wie am ersten Tag.', button: 'Neu beginnen' },
    },
    other: {
      title: 'Eine Sicherung',
      text: 'Eine Sicherung wiederherstellen, die Sie angelegt haben: einen Ordner oder eine ZIP-Datei.',
    },
  },
};
