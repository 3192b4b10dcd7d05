import type { CheckId, DiagnosisCode, Verdict } from '../doctor.ts';

/** What the doctor found, and what to do about it. What is fine needs no fix. */
export interface DiagnosisWords {
  readonly message: string;
  readonly fix: string;
}

export interface DoctorMessages {
  readonly checks: Readonly<Record<CheckId, string>>;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly diagnoses: Readonly<Record<DiagnosisCode, DiagnosisWords>>;
}

export const doctorEn: DoctorMessages = {
  checks: {
    'data-folder': 'Data folder',
    'disk-space': 'Disk space',
    drive: 'Drive',
    database: 'Database',
    'last-copy': 'Daily copy',
    archive: 'Archive',
    settings: 'Settings',
    policy: 'Policy of your organization',
    'secret-store': 'Secret store',
    keys: 'Keys',
    notifications: 'Notifications',
    proxy: 'Proxy',
    connection: 'Connection',
    certificates: 'Certificates',
    clock: 'Clock',
    watch: 'Checks',
    mailboxes: 'Mailboxes',
    channels: 'Channels',
    team: 'Team',
    autostart: 'Start at login',
    updates: 'Updates',
    log: 'Log',
    leftovers: 'Leftovers',
  },
  verdicts: { fine: 'fine', look: 'to be looked at', broken: 'broken', unknown: 'not known' },
  diagnoses: {
    'folder-fine': { message: '{folder} can be read and written.', fix: '' },
    'folder-missing': {
      message: 'The folder {folder} doesn’t exist.',
      fix: 'If it’s on a drive that isn’t connected, connect it; if you’ve never used Billfold here, just start it.',
    },
    'folder-is-file': {
      message: '{folder} is a file, or is inside one, so it can’t be the data folder.',
      fix: 'Move the file elsewhere, or set BILLFOLD_DATA_DIR to the right folder.',
    },
    'folder-read-only': {
      message: 'Billfold may not write in {folder}, so it can only show what’s there.',
      fix: 'Give your user permission to write in this folder, or connect its drive with write access.',
    },
    'folder-refuses': {
      message: 'Writing a file in {folder} failed ({reason}).',
      fix: 'Check the drive that it’s on, then try again.',
    },
    'space-fine': { message: '{free} are free.', fix: '' },
    'space-low': {
      message: 'Only {free} are free.',
      fix: 'Free up some space before the next large sync or export.',
    },
    'space-gone': {
      message: 'Only {free} are free: too little for the daily copy of the database.',
      fix: 'Delete files that you no longer need, or move the archive to a larger drive under Settings → Archive.',
    },
    'space-archive': {
      message: 'Only {free} are free on the archive’s drive ({folder}): too little for more PDFs.',
      fix: 'Delete files there that you no longer need, or move the archive to a larger drive under Settings → Archive.',
    },
    'space-unknown': {
      message: 'The free space couldn’t be read ({reason}).',
      fix: 'Look in your file manager how much space is left on the drive.',
    },
    'drive-fine': { message: 'The data folder is on a drive of this computer.', fix: '' },
    'drive-network': {
      message: 'The data folder is on a network drive ({type}), where a database can be damaged.',
      fix: 'Quit Billfold, move the data folder to a drive of this computer, and set BILLFOLD_DATA_DIR to it; the archive may stay on the network.',
    },
    'drive-synced': {
      message:
        'The data folder is in a folder that {service} copies to other computers, which can damage the database.',
      fix: 'Quit Billfold, move the data folder out of there, and use “Back up” to keep copies instead.',
    },
    'drive-unknown': {
      message: 'The system doesn’t say whether this drive is on the network.',
      fix: 'If it is, move the data folder to a drive of this computer.',
    },
    'database-fine': {
      message: 'The database is whole. Accounts: {accounts}, invoices: {invoices}, size: {bytes}.',
      fix: '',
    },
    'database-new': { message: 'There’s no data yet.', fix: '' },
    'database-older': {
      message: 'The database was written by an older Billfold (version {found}; this one has {supported}).',
      fix: 'Start Billfold once: it makes a copy and brings the database up to date.',
    },
    'database-missing': {
      message: 'The database is missing from {folder}, although other files of Billfold are there.',
      fix: 'Put the file billfold.db back if you moved it; otherwise start Billfold, and it will offer what it can recover.',
    },
    'database-damaged': {
      message: 'The database is damaged ({reason}).',
      fix: 'Start Billfold and choose how to continue, or run `billfold restore --last-backup` or `billfold restore --salvage`.',
    },
    'database-too-new': {
      message: 'The database was written by a newer Billfold (version {found}; this one reads up to {supported}).',
      fix: 'Install the newest Billfold: this one leaves the data as it is.',
    },
    'database-busy': {
      message: 'Another program is using the database.',
      fix: 'Wait until it’s done, then look again.',
    },
    'database-refuses': {
      message: 'The database couldn’t be read ({reason}).',
      fix: 'Make sure that your user may read the file billfold.db, and check the drive that it’s on.',
    },
    'copy-fine': { message: 'The last good copy of the database was made on {at}.', fix: '' },
    'copy-not-needed': { message: 'There’s nothing to copy yet.', fix: '' },
    'copy-none': {
      message: 'There isn’t a daily copy of the database yet.',
      fix: 'Let Billfold run for a few minutes, or use “Back up” under Settings → Backup.',
    },
    'copy-old': {
      message: 'The last copy of the database was made on {at}, and the database has changed since.',
      fix: 'Let Billfold run for a few minutes; if the date stays the same, see what the log says about the daily backup.',
    },
    'copy-damaged': {
      message: 'The last copy of the database, made on {at}, is damaged.',
      fix: 'Use “Back up” under Settings → Backup now, and have the drive checked.',
    },
    'copy-unknown': {
      message: 'The last copy of the database couldn’t be read.',
      fix: 'Check that your user may read the folder “backups” in the data folder.',
    },
    'archive-fine': { message: 'The archive is there. PDFs: {documents}.', fix: '' },
    'archive-new': { message: 'Nothing has been archived yet.', fix: '' },
    'archive-away': {
      message: 'The archive isn’t in {folder}.',
      fix: 'Connect its drive, or choose the folder that it’s in now under Settings → Archive.',
    },
    'archive-other': {
      message: 'The folder {folder} belongs to another archive.',
      fix: 'Choose this archive’s own folder under Settings → Archive.',
    },
    'archive-unmarked': {
      message: 'The archive’s folder {folder} has lost its marker file.',
      fix: 'Run `billfold sync`: the marker is written again.',
    },
    'archive-read-only': {
      message: 'Billfold may not write in the archive’s folder {folder}.',
      fix: 'Give your user permission to write there, or choose another folder under Settings → Archive.',
    },
    'archive-unknown': {
      message: 'Without a database that can be read, nobody can say whose archive this is.',
      fix: 'Fix the database first.',
    },
    'settings-fine': { message: 'The settings can be read.', fix: '' },
    'settings-new': { message: 'Nothing has been set yet: the defaults count.', fix: '' },
    'settings-damaged': {
      message: 'The settings in {file} can’t be read, so the defaults count.',
      fix: 'Start Billfold: it keeps the file under another name; then choose your settings again, the archive’s folder above all.',
    },
    'settings-refuse': {
      message: 'The settings in {file} couldn’t be opened ({reason}).',
      fix: 'Give your user permission to read and write this file.',
    },
    'settings-newer': {
      message: 'The settings were written by a newer Billfold; what this one doesn’t know is ignored.',
      fix: 'Install the newest Billfold.',
    },
    'settings-value': {
      message: 'The setting “{setting}” has a value that Billfold doesn’t know, so its default counts.',
      fix: 'Choose it again under Settings.',
    },
    'settings-set-aside': {
      message: 'Settings that couldn’t be read are kept in {file}.',
      fix: 'Look whether your settings are as you want them, then delete this file.',
    },
    'policy-none': { message: 'There isn’t one on this computer.', fix: '' },
    'policy-applied': { message: 'It’s in force.', fix: '' },
    'policy-broken': {
      message: 'The policy file {file} can’t be understood (at: {field}); until it’s fixed, no server is contacted.',
      fix: 'Ask whoever looks after your computers to fix the file, then start Billfold again.',
    },
    'policy-not-trusted': {
      message: 'The policy file {file} is ignored: somebody other than an administrator could have written it.',
      fix: 'Ask whoever looks after your computers to let only administrators write the file and its folder.',
    },
    'policy-archive-elsewhere': {
      message: 'The archive isn’t yet in {folder}, where your organization wants it.',
      fix: 'Make sure that this folder can be reached and written, then start Billfold: it moves the archive there.',
    },
    'store-fine': { message: 'It encrypts and decrypts.', fix: '' },
    'store-none': {
      message: 'No secret store responds in this session, so keys are forgotten when Billfold quits.',
      fix: 'Install and unlock one (on Linux GNOME Keyring or KWallet), or log in to the desktop rather than by ssh or cron.',
    },
    'store-refuses': {
      message: 'The secret store refused to encrypt a test ({reason}).',
      fix: 'Unlock it, for example by logging out and in again, then start Billfold again.',
    },
    'store-garbles': {
      message: 'The secret store returned something other than what it was given.',
      fix: 'Restart the computer; if that doesn’t help, have the secret store repaired before you enter keys.',
    },
    'keys-fine': { message: 'All keys that your accounts need are there: {count}.', fix: '' },
    'keys-none': { message: 'No keys are needed.', fix: '' },
    'keys-unknown': {
      message: 'Without a database that can be read, nobody can say which keys are needed.',
      fix: 'Fix the database first.',
    },
    'keys-missing': {
      message: 'Keys that aren’t stored here: {count}.',
      fix: 'Enter them under Settings → Accounts → Replace key.',
    },
    'keys-damaged': {
      message: 'The file {file} with the encrypted keys can’t be read.',
      fix: 'Enter the keys again under Settings → Accounts → Replace key; the file is kept under another name.',
    },
    'keys-locked': {
      message: 'Stored keys that can’t be decrypted: {count}.',
      fix: 'Unlock the secret store and start Billfold again; if the keys come from another computer or user, enter them again.',
    },
    'keys-refuse': {
      message: 'The file {file} with the encrypted keys couldn’t be opened ({reason}).',
      fix: 'Give your user permission to read and write this file.',
    },
    'notifications-fine': { message: 'The desktop has a notification service.', fix: '' },
    'notifications-shown': { message: 'The last notification was shown on {at}.', fix: '' },
    'notifications-off': {
      message: 'Notifications are turned off in Billfold.',
      fix: 'Turn them on under Settings → Notifications if you want to be notified.',
    },
    'notifications-none': {
      message: 'This session has no notification service, so alerts can only be seen in Billfold.',
      fix: 'Install and start one, for example dunst, or run Billfold in your desktop session.',
    },
    'notifications-failed': {
      message: 'The last notification, on {at}, couldn’t be shown.',
      fix: 'Choose “Test notification” under Settings → Notifications: it says what helps on this system.',
    },
    'notifications-unknown': {
      message: 'The system doesn’t say whether notifications are allowed, and none has been sent yet.',
      fix: 'Choose “Test notification” under Settings → Notifications.',
    },
    'proxy-none': { message: 'The servers are reached without one.', fix: '' },
    'proxy-fine': { message: 'The servers are reached through {proxy}.', fix: '' },
    'proxy-refuses': {
      message: 'The proxy {proxy} doesn’t let Billfold through ({reason}).',
      fix: 'Ask whoever looks after your network to allow the vendors’ servers, or correct the proxy.',
    },
    'proxy-password': {
      message: 'The proxy {proxy} wants a user name and password.',
      fix: 'Enter the user name and password that your network needs.',
    },
    'proxy-script': {
      message: 'The proxy script (PAC file) couldn’t be read, so it isn’t known which proxy to use.',
      fix: 'Check its address under Settings → Network or in the system’s settings, or ask whoever looks after your network.',
    },
    'proxy-untried': {
      message: 'There isn’t an account whose server could be asked.',
      fix: 'Connect an account, then look again.',
    },
    'proxy-unknown': {
      message: 'Requests go through {proxy}, but no server responded.',
      fix: 'Fix the connection first.',
    },
    'connection-fine': { message: 'All servers of your accounts respond: {servers}.', fix: '' },
    'connection-failed': {
      message: 'The server {host} can’t be reached ({reason}).',
      fix: 'Check the network connection, and whether this address opens in a browser.',
    },
    'connection-forbidden': {
      message: 'Your organization doesn’t allow Billfold to connect to {host}.',
      fix: 'Ask whoever looks after your computers to add this server to Billfold’s policy.',
    },
    'connection-certificate': {
      message: 'The connection to {host} isn’t secure: its certificate can’t be trusted ({reason}).',
      fix: 'Check the clock; if your network inspects traffic, have its certificate installed on this computer.',
    },
    'connection-untried': {
      message: 'There isn’t an account whose server could be asked.',
      fix: 'Connect an account, then look again.',
    },
    'certificates-none': { message: 'None were added in Billfold; the system’s count.', fix: '' },
    'certificates-fine': { message: 'The added ones are valid until {until}.', fix: '' },
    'certificates-ending': {
      message: 'One that was added is valid only until {until}.',
      fix: 'Get its successor from whoever looks after your network, and add it before then.',
    },
    'certificates-expired': {
      message: 'The one that was added has expired, so it no longer counts.',
      fix: 'Get its successor from whoever looks after your network, and replace it.',
    },
    'certificates-early': {
      message: 'The one that was added isn’t valid yet, so it doesn’t count.',
      fix: 'Check this computer’s clock; if it’s right, ask whoever looks after your network for the one that’s valid today.',
    },
    'certificates-no-authority': {
      message: 'The one that was added is a server’s own, not an authority’s, so it doesn’t count.',
      fix: 'Get the certificate of the authority from whoever looks after your network, and add that one under Settings → Network.',
    },
    'certificates-unreadable': {
      message: 'The one that was added can’t be read.',
      fix: 'Choose the file again; it must be a certificate in PEM format.',
    },
    'clock-fine': { message: 'It differs from the servers’ clocks by {seconds} seconds.', fix: '' },
    'clock-wrong': {
      message: 'This computer’s clock is wrong by {minutes} minutes.',
      fix: 'Turn on “set time automatically” in the system’s date and time settings.',
    },
    'clock-behind': {
      message: 'Data were written on {at}, which is still to come: the clock is or was wrong.',
      fix: 'Set the clock; if it’s right now, this passes at the time named.',
    },
    'clock-unknown': {
      message: 'No server was there to compare the clock with.',
      fix: 'Compare it with another clock, or look again once the connection works.',
    },
    'watch-fine': { message: 'Accounts were last checked on {at}.', fix: '' },
    'watch-practice': { message: 'There are only practice accounts.', fix: '' },
    'watch-no-accounts': {
      message: 'No account is connected, so nothing is being watched.',
      fix: 'Connect one in Billfold’s window, or with `billfold accounts add`.',
    },
    'watch-never': {
      message: 'Accounts are connected but have never been checked.',
      fix: 'Start Billfold, or run `billfold check`.',
    },
    'watch-late': {
      message: 'The last check was on {at}: since then, no threshold could trigger an alert.',
      fix: 'Start Billfold and let it run in the background, or run `billfold check` every day.',
    },
    'watch-failing': {
      message: 'Accounts that could not be checked for days: {count}.',
      fix: 'Open Billfold: Overview says for each of them what’s wrong.',
    },
    'watch-stopped': {
      message: 'Accounts that are no longer checked because the vendor refused their key: {count}.',
      fix: 'Create a new key at the vendor and enter it under Settings → Accounts → Replace key.',
    },
    'watch-unknown': {
      message: 'Without a database that can be read, nobody can say when accounts were checked.',
      fix: 'Fix the database first.',
    },
    'mailboxes-none': { message: 'No mailbox is read for invoices.', fix: '' },
    'mailboxes-fine': { message: 'Every mailbox could be read, the one longest ago on {at}.', fix: '' },
    'mailboxes-untried': {
      message: 'A mailbox on {host} hasn’t been read to its end yet.',
      fix: 'Let Billfold run until it’s done, or run `billfold mailbox read`.',
    },
    'mailboxes-failing': {
      message: 'A mailbox on {host} hasn’t been readable since {at}.',
      fix: 'Invoices → Import says why and what to do about it, under Mailboxes.',
    },
    'mailboxes-unknown': {
      message: 'Without a database that can be read, nobody can say whether mailboxes are read.',
      fix: 'Fix the database first.',
    },
    'channels-none': { message: 'Notices are shown on this computer only; no channel is set up.', fix: '' },
    'channels-fine': { message: 'Something arrived over every channel, over the one longest ago on {at}.', fix: '' },
    'channels-untried': {
      message: 'Nothing has been sent over the channel to {host} yet.',
      fix: 'Send a test under Settings → Who is notified, and see whether it arrives.',
    },
    'channels-failing': {
      message: 'Nothing has got through over the channel to {host} since {at}.',
      fix: 'Settings → Who is notified says why; what waits is sent once it works again.',
    },
    'channels-unknown': {
      message: 'Without a database that can be read, nobody can say whether channels work.',
      fix: 'Fix the database first.',
    },
    'team-none': { message: 'This computer belongs to no team.', fix: '' },
    'team-fine': { message: 'The team’s server last answered on {at}.', fix: '' },
    'team-untried': {
      message: 'The team’s server {host} hasn’t answered yet.',
      fix: 'Start Billfold, and see under Settings → Team whether it connects.',
    },
    'team-failing': {
      message: 'The team’s server {host} hasn’t answered since {at}.',
      fix: 'Settings → Team says why; what you change in the meantime is kept and sent later.',
    },
    'team-unknown': {
      message: 'Without a database that can be read, nobody can say whether this computer is in a team.',
      fix: 'Fix the database first.',
    },
    'autostart-on': { message: 'Billfold starts when you log in.', fix: '' },
    'autostart-off': {
      message: 'Billfold doesn’t start when you log in, so nothing is checked until you start it.',
      fix: 'Turn on “Start when I log in” under Settings → Checks, or run `billfold check` with a scheduler.',
    },
    'autostart-blocked': {
      message: 'Billfold should start when you log in, but that’s turned off in the system’s own list.',
      fix: 'Turn it on in the system’s settings for programs that start at login.',
    },
    'autostart-unavailable': {
      message: 'The system can’t start this copy of Billfold, or not with this data folder.',
      fix: 'Install Billfold with its installer; on Windows and macOS, start it without BILLFOLD_DATA_DIR.',
    },
    'updates-fine': { message: 'Billfold looks for new versions once a day.', fix: '' },
    'updates-organization': { message: 'Your organization installs new versions itself.', fix: '' },
    'updates-off': {
      message: 'Billfold doesn’t look for new versions, which bring security fixes.',
      fix: 'Turn it on under Settings → Updates.',
    },
    'updates-nowhere': {
      message: 'This copy of Billfold doesn’t know where to look for new versions, which bring security fixes.',
      fix: 'Look from time to time where you got this copy.',
    },
    'log-fine': { message: 'It can be written. Size: {bytes}.', fix: '' },
    'log-refuses': {
      message: 'The log in {folder} can’t be written ({reason}).',
      fix: 'Give your user permission to write in this folder; if a file has its name, delete that.',
    },
    'leftovers-none': { message: 'Nothing was left behind.', fix: '' },
    'leftovers-restore': {
      message: 'A restore was interrupted before it was finished.',
      fix: 'Start Billfold: it finishes the restore before anything else.',
    },
    'leftovers-parts': {
      message: 'Unfinished files were left behind: {count} ({bytes}).',
      fix: 'If Billfold isn’t at work, delete the files that end in “.part” from the data folder; no data are in them alone.',
    },
    'check-failed': {
      message: 'This couldn’t be found out ({reason}).',
      fix: 'Look again later; if it stays like this, send the report to support.',
    },
    'check-slow': {
      message: 'There was no answer within {seconds} seconds.',
      fix: 'Look again later, when the computer has less to do.',
    },
  },
};
