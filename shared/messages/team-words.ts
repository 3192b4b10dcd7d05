import type { ErrorCode } from '../errors.ts';
import type { TeamRefusal } from '../team-errors.ts';
import type { ErrorWords } from './error-shape.ts';

type TeamCode = Extract<ErrorCode, `team-${string}` | 'no-team' | 'invitation-unreadable'>;

const kept = 'Everything on this computer is kept, and your changes are sent later.';
const unchanged = 'Nothing was changed.';

export const teamErrorsEn: Readonly<Record<TeamCode, ErrorWords>> = {
  'team-unreachable': {
    message: 'The team’s server {host} can’t be reached: {reason}.',
    reassurance: kept,
    nextStep: 'Check the network connection. Billfold tries again automatically.',
  },
  'team-slow': {
    message: 'The team’s server {host} didn’t answer within {seconds} seconds.',
    reassurance: kept,
    nextStep: 'Billfold tries again automatically. If it stays like this, ask whoever runs the server.',
  },
  'team-login-refused': {
    message: 'The team’s server {host} refused the password.',
    reassurance: kept,
    nextStep: 'Ask a team administrator whether you’re still a member, or for a new invitation.',
  },
  'team-certificate': {
    message: 'The certificate of the team’s server {host} couldn’t be verified ({reason}).',
    reassurance: kept,
    nextStep: 'Whoever runs the server needs a certificate for this name that the computer trusts.',
  },
  'team-server-full': {
    message: 'The disk of the team’s server {host} is full.',
    reassurance: kept,
    nextStep: 'Ask whoever runs the server to make room. Billfold sends your changes afterward.',
  },
  'team-server-read-only': {
    message: 'The team’s server {host} takes no changes at the moment: it’s a copy, or is being restored.',
    reassurance: kept,
    nextStep: 'Billfold tries again automatically.',
  },
  'team-refused': {
    message: 'The team’s server didn’t accept this: {reason}',
    reassurance: 'What it refused was undone on this computer, and is listed under Settings → Team.',
    nextStep: 'If you think it should be allowed, ask a team administrator.',
  },
  'team-right-missing': {
    message: 'This login isn’t allowed to do this on {host}.',
    reassurance: unchanged,
    nextStep: 'To create a team, use a login that may create roles and schemas in an empty database.',
  },
  'team-exists': {
    message: 'There is already a team in this database on {host}.',
    reassurance: unchanged,
    nextStep: 'Join it with an invitation, or use an empty database.',
  },
  'team-missing': {
    message: 'There is no team in this database on {host}, or it’s older than this Billfold.',
    reassurance: unchanged,
    nextStep:
      'Check the database’s name. A team administrator brings an older team up to date with `billfold team upgrade`.',
  },
  'team-joined-already': {
    message: 'This archive is already in a team.',
    reassurance: unchanged,
    nextStep: 'Leave that team first, or use another data folder.',
  },
  'no-team': {
    message: 'This archive isn’t in a team.',
    reassurance: unchanged,
    nextStep: 'Create a team with `billfold team create`, or join one with an invitation.',
  },
  'team-needs-empty-folder': {
    message: 'There are accounts in this archive, so it can’t join a team.',
    reassurance: unchanged,
    nextStep: 'Join with an empty data folder (BILLFOLD_DATA_DIR), and connect the accounts in the team.',
  },
  'invitation-unreadable': {
    message: 'The file {file} isn’t an invitation.',
    reassurance: unchanged,
    nextStep: 'Ask the team administrator for the invitation file again.',
  },
  'team-password-missing': {
    message: 'This computer has no secret store to keep its password for the team’s server in.',
    reassurance: unchanged,
    nextStep: 'Choose a password, and set BILLFOLD_TEAM_PASSWORD to it whenever Billfold runs here.',
  },
  'team-counts-differ': {
    message: 'After moving, the archive and the team’s server differ ({table}).',
    reassurance: 'The archive on this computer is unchanged, and isn’t in a team.',
    nextStep: 'Try again with an empty database.',
  },
  'team-changes-waiting': {
    message: 'The team doesn’t have all of your changes yet ({changes}).',
    reassurance: unchanged,
    nextStep: 'Connect to the server first, or add `--even-unsent` to leave all the same.',
  },
};

export const teamErrorsDe: Readonly<Record<TeamCode, ErrorWords>> = {
  'team-unreachable': {
    message: 'Der Server des Teams, {host}, ist nicht erreichbar: {reason}.',
    reassurance: 'Auf diesem Computer bleibt alles erhalten; Ihre Änderungen werden später gesendet.',
    nextStep: 'Prüfen Sie die Netzwerkverbindung. Billfold versucht es von selbst wieder.',
  },
  'team-slow': {
    message: 'Der Server des Teams, {host}, hat innerhalb von {seconds} Sekunden nicht geantwortet.',
    reassurance: 'Auf diesem Computer bleibt alles erhalten; Ihre Änderungen werden später gesendet.',
    nextStep:
      'Billfold versucht es von selbst wieder. Bleibt es so, sagen Sie der Person Bescheid, die den Server betreut.',
  },
  'team-login-refused': {
    message: 'Der Server des Teams, {host}, hat das Passwort abgelehnt.',
    reassurance: 'Auf diesem Computer bleibt alles erhalten; Ihre Änderungen werden später gesendet.',
    nextStep:
      'Fragen Sie die Administratorin oder den Administrator, ob Sie noch Mitglied sind, oder nach einer neuen Einladung.',
  },
  'team-certificate': {
    message: 'Das Zertifikat des Servers {host} konnte nicht geprüft werden ({reason}).',
    reassurance: 'Auf diesem Computer bleibt alles erhalten; Ihre Änderungen werden später gesendet.',
    nextStep: 'Der Server braucht ein Zertifikat für diesen Namen, dem der Computer vertraut.',
  },
  'team-server-full': {
    message: 'Der Datenträger des Servers {host} ist voll.',
    reassurance: 'Auf diesem Computer bleibt alles erhalten; Ihre Änderungen werden später gesendet.',
    nextStep: 'Sagen Sie der Person Bescheid, die den Server betreut. Billfold sendet, sobald wieder Platz ist.',
  },
  'team-server-read-only': {
    message:
      'Der Server des Teams, {host}, nimmt gerade keine Änderungen an: Er ist eine Kopie oder wird wiederhergestellt.',
    reassurance: 'Auf diesem Computer bleibt alles erhalten; Ihre Änderungen werden später gesendet.',
    nextStep: 'Billfold versucht es von selbst wieder.',
  },
  'team-refused': {
    message: 'Der Server des Teams hat das nicht angenommen: {reason}',
    reassurance: 'Was er ablehnte, wurde hier zurückgenommen und steht unter Einstellungen → Team.',
    nextStep: 'Wenn Sie meinen, dass es erlaubt sein sollte, fragen Sie die Administratorin oder den Administrator.',
  },
  'team-right-missing': {
    message: 'Auf {host} darf diese Anmeldung das nicht.',
    reassurance: 'Es wurde nichts geändert.',
    nextStep: 'Ein Team legt an, wer in einer leeren Datenbank Rollen und Schemas anlegen darf.',
  },
  'team-exists': {
    message: 'In dieser Datenbank auf {host} gibt es schon ein Team.',
    reassurance: 'Es wurde nichts geändert.',
    nextStep: 'Treten Sie mit einer Einladung bei, oder nehmen Sie eine leere Datenbank.',
  },
  'team-missing': {
    message: 'In dieser Datenbank auf {host} gibt es kein Team, oder es ist älter als dieses Billfold.',
    reassurance: 'Es wurde nichts geändert.',
    nextStep:
      'Prüfen Sie den Namen der Datenbank. Ein älteres Team bringt `billfold team upgrade` auf den neuesten Stand.',
  },
  'team-joined-already': {
    message: 'Dieses Archiv gehört schon zu einem Team.',
    reassurance: 'Es wurde nichts geändert.',
    nextStep: 'Verlassen Sie zuerst jenes Team, oder nehmen Sie einen anderen Datenordner.',
  },
  'no-team': {
    message: 'Dieses Archiv gehört zu keinem Team.',
    reassurance: 'Es wurde nichts geändert.',
    nextStep: 'Legen Sie mit `billfold team create` ein Team an, oder treten Sie mit einer Einladung bei.',
  },
  'team-needs-empty-folder': {
    message: 'In diesem Archiv gibt es Konten; es kann keinem Team beitreten.',
    reassurance: 'Es wurde nichts geändert.',
    nextStep: 'Treten Sie mit einem leeren Datenordner bei (BILLFOLD_DATA_DIR), und verbinden Sie die Konten im Team.',
  },
  'invitation-unreadable': {
    message: 'Die Datei {file} ist keine Einladung.',
    reassurance: 'Es wurde nichts geändert.',
    nextStep: 'Bitten Sie noch einmal um die Einladungsdatei.',
  },
  'team-password-missing': {
    message: 'Dieser Computer hat keinen Schlüsselspeicher, der sein Passwort für den Server des Teams aufbewahrt.',
    reassurance: 'Es wurde nichts geändert.',
    nextStep: 'Wählen Sie ein Passwort, und setzen Sie BILLFOLD_TEAM_PASSWORD darauf, wann immer Billfold hier läuft.',
  },
  'team-counts-differ': {
    message: 'Nach dem Umzug unterscheiden sich Archiv und Server ({table}).',
    reassurance: 'Das Archiv auf diesem Computer ist unverändert und gehört zu keinem Team.',
    nextStep: 'Versuchen Sie es mit einer leeren Datenbank noch einmal.',
  },
  'team-changes-waiting': {
    message: 'Das Team hat noch nicht alle Ihre Änderungen ({changes}).',
    reassurance: 'Es wurde nichts geändert.',
    nextStep:
      'Verbinden Sie sich zuerst mit dem Server, oder fügen Sie `--even-unsent` hinzu, um trotzdem auszutreten.',
  },
};

export const teamRefusalsEn: Readonly<Record<TeamRefusal, string>> = {
  'role-forbids': 'your role doesn’t allow it.',
  'not-a-member': 'you’re no longer a member.',
  malformed: 'it wasn’t written the way Billfold writes it.',
  'too-large': 'it’s too large.',
  'table-not-shared': 'the team’s server doesn’t know this kind of data; it may be older than this Billfold.',
  'column-not-shared': 'the team’s server doesn’t know part of it; it may be older than this Billfold.',
  'team-not-empty': 'the team has data already.',
  'lease-lost': 'another computer watches this account now.',
  'invitation-used': 'this invitation was used on another computer.',
  'member-removed': 'this member was removed; invite the person under another name.',
  'member-has-role': 'this member has another role already.',
  'member-unknown': 'there’s no such member.',
  'not-yourself': 'you can’t remove yourself; leave the team instead.',
  'last-administrator': 'you’re the last administrator; make somebody else one first.',
  'journal-differs': 'the server was restored to an earlier state.',
};

export const teamRefusalsDe: Readonly<Record<TeamRefusal, string>> = {
  'role-forbids': 'Ihre Rolle erlaubt es nicht.',
  'not-a-member': 'Sie sind kein Mitglied mehr.',
  malformed: 'Es war nicht so geschrieben, wie Billfold schreibt.',
  'too-large': 'Es ist zu groß.',
  'table-not-shared': 'Der Server kennt diese Art von Daten nicht; vielleicht ist er älter als dieses Billfold.',
  'column-not-shared': 'Der Server kennt einen Teil davon nicht; vielleicht ist er älter als dieses Billfold.',
  'team-not-empty': 'Das Team hat schon Daten.',
  'lease-lost': 'Ein anderer Computer beobachtet dieses Konto jetzt.',
  'invitation-used': 'Diese Einladung wurde auf einem anderen Computer verwendet.',
  'member-removed': 'Dieses Mitglied wurde entfernt; laden Sie die Person unter einem anderen Namen ein.',
  'member-has-role': 'Dieses Mitglied hat schon eine andere Rolle.',
  'member-unknown': 'Ein solches Mitglied gibt es nicht.',
  'not-yourself': 'Sie können sich nicht selbst entfernen; verlassen Sie stattdessen das Team.',
  'last-administrator': 'Sie sind die letzte Person mit dieser Rolle; geben Sie sie zuerst jemand anderem.',
  'journal-differs': 'Der Server wurde auf einen früheren Stand gebracht.',
};
