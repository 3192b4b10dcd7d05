export const backup = {
  title: 'Backup',
  daily: 'Daily database copies',
  dailyNone: 'None yet. The first one is made automatically, a few minutes after you connect the first account.',
  dailyFacts: '{count} copy, {size}; the newest was made {age} | {count} copies, {size}; the newest was made {age}',
  dailyHint:
    'Billfold keeps the last seven in the data folder. They protect you against a damaged database, but not against losing the disk.',
  dailyFailed: 'The last copy failed.',
  putBack: 'Put back the newest',
  whole: 'Back up everything',
  wholeHint:
    'Database, documents and settings, but no keys. Billfold reads every file back and compares it before the backup counts as complete.',
  toFolder: 'Back up to folder…',
  toZip: 'Back up to ZIP…',
  backingUp: 'Backing up and verifying',
  written:
    'Backed up to {folder}: {invoices} invoices, {documents} documents, {size}. Every file was read back and matches.',
  skipped:
    '{count} file in the archive folder was left out because it’s a link or has an unusual name: {names} | {count} files in the archive folder were left out because they’re links or have unusual names: {names}',
  cancelled: 'The backup was canceled; nothing was left behind.',
  fromFolder: 'Restore from folder…',
  fromZip: 'Restore from ZIP…',
  restoreHint: 'Your current data is set aside in the data folder, never deleted.',
  confirmTitle: 'Restore this backup?',
  confirmText: '{label}, made {date}',
  confirmFacts: 'Accounts: {accounts}, invoices: {invoices}, documents: {documents}, {size}',
  confirmAside: 'Your current data is set aside in the data folder; nothing is deleted.',
  confirmKeys: 'Backups don’t include keys: you’ll need to enter each account’s key again.',
  restore: 'Restore',
  restoring: 'Restoring and verifying',
  restored: 'Restored: {invoices} invoices, {documents} documents.',
  setAside: 'Your previous data is in {folder}.',
  unread:
    '{count} document doesn’t contain enough information to be added; it stays in the documents folder. | {count} documents don’t contain enough information to be added; they stay in the documents folder.',
  keysAgain: 'Backups don’t include keys: enter the missing ones under Settings → Accounts.',
  readOnly:
    'The data folder {folder} is read-only: you can view and export. Checks and syncs are off, and you can’t change anything.',
  question: {
    missingTitle: 'The database is missing',
    missingText:
      'Other Billfold files are in {folder}, but the database isn’t. Nothing was created or changed. What would you like to do?',
    damagedTitle: 'The database is damaged',
    damagedText:
      'The database in {folder} can’t be opened. It stays as it is until you choose. What would you like to do?',
    keeps: 'Whatever you choose, files that are in the way are set aside in the data folder, and nothing is deleted.',
    quit: 'You can also close the window, put back a copy of your own, and start Billfold again.',
    way: {
      backup: {
        title: 'Daily copy',
        text: 'Put back the database of {date}. Documents that arrived later are added back.',
        button: 'Put it back',
      },
      salvage: {
        title: 'Recover what’s readable',
        text: 'Copy everything that can still be read into a new database.',
        button: 'Recover it',
      },
      adopt: {
        title: 'Documents only',
        text: 'Create a new database from the documents folder. It won’t include alerts and notes.',
        button: 'Recover documents',
      },
      fresh: {
        title: 'Start from scratch',
        text: 'Start with no data, as on the first day.',
        button: 'Start from scratch',
      },
    },
    other: { title: 'A backup', text: 'Restore a backup you made: a folder or a ZIP file.' },
  },
};
