import type { imports as english } from '../en/imports.ts';
import type { Words } from '../words.ts';

export const imports: Words<typeof english> = {
  title: 'Rechnungen importieren',
  open: 'Importieren …',
  openWaiting: 'Importieren … ({shown} warten)',
  chooseFiles: 'Dateien wählen …',
  chooseFolder: 'Ordner wählen …',
  drop: 'Rechnungen ablegen, um sie zu importieren',
  dropHint:
    'Sie werden auf diesem Computer gelesen und warten auf Ihre Bestätigung. Die Dateien selbst bleiben, wie sie sind.',
  taken: '{shown} Datei wird gelesen. | {shown} Dateien werden gelesen.',
  takenNone: 'Darin sind keine Rechnungen.',
  empty: {
    title: 'Nichts wartet auf den Import',
    text: 'Legen Sie PDFs, XML-Rechnungen, gespeicherte Mails oder ZIP-Archive irgendwo auf dieser Ansicht ab, wählen Sie Dateien oder einen ganzen Ordner, oder lassen Sie Billfold einen Ordner überwachen.',
  },
  queue: 'Zu bestätigende Dateien',
  place: '{place} von {all}',
  previous: 'Vorherige Datei',
  next: 'Nächste Datei',
  takeCertain: '{shown} geprüfte Rechnung importieren | Alle {shown} geprüften Rechnungen importieren',
  tookCertain: '{shown} Rechnung wurde importiert. | {shown} Rechnungen wurden importiert.',
  certainHint:
    'Geprüft: Eine elektronische Rechnung nennt Nummer, Datum und Betrag, ihre Summen stimmen, und ihre Seiten, falls sie welche hat, zeigen dasselbe.',
  reading: 'Wird gelesen …',
  refused: 'Abgelehnt',
  within: 'Aus {name}',
  fromMail: 'Aus einer Mail: {facts}',
  certain: 'Geprüft',
  check: 'Bitte prüfen',
  scan: 'Scan ohne Text',
  similar:
    'Rechnung {number} von {account} hat dieselbe Nummer und denselben Betrag. Es könnte dieselbe Rechnung sein.',
  faulty:
    'Die elektronische Rechnung in dieser Datei hat Fehler, die daneben aufgeführt sind. Bitte prüfen Sie jedes Feld.',
  differs: {
    number: 'Die Seiten zeigen die Nummer nicht, die die elektronische Rechnung nennt.',
    total: 'Die Seiten zeigen den Betrag nicht, den die elektronische Rechnung nennt.',
    otherTotal: 'Die Seiten nennen einen anderen Gesamtbetrag als die elektronische Rechnung.',
    amountDue: 'Die Seiten zeigen den offenen Betrag nicht, den die elektronische Rechnung nennt.',
    issued: 'Die Seiten nennen ein anderes Ausstellungsdatum als die elektronische Rechnung.',
    bankAccount: 'Die Seiten nennen eine andere Bankverbindung als die elektronische Rechnung.',
  },
  otherLanguage:
    'Die Sprache dieses Dokuments ist wohl {language}. Billfold liest sie nicht gut: Bitte vergleichen Sie jedes Feld mit der Seite.',
  recognised:
    'Diese Datei ist ein Scan, gelesen von der Texterkennung. Buchstaben und Ziffern können falsch gelesen sein: Bitte vergleichen Sie jedes Feld mit der Seite.',
  passwordHint: 'Es kommt in den Schlüsselspeicher und wird bei den nächsten probiert.',
  scanned:
    'Diese Datei hat keinen durchsuchbaren Text (vielleicht ein Scan). Bitte geben Sie ein, was die Seite zeigt.',
  confidence: {
    stated: 'Aus der E-Rechnung',
    labelled: 'Aus dem Text',
    found: 'Im Text gefunden: prüfen',
    recognised: 'Von der Texterkennung gelesen: vergleichen',
  },
  form: {
    total: 'Gesamtbetrag',
    tax: 'Darin enthaltene Steuer',
    remaining: 'Noch zu zahlen',
    remainingHint: 'Leer lassen, wenn es der ganze Gesamtbetrag ist.',
    paid: 'Schon bezahlt',
    dateNeeded: 'Geben Sie den Tag der Ausstellung ein.',
    totalNeeded: 'Geben Sie den Gesamtbetrag ein.',
    currencyWrong: 'Drei Buchstaben, zum Beispiel EUR.',
    taxTooLarge: 'Die Steuer kann nicht höher sein als der Gesamtbetrag.',
  },
  import: 'Importieren',
  importing: 'Wird importiert …',
  imported: 'Rechnung {number} wurde importiert.',
  skip: 'Überspringen',
  leaveOut: 'Verwerfen',
  leaveOutRefused: 'Abgelehnte Dateien ausblenden',
  leftOut: '{name} wurde verworfen. Die Datei selbst ist unverändert.',
  folder: {
    title: 'Überwachter Ordner',
    none: 'Billfold kann für dieses Konto einen Ordner überwachen und jedes PDF, jede XML-Rechnung, jede gespeicherte Mail und jedes ZIP-Archiv lesen, das dort abgelegt wird. Es kopiert sie und ändert den Ordner nie.',
    watched: 'Neue Dateien in {folder} werden gelesen und warten hier.',
    missing: '{folder} ist im Augenblick nicht lesbar. Billfold sucht selbst wieder danach.',
    choose: 'Ordner überwachen …',
    change: 'Anderen Ordner überwachen …',
    stop: 'Nicht mehr überwachen',
  },
  editTitle: 'Importierte Rechnung bearbeiten',
  editText: 'Das Dokument selbst bleibt, wie es ist.',
  removeTitle: 'Importierte Rechnung {number} entfernen?',
  removeText:
    'Die Rechnung und ihr Dokument werden aus dem Archiv genommen. Die Datei, aus der Sie sie importiert haben, bleibt, wo sie ist.',
  removed: 'Rechnung {number} wurde aus dem Archiv entfernt.',
  badge: 'Importiert',
};
