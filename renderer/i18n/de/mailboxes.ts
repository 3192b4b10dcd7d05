import type { mailboxes as english } from '../en/mailboxes.ts';
import type { Words } from '../words.ts';

export const mailboxes: Words<typeof english> = {
  title: 'Postfächer',
  none: 'Billfold kann für dieses Konto ein Postfach lesen und die Rechnungen aus den Mails nehmen. Im Postfach ändert es nichts.',
  add: 'Postfach lesen …',
  addTitle: 'Postfach lesen',
  addText:
    'Billfold meldet sich über IMAP an und sieht die Mails mit PDFs, E-Rechnungen und Archiven an. Im Postfach ändert sich nichts.',
  passwordTitle: 'Passwort von {user}',
  host: 'IMAP-Server',
  port: 'Port',
  user: 'Benutzername',
  userHint: 'Meist die Mailadresse.',
  password: 'Passwort',
  passwordHint:
    'Viele Anbieter verlangen ein App-Passwort. Microsoft 365 und Google Workspace erlauben oft gar kein Passwort: Dann speichern Sie die Mails als Dateien.',
  folder: 'Ordner',
  folderHint: 'Der Posteingang heißt überall INBOX.',
  since: 'Mails seit',
  connect: 'Verbinden',
  trying: 'Anmeldung …',
  wrong: {
    host: 'Geben Sie den Namen des Servers ein.',
    port: 'Eine Zahl von 1 bis 65535, meist 993.',
    user: 'Geben Sie den Benutzernamen ein.',
    password: 'Geben Sie das Passwort ein.',
    folder: 'Geben Sie einen Ordner ein.',
    since: 'Geben Sie einen Tag ein.',
  },
  notRead: 'Noch nicht gelesen.',
  reading: '{mails} Mails bisher …',
  readingNow: 'Wird gelesen …',
  read: '{mails} Mails, davon {files} mit Dateien. Gelesen {at}.',
  failing: 'Nicht lesbar seit {at}',
  readNow: 'Jetzt lesen',
  enterPassword: 'Passwort eingeben …',
  remove: 'Nicht mehr lesen',
};
