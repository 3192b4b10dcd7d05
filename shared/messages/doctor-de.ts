import type { DoctorMessages } from './doctor-en.ts';

export const doctorDe: DoctorMessages = {
  checks: {
    'data-folder': 'Datenordner',
    'disk-space': 'Speicherplatz',
    drive: 'Laufwerk',
    database: 'Datenbank',
    'last-copy': 'Tägliche Kopie',
    archive: 'Archiv',
    settings: 'Einstellungen',
    policy: 'Richtlinie Ihrer Organisation',
    'secret-store': 'Schlüsselspeicher',
    keys: 'Schlüssel',
    notifications: 'Benachrichtigungen',
    proxy: 'Proxy',
    connection: 'Verbindung',
    certificates: 'Zertifikate',
    clock: 'Uhr',
    watch: 'Prüfungen',
    mailboxes: 'Postfächer',
    channels: 'Kanäle',
    team: 'Team',
    autostart: 'Start bei der Anmeldung',
    updates: 'Aktualisierungen',
    log: 'Protokoll',
    leftovers: 'Reste',
  },
  verdicts: { fine: 'in Ordnung', look: 'ansehen', broken: 'gestört', unknown: 'nicht bekannt' },
  diagnoses: {
    'folder-fine': { message: '{folder} lässt sich lesen und beschreiben.', fix: '' },
    'folder-missing': {
      message: 'Den Ordner {folder} gibt es nicht.',
      fix: 'Liegt er auf einem Laufwerk, das fehlt, schließen Sie es an; haben Sie Billfold hier noch nie benutzt, starten Sie es einfach.',
    },
    'folder-is-file': {
      message: '{folder} ist eine Datei oder liegt in einer und kann nicht der Datenordner sein.',
      fix: 'Verschieben Sie die Datei, oder setzen Sie BILLFOLD_DATA_DIR auf den richtigen Ordner.',
    },
    'folder-read-only': {
      message: 'Billfold darf in {folder} nicht schreiben und kann nur zeigen, was dort ist.',
      fix: 'Geben Sie Ihrem Benutzer das Recht, dort zu schreiben, oder schließen Sie das Laufwerk beschreibbar an.',
    },
    'folder-refuses': {
      message: 'Eine Datei in {folder} zu schreiben, misslang ({reason}).',
      fix: 'Prüfen Sie das Laufwerk, und versuchen Sie es dann noch einmal.',
    },
    'space-fine': { message: 'Frei sind {free}.', fix: '' },
    'space-low': {
      message: 'Frei sind nur {free}.',
      fix: 'Schaffen Sie vor dem nächsten großen Abgleich oder Export etwas Platz.',
    },
    'space-gone': {
      message: 'Frei sind nur {free}: zu wenig für die tägliche Kopie der Datenbank.',
      fix: 'Löschen Sie, was Sie nicht mehr brauchen, oder verlegen Sie das Archiv unter Einstellungen → Archiv auf ein größeres Laufwerk.',
    },
    'space-archive': {
      message: 'Auf dem Laufwerk des Archivs ({folder}) sind nur {free} frei: zu wenig für weitere PDFs.',
      fix: 'Löschen Sie dort, was Sie nicht mehr brauchen, oder verlegen Sie das Archiv unter Einstellungen → Archiv auf ein größeres Laufwerk.',
    },
    'space-unknown': {
      message: 'Der freie Platz ließ sich nicht ermitteln ({reason}).',
      fix: 'Sehen Sie in Ihrer Dateiverwaltung nach, wie viel Platz das Laufwerk noch hat.',
    },
    'drive-fine': { message: 'Der Datenordner liegt auf einem Laufwerk dieses Computers.', fix: '' },
    'drive-network': {
      message: 'Der Datenordner liegt auf einem Netzlaufwerk ({type}), wo eine Datenbank Schaden nehmen kann.',
      fix: 'Beenden Sie Billfold, verschieben Sie den Datenordner auf ein Laufwerk dieses Computers, und setzen Sie BILLFOLD_DATA_DIR darauf; das Archiv darf im Netz bleiben.',
    },
    'drive-synced': {
      message:
        'Der Datenordner liegt in einem Ordner, den {service} auf andere Computer kopiert; das kann die Datenbank beschädigen.',
      fix: 'Beenden Sie Billfold, verschieben Sie den Datenordner von dort weg, und bewahren Sie Kopien mit „Sichern“ auf.',
    },
    'drive-unknown': {
      message: 'Das System verrät nicht, ob dieses Laufwerk im Netz liegt.',
      fix: 'Falls ja, verschieben Sie den Datenordner auf ein Laufwerk dieses Computers.',
    },
    'database-fine': {
      message: 'Die Datenbank ist heil. Konten: {accounts}, Rechnungen: {invoices}, Größe: {bytes}.',
      fix: '',
    },
    'database-new': { message: 'Es gibt noch keine Daten.', fix: '' },
    'database-older': {
      message: 'Die Datenbank stammt von einem älteren Billfold (Version {found}; dieses hat {supported}).',
      fix: 'Starten Sie Billfold einmal: Es macht eine Kopie und bringt die Datenbank auf den neuen Stand.',
    },
    'database-missing': {
      message: 'In {folder} fehlt die Datenbank, obwohl andere Dateien von Billfold da sind.',
      fix: 'Legen Sie die Datei billfold.db zurück, falls Sie sie verschoben haben; sonst starten Sie Billfold: Es bietet an, was sich wiederherstellen lässt.',
    },
    'database-damaged': {
      message: 'Die Datenbank ist beschädigt ({reason}).',
      fix: 'Starten Sie Billfold, und wählen Sie, wie es weitergeht, oder rufen Sie `billfold restore --last-backup` oder `billfold restore --salvage` auf.',
    },
    'database-too-new': {
      message: 'Die Datenbank stammt von einem neueren Billfold (Version {found}; dieses liest bis {supported}).',
      fix: 'Installieren Sie das neueste Billfold: Dieses lässt die Daten, wie sie sind.',
    },
    'database-busy': {
      message: 'Ein anderes Programm benutzt die Datenbank.',
      fix: 'Warten Sie, bis es fertig ist, und sehen Sie dann noch einmal nach.',
    },
    'database-refuses': {
      message: 'Die Datenbank ließ sich nicht lesen ({reason}).',
      fix: 'Sorgen Sie dafür, dass Ihr Benutzer die Datei billfold.db lesen darf, und prüfen Sie das Laufwerk.',
    },
    'copy-fine': { message: 'Die letzte gute Kopie der Datenbank ist vom {at}.', fix: '' },
    'copy-not-needed': { message: 'Es gibt noch nichts zu kopieren.', fix: '' },
    'copy-none': {
      message: 'Es gibt noch keine tägliche Kopie der Datenbank.',
      fix: 'Lassen Sie Billfold ein paar Minuten laufen, oder sichern Sie selbst unter Einstellungen → Sicherung.',
    },
    'copy-old': {
      message: 'Die letzte Kopie der Datenbank ist vom {at}, und seither hat sich die Datenbank geändert.',
      fix: 'Lassen Sie Billfold ein paar Minuten laufen; bleibt das Datum, sehen Sie im Protokoll nach, was die tägliche Sicherung hindert.',
    },
    'copy-damaged': {
      message: 'Die letzte Kopie der Datenbank, vom {at}, ist beschädigt.',
      fix: 'Sichern Sie jetzt unter Einstellungen → Sicherung, und lassen Sie das Laufwerk prüfen.',
    },
    'copy-unknown': {
      message: 'Die letzte Kopie der Datenbank ließ sich nicht lesen.',
      fix: 'Sorgen Sie dafür, dass Ihr Benutzer den Ordner „backups“ im Datenordner lesen darf.',
    },
    'archive-fine': { message: 'Das Archiv ist da. PDFs: {documents}.', fix: '' },
    'archive-new': { message: 'Es ist noch nichts archiviert.', fix: '' },
    'archive-away': {
      message: 'Das Archiv ist nicht in {folder}.',
      fix: 'Schließen Sie sein Laufwerk an, oder wählen Sie unter Einstellungen → Archiv den Ordner, in dem es jetzt ist.',
    },
    'archive-other': {
      message: 'Der Ordner {folder} gehört zu einem anderen Archiv.',
      fix: 'Wählen Sie unter Einstellungen → Archiv den Ordner dieses Archivs.',
    },
    'archive-unmarked': {
      message: 'Im Ordner des Archivs, {folder}, fehlt die Archivmarke.',
      fix: 'Rufen Sie `billfold sync` auf: Dann wird sie wieder geschrieben.',
    },
    'archive-read-only': {
      message: 'Billfold darf im Ordner des Archivs, {folder}, nicht schreiben.',
      fix: 'Geben Sie Ihrem Benutzer das Recht dazu, oder wählen Sie unter Einstellungen → Archiv einen anderen Ordner.',
    },
    'archive-unknown': {
      message: 'Ohne eine lesbare Datenbank lässt sich nicht sagen, wessen Archiv das ist.',
      fix: 'Bringen Sie zuerst die Datenbank in Ordnung.',
    },
    'settings-fine': { message: 'Die Einstellungen sind lesbar.', fix: '' },
    'settings-new': { message: 'Es ist noch nichts eingestellt: Es gelten die Vorgaben.', fix: '' },
    'settings-damaged': {
      message: 'Die Einstellungen in {file} sind nicht lesbar; es gelten die Vorgaben.',
      fix: 'Starten Sie Billfold: Es hebt die Datei unter anderem Namen auf; wählen Sie dann Ihre Einstellungen neu, vor allem den Ordner des Archivs.',
    },
    'settings-refuse': {
      message: 'Die Einstellungen in {file} ließen sich nicht öffnen ({reason}).',
      fix: 'Geben Sie Ihrem Benutzer das Recht, diese Datei zu lesen und zu schreiben.',
    },
    'settings-newer': {
      message: 'Die Einstellungen stammen von einem neueren Billfold; was dieses nicht kennt, übergeht es.',
      fix: 'Installieren Sie das neueste Billfold.',
    },
    'settings-value': {
      message: 'Die Einstellung „{setting}“ hat einen Wert, den Billfold nicht kennt; es gilt die Vorgabe.',
      fix: 'Wählen Sie sie in den Einstellungen neu.',
    },
    'settings-set-aside': {
      message: 'Einstellungen, die sich nicht lesen ließen, liegen in {file}.',
      fix: 'Sehen Sie nach, ob alles so eingestellt ist, wie Sie es wollen, und löschen Sie dann diese Datei.',
    },
    'policy-none': { message: 'Auf diesem Computer gibt es keine.', fix: '' },
    'policy-applied': { message: 'Sie gilt.', fix: '' },
    'policy-broken': {
      message:
        'Die Richtliniendatei {file} ist nicht zu verstehen (bei: {field}); bis sie in Ordnung ist, wird kein Server angefragt.',
      fix: 'Bitten Sie Ihre Computerbetreuung, die Datei zu berichtigen, und starten Sie Billfold dann neu.',
    },
    'policy-not-trusted': {
      message: 'Die Richtliniendatei {file} gilt nicht: Nicht nur Administratoren könnten sie geschrieben haben.',
      fix: 'Bitten Sie Ihre Computerbetreuung, die Datei und ihren Ordner nur Administratoren zum Schreiben freizugeben.',
    },
    'policy-archive-elsewhere': {
      message: 'Das Archiv ist noch nicht in {folder}, wo Ihre Organisation es haben will.',
      fix: 'Sorgen Sie dafür, dass der Ordner erreichbar und beschreibbar ist, und starten Sie Billfold: Es verlegt das Archiv dorthin.',
    },
    'store-fine': { message: 'Er verschlüsselt und entschlüsselt.', fix: '' },
    'store-none': {
      message: 'In dieser Sitzung antwortet kein Schlüsselspeicher; Schlüssel sind vergessen, sobald Billfold endet.',
      fix: 'Installieren und entsperren Sie einen (unter Linux GNOME Keyring oder KWallet), oder melden Sie sich am Desktop an statt über ssh oder cron.',
    },
    'store-refuses': {
      message: 'Der Schlüsselspeicher hat eine Probe nicht verschlüsselt ({reason}).',
      fix: 'Entsperren Sie ihn, zum Beispiel durch Ab- und Anmelden, und starten Sie Billfold dann neu.',
    },
    'store-garbles': {
      message: 'Der Schlüsselspeicher gab etwas anderes zurück, als er bekommen hatte.',
      fix: 'Starten Sie den Computer neu; hilft das nicht, lassen Sie den Schlüsselspeicher reparieren, bevor Sie Schlüssel eingeben.',
    },
    'keys-fine': { message: 'Alle Schlüssel, die Ihre Konten brauchen, sind da: {count}.', fix: '' },
    'keys-none': { message: 'Es werden keine gebraucht.', fix: '' },
    'keys-unknown': {
      message: 'Ohne lesbare Datenbank lässt sich nicht sagen, welche Schlüssel gebraucht werden.',
      fix: 'Bringen Sie zuerst die Datenbank in Ordnung.',
    },
    'keys-missing': {
      message: 'Schlüssel, die hier nicht gespeichert sind: {count}.',
      fix: 'Geben Sie sie unter Einstellungen → Konten → Schlüssel ersetzen ein.',
    },
    'keys-damaged': {
      message: 'Die Datei {file} mit den verschlüsselten Schlüsseln ist nicht lesbar.',
      fix: 'Geben Sie die Schlüssel unter Einstellungen → Konten → Schlüssel ersetzen neu ein; die Datei wird unter anderem Namen aufgehoben.',
    },
    'keys-locked': {
      message: 'Gespeicherte Schlüssel, die sich nicht entschlüsseln lassen: {count}.',
      fix: 'Entsperren Sie den Schlüsselspeicher, und starten Sie Billfold neu; stammen die Schlüssel von einem anderen Computer oder Benutzer, geben Sie sie neu ein.',
    },
    'keys-refuse': {
      message: 'Die Datei {file} mit den verschlüsselten Schlüsseln ließ sich nicht öffnen ({reason}).',
      fix: 'Geben Sie Ihrem Benutzer das Recht, diese Datei zu lesen und zu schreiben.',
    },
    'notifications-fine': { message: 'Der Desktop hat einen Dienst für Benachrichtigungen.', fix: '' },
    'notifications-shown': { message: 'Die letzte Benachrichtigung erschien am {at}.', fix: '' },
    'notifications-off': {
      message: 'Benachrichtigungen sind in Billfold abgeschaltet.',
      fix: 'Schalten Sie sie unter Einstellungen → Benachrichtigungen ein, wenn Sie benachrichtigt werden wollen.',
    },
    'notifications-none': {
      message: 'Diese Sitzung hat keinen Dienst für Benachrichtigungen; Warnungen sind nur in Billfold zu sehen.',
      fix: 'Installieren und starten Sie einen, zum Beispiel dunst, oder starten Sie Billfold in Ihrer Desktop-Sitzung.',
    },
    'notifications-failed': {
      message: 'Die letzte Benachrichtigung, am {at}, ließ sich nicht anzeigen.',
      fix: 'Wählen Sie unter Einstellungen → Benachrichtigungen den Test: Er sagt, was auf diesem System hilft.',
    },
    'notifications-unknown': {
      message: 'Das System verrät nicht, ob Benachrichtigungen erlaubt sind, und es ging noch keine hinaus.',
      fix: 'Wählen Sie unter Einstellungen → Benachrichtigungen den Test.',
    },
    'proxy-none': { message: 'Die Server werden ohne Proxy erreicht.', fix: '' },
    'proxy-fine': { message: 'Die Server werden über {proxy} erreicht.', fix: '' },
    'proxy-refuses': {
      message: 'Der Proxy {proxy} lässt Billfold nicht durch ({reason}).',
      fix: 'Bitten Sie Ihre Netzwerkbetreuung, die Server der Anbieter zu erlauben, oder berichtigen Sie den Proxy.',
    },
    'proxy-password': {
      message: 'Der Proxy {proxy} verlangt Benutzernamen und Passwort.',
      fix: 'Geben Sie den Benutzernamen und das Passwort ein, die Ihr Netzwerk verlangt.',
    },
    'proxy-script': {
      message: 'Das Proxy-Skript (PAC-Datei) ließ sich nicht lesen; welcher Proxy gilt, ist nicht bekannt.',
      fix: 'Prüfen Sie seine Adresse unter Einstellungen → Netzwerk oder in den Einstellungen des Systems, oder fragen Sie Ihre Netzwerkbetreuung.',
    },
    'proxy-untried': {
      message: 'Es gibt kein Konto, dessen Server sich fragen ließe.',
      fix: 'Verbinden Sie ein Konto, und sehen Sie dann noch einmal nach.',
    },
    'proxy-unknown': {
      message: 'Anfragen gehen über {proxy}, aber kein Server hat geantwortet.',
      fix: 'Bringen Sie zuerst die Verbindung in Ordnung.',
    },
    'connection-fine': { message: 'Alle Server Ihrer Konten antworten: {servers}.', fix: '' },
    'connection-failed': {
      message: 'Der Server {host} ist nicht zu erreichen ({reason}).',
      fix: 'Prüfen Sie die Netzwerkverbindung und ob sich diese Adresse im Browser öffnen lässt.',
    },
    'connection-forbidden': {
      message: 'Ihre Organisation erlaubt Billfold keine Verbindung zu {host}.',
      fix: 'Bitten Sie Ihre Computerbetreuung, diesen Server in Billfolds Richtlinie aufzunehmen.',
    },
    'connection-certificate': {
      message: 'Die Verbindung zu {host} ist nicht sicher: Seinem Zertifikat ist nicht zu trauen ({reason}).',
      fix: 'Prüfen Sie die Uhr; untersucht Ihr Netzwerk den Datenverkehr, lassen Sie dessen Zertifikat auf diesem Computer installieren.',
    },
    'connection-untried': {
      message: 'Es gibt kein Konto, dessen Server sich fragen ließe.',
      fix: 'Verbinden Sie ein Konto, und sehen Sie dann noch einmal nach.',
    },
    'certificates-none': { message: 'In Billfold ist keines hinzugefügt; es gelten die des Systems.', fix: '' },
    'certificates-fine': { message: 'Die hinzugefügten gelten bis {until}.', fix: '' },
    'certificates-ending': {
      message: 'Eines der hinzugefügten gilt nur noch bis {until}.',
      fix: 'Lassen Sie sich von Ihrer Netzwerkbetreuung den Nachfolger geben, und fügen Sie ihn bis dahin hinzu.',
    },
    'certificates-expired': {
      message: 'Das hinzugefügte ist abgelaufen und gilt nicht mehr.',
      fix: 'Lassen Sie sich von Ihrer Netzwerkbetreuung den Nachfolger geben, und ersetzen Sie es.',
    },
    'certificates-early': {
      message: 'Das hinzugefügte gilt noch nicht.',
      fix: 'Prüfen Sie die Uhr dieses Computers; geht sie richtig, bitten Sie Ihre Netzwerkbetreuung um das heute gültige.',
    },
    'certificates-no-authority': {
      message: 'Das hinzugefügte gehört einem Server, keiner Zertifizierungsstelle, und gilt deshalb nicht.',
      fix: 'Lassen Sie sich von Ihrer Netzwerkbetreuung das Zertifikat der Stelle geben, und fügen Sie dieses unter Einstellungen → Netzwerk hinzu.',
    },
    'certificates-unreadable': {
      message: 'Das hinzugefügte ist nicht lesbar.',
      fix: 'Wählen Sie die Datei neu; nötig ist ein Zertifikat im PEM-Format.',
    },
    'clock-fine': { message: 'Sie weicht von den Uhren der Server um {seconds} Sekunden ab.', fix: '' },
    'clock-wrong': {
      message: 'Die Uhr dieses Computers geht um {minutes} Minuten falsch.',
      fix: 'Schalten Sie in den Datums- und Zeiteinstellungen des Systems „Zeit automatisch einstellen“ ein.',
    },
    'clock-behind': {
      message: 'Daten wurden am {at} geschrieben, das erst noch kommt: Die Uhr geht oder ging falsch.',
      fix: 'Stellen Sie die Uhr; geht sie jetzt richtig, ist es zur genannten Zeit vorbei.',
    },
    'clock-unknown': {
      message: 'Kein Server war da, mit dem sich die Uhr vergleichen ließe.',
      fix: 'Vergleichen Sie sie mit einer anderen, oder sehen Sie noch einmal nach, wenn die Verbindung steht.',
    },
    'watch-fine': { message: 'Die Konten wurden zuletzt am {at} geprüft.', fix: '' },
    'watch-practice': { message: 'Es gibt nur Übungskonten.', fix: '' },
    'watch-no-accounts': {
      message: 'Es ist kein Konto verbunden, also wird nichts überwacht.',
      fix: 'Verbinden Sie eines in Billfolds Fenster oder mit `billfold accounts add`.',
    },
    'watch-never': {
      message: 'Konten sind verbunden, wurden aber noch nie geprüft.',
      fix: 'Starten Sie Billfold, oder rufen Sie `billfold check` auf.',
    },
    'watch-late': {
      message: 'Die letzte Prüfung war am {at}: Seither konnte keine Schwelle eine Warnung auslösen.',
      fix: 'Starten Sie Billfold, und lassen Sie es im Hintergrund laufen, oder rufen Sie täglich `billfold check` auf.',
    },
    'watch-failing': {
      message: 'Konten, die sich seit Tagen nicht prüfen ließen: {count}.',
      fix: 'Öffnen Sie Billfold: Die Übersicht sagt bei jedem, was fehlt.',
    },
    'watch-stopped': {
      message: 'Konten, die nicht mehr geprüft werden, weil der Anbieter ihren Schlüssel ablehnte: {count}.',
      fix: 'Erstellen Sie beim Anbieter einen neuen Schlüssel, und geben Sie ihn unter Einstellungen → Konten → Schlüssel ersetzen ein.',
    },
    'watch-unknown': {
      message: 'Ohne eine lesbare Datenbank lässt sich nicht sagen, wann Konten geprüft wurden.',
      fix: 'Bringen Sie zuerst die Datenbank in Ordnung.',
    },
    'mailboxes-none': { message: 'Kein Postfach wird nach Rechnungen durchsucht.', fix: '' },
    'mailboxes-fine': {
      message: 'Jedes Postfach konnte gelesen werden, das am längsten nicht gelesene am {at}.',
      fix: '',
    },
    'mailboxes-untried': {
      message: 'Ein Postfach auf {host} wurde noch nicht bis zum Ende gelesen.',
      fix: 'Lassen Sie Billfold laufen, bis es fertig ist, oder rufen Sie `billfold mailbox read` auf.',
    },
    'mailboxes-failing': {
      message: 'Ein Postfach auf {host} kann seit {at} nicht gelesen werden.',
      fix: 'Unter Rechnungen → Importieren steht bei „Postfächer“, warum, und was zu tun ist.',
    },
    'mailboxes-unknown': {
      message: 'Ohne eine lesbare Datenbank lässt sich nicht sagen, ob Postfächer gelesen werden.',
      fix: 'Bringen Sie zuerst die Datenbank in Ordnung.',
    },
    'channels-none': { message: 'Meldungen erscheinen nur auf diesem Computer; kein Kanal ist eingerichtet.', fix: '' },
    'channels-fine': { message: 'Über jeden Kanal ist etwas angekommen, über einen zuletzt am {at}.', fix: '' },
    'channels-untried': {
      message: 'Über den Kanal zu {host} wurde noch nichts gesendet.',
      fix: 'Senden Sie unter Einstellungen → Wer benachrichtigt wird einen Test, und sehen Sie nach, ob er ankommt.',
    },
    'channels-failing': {
      message: 'Über den Kanal zu {host} kommt seit {at} nichts an.',
      fix: 'Unter Einstellungen → Wer benachrichtigt wird steht, warum; was wartet, wird gesendet, sobald er wieder geht.',
    },
    'channels-unknown': {
      message: 'Ohne eine lesbare Datenbank lässt sich nicht sagen, ob Kanäle funktionieren.',
      fix: 'Bringen Sie zuerst die Datenbank in Ordnung.',
    },
    'team-none': { message: 'Dieser Computer gehört zu keinem Team.', fix: '' },
    'team-fine': { message: 'Der Server des Teams antwortete zuletzt am {at}.', fix: '' },
    'team-untried': {
      message: 'Der Server des Teams, {host}, hat noch nicht geantwortet.',
      fix: 'Starten Sie Billfold, und sehen Sie unter Einstellungen → Team nach, ob es sich verbindet.',
    },
    'team-failing': {
      message: 'Der Server des Teams, {host}, antwortet seit {at} nicht.',
      fix: 'Unter Einstellungen → Team steht, warum; was Sie inzwischen ändern, bleibt erhalten und wird später gesendet.',
    },
    'team-unknown': {
      message: 'Ohne eine lesbare Datenbank lässt sich nicht sagen, ob dieser Computer zu einem Team gehört.',
      fix: 'Bringen Sie zuerst die Datenbank in Ordnung.',
    },
    'autostart-on': { message: 'Billfold startet, wenn Sie sich anmelden.', fix: '' },
    'autostart-off': {
      message: 'Billfold startet bei der Anmeldung nicht mit; bis Sie es starten, wird nichts geprüft.',
      fix: 'Schalten Sie unter Einstellungen → Überwachung „Bei der Anmeldung starten“ ein, oder rufen Sie `billfold check` zeitgesteuert auf.',
    },
    'autostart-blocked': {
      message: 'Billfold soll bei der Anmeldung starten, ist aber in der Liste des Systems abgeschaltet.',
      fix: 'Schalten Sie es in den Systemeinstellungen für Autostart-Programme ein.',
    },
    'autostart-unavailable': {
      message: 'Das System kann diese Kopie von Billfold nicht starten, oder nicht mit diesem Datenordner.',
      fix: 'Installieren Sie Billfold mit seinem Installationsprogramm; starten Sie es unter Windows und macOS ohne BILLFOLD_DATA_DIR.',
    },
    'updates-fine': { message: 'Billfold sucht einmal am Tag nach neuen Versionen.', fix: '' },
    'updates-organization': { message: 'Ihre Firma spielt neue Versionen selbst ein.', fix: '' },
    'updates-off': {
      message: 'Billfold sucht nicht nach neuen Versionen, die auch Sicherheitslücken schließen.',
      fix: 'Schalten Sie die Suche unter Einstellungen → Aktualisierungen ein.',
    },
    'updates-nowhere': {
      message:
        'Diese Kopie von Billfold weiß nicht, wo neue Versionen zu finden sind, die auch Sicherheitslücken schließen.',
      fix: 'Sehen Sie ab und zu dort nach, woher diese Kopie kommt.',
    },
    'log-fine': { message: 'Es lässt sich schreiben. Größe: {bytes}.', fix: '' },
    'log-refuses': {
      message: 'Das Protokoll in {folder} lässt sich nicht schreiben ({reason}).',
      fix: 'Geben Sie Ihrem Benutzer das Recht, dort zu schreiben; heißt eine Datei so, löschen Sie sie.',
    },
    'leftovers-none': { message: 'Es ist nichts liegen geblieben.', fix: '' },
    'leftovers-restore': {
      message: 'Eine Wiederherstellung wurde unterbrochen, bevor sie fertig war.',
      fix: 'Starten Sie Billfold: Es bringt sie vor allem anderen zu Ende.',
    },
    'leftovers-parts': {
      message: 'Unfertige Dateien sind liegen geblieben: {count} ({bytes}).',
      fix: 'Arbeitet Billfold gerade nicht, löschen Sie im Datenordner die Dateien, die auf „.part“ enden; nur in ihnen stehen keine Daten.',
    },
    'check-failed': {
      message: 'Das ließ sich nicht herausfinden ({reason}).',
      fix: 'Sehen Sie später noch einmal nach; bleibt es so, schicken Sie den Bericht an die Betreuung.',
    },
    'check-slow': {
      message: 'In {seconds} Sekunden kam keine Antwort.',
      fix: 'Sehen Sie später noch einmal nach, wenn der Computer weniger zu tun hat.',
    },
  },
};
