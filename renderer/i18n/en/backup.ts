export const backup = {
  title: 'Backup',
  daily: 'Daily copies of the database',
  dailyNone: 'None yet. The first is made by itself, a few minutes after the first account is connected.',
  dailyFacts: '{count} copy, {size}; the newest was made {age} | {count} copies, {size}; the newest was made {age}',
  dailyHint:
    'Billfold keeps the last seven in the data folder. They help against a damaged database, not against a lost disk.',
  dailyFailed: 'The last one could not be made.',
  putBack: 'Put back the newest',
  whole: 'Back up everything',
  wholeHint:
    'Database, documents and settings, without keys. Every file is read again and compared before the backup counts.',
  toFolder: 'Back up to folder…',
  toZip: 'Back up to ZIP…',
  backingUp: 'Backing up and checking',
  written:
    'Backed up to {folder}: {invoices} invoices, {documents} PDFs, {size}. Every file was read again and is right.',
  skipped:
    '{count} file of the archive folder was not taken along, because it is a link or has an odd name: {names} | {count} files of the archive folder were not taken along, because they are links or have odd names: {names}',
  cancelled: 'The backup was cancelled; nothing of it was left behind.',
  fromFolder: 'Restore from folder…',
  fromZip: 'Restore from ZIP…',
  restoreHint: 'What is here now is set aside in the data folder, never deleted.',
  confirmTitle: 'Restore this backup?',
  confirmText: '{label}, made {date}',
  confirmFacts: 'Accounts: {accounts}, invoices: {invoices}, PDFs: {documents}, {size}',
  confirmAside: 'The data that are here now are set aside in the data folder; nothing is deleted.',
  confirmKeys: 'A backup holds no keys: each account’s key is entered again afterwards.',
  restore: 'Restore',
  restoring: 'Restoring and checking',
  restored: 'Restored: {invoices} invoices, {documents} PDFs.',
  setAside: 'What was there before is kept in {folder}.',
  unread:
    '{count} PDF does not tell enough to be taken in; it stays in the documents folder. | {count} PDFs do not tell enough to be taken in; they stay in the documents folder.',
  keysAgain: 'Keys are in no backup: enter those that are missing under Settings → Accounts.',
  readOnly:
    'The data folder {folder} cannot be written to: you can look and export. Nothing is watched or synced, and changes are refused.',
  question: {
    missingTitle: 'The database is missing',
    missingText:
      'Other files of Billfold are in {folder}, but not the database. Nothing was begun anew. How should it go on?',
    damagedTitle: 'The database is damaged',
    damagedText:
      'The database in {folder} cannot be opened. It is left as it is until you choose. How should it go on?',
    keeps: 'Whatever you choose: what is in the way is set aside in the data folder, and nothing is deleted.',
    quit: 'You can also close the window, put back a copy of your own, and start Billfold again.',
    way: {
      backup: {
        title: 'Daily copy',
        text: 'Put back the database of {date}. PDFs that came later are taken back in.',
        button: 'Put it back',
      },
      salvage: {
        title: 'Save what is readable',
        text: 'Copy everything that can still be read into a new database.',
        button: 'Save it',
      },
      adopt: {
        title: 'Documents alone',
        text: 'Make a new database from the documents folder. Alerts and notes are not in it.',
        button: 'Take them in',
      },
      anew: { title: 'Start anew', text: 'Begin with nothing, as on the first day.', button: 'Start anew' },
    },
    other: { title: 'A backup', text: 'Restore a backup that you made: a folder or a ZIP file.' },
  },
};
