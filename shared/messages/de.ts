import { causes, metrics, reasons, unit } from './figures-de.ts';
import { doctorDe } from './doctor-de.ts';
import type { SharedMessages } from './en.ts';
import { teamErrorsDe, teamRefusalsDe } from './team-words.ts';

const archiveReassurance = 'Archiv, Warnungen und Einstellungen sind unverändert.';

export const de: SharedMessages = {
  doctor: doctorDe,
  errors: {
    'key-refused': {
      message: 'Der Server {host} hat den Schlüssel abgelehnt.',
      reassurance: 'Archiv und Warnungen bleiben erhalten. Prüfungen dieses Kontos pausieren.',
      nextStep: 'Erstellen Sie beim Anbieter einen neuen Schlüssel und ersetzen Sie ihn unter Einstellungen → Konten.',
    },
    'permission-missing': {
      message: 'Dem Schlüssel fehlt diese Berechtigung: {permission}.',
      reassurance: 'Alles, was der Schlüssel lesen darf, funktioniert weiter.',
      nextStep: 'Ergänzen Sie die Berechtigung beim Anbieter oder verwenden Sie einen anderen Schlüssel.',
    },
    'customer-not-found': {
      message: 'Beim Anbieter gibt es für diesen Schlüssel keinen Kunden {customer}.',
      reassurance: archiveReassurance,
      nextStep:
        'Prüfen Sie die Kundennummer (sie beginnt mit cus_) und ob der Schlüssel zum selben Anbieterkonto und Modus (Live oder Test) gehört.',
    },
    'customer-id-missing': {
      message: 'Die Kundennummer fehlt.',
      reassurance: 'Es wurde nichts gespeichert.',
      nextStep: 'Geben Sie die Nummer des Kunden beim Anbieter ein. Sie beginnt mit cus_.',
    },
    'no-payment-page': {
      message: 'Der Anbieter hat keine Zahlungsseite für Rechnung {invoice}.',
      reassurance: 'Es wurde nichts bezahlt.',
      nextStep:
        'Starten Sie einen Abgleich, um zu sehen, ob die Rechnung noch offen ist, oder bezahlen Sie sie auf der Abrechnungsseite des Anbieters.',
    },
    'no-receipt': {
      message: 'Der Anbieter hat keinen Beleg für Rechnung {invoice}.',
      reassurance: 'Die Rechnung und ihr PDF sind im Archiv.',
      nextStep: 'Suchen Sie ihn auf der Abrechnungsseite des Anbieters.',
    },
    'not-found-at-vendor': {
      message: 'Der Anbieter hat „{vendorName}“ nicht mehr.',
      reassurance: archiveReassurance,
      nextStep: 'Starten Sie einen vollständigen Abgleich, um das Archiv mit dem Anbieter zu vergleichen.',
    },
    'rate-limited': {
      message: 'Der Anbieter bat Billfold, langsamer zu fragen.',
      reassurance: archiveReassurance,
      nextStep: 'Nichts zu tun: Billfold wartet so lange wie verlangt und versucht es erneut.',
    },
    'request-refused': {
      message: 'Der Anbieter hat die Anfrage nicht angenommen (Status {status}). {vendorWords}',
      reassurance: archiveReassurance,
      nextStep:
        'Prüfen Sie Kundennummer und Adresse des Kontos. Bleibt der Fehler, senden Sie die Diagnose an den Support.',
    },
    'request-not-sent': {
      message: 'Die Anfrage konnte nicht an den Anbieter gesendet werden. {vendorWords}',
      reassurance: archiveReassurance,
      nextStep:
        'Prüfen Sie Kundennummer und Adresse des Kontos. Bleibt der Fehler, senden Sie die Diagnose an den Support.',
    },
    'no-days-asked': {
      message: 'Zwischen dem ersten und dem letzten gewünschten Tag liegt kein Tag.',
      reassurance: archiveReassurance,
      nextStep: 'Wählen Sie einen ersten Tag, der vor dem letzten liegt.',
    },
    'server-failed': {
      message: 'Der Server des Anbieters ist gescheitert (Status {status}).',
      reassurance: archiveReassurance,
      nextStep:
        'Nichts zu tun: Billfold versucht es selbst erneut. Die Statusseite des Anbieters weiß vielleicht mehr.',
    },
    'server-unreachable': {
      message: 'Der Server {host} ist nicht erreichbar: {reason}.',
      reassurance: archiveReassurance,
      nextStep: 'Prüfen Sie Netzwerk, Proxy und die Adresse des Kontos. Billfold versucht es selbst erneut.',
    },
    'server-timeout': {
      message: 'Der Server {host} hat innerhalb von {seconds} Sekunden nicht geantwortet.',
      reassurance: archiveReassurance,
      nextStep: 'Billfold versucht es selbst erneut. Bleibt der Fehler, prüfen Sie Netzwerk und Proxy.',
    },
    'proxy-login-missing': {
      message: 'Der Proxy {proxy} verlangt Benutzername und Passwort.',
      reassurance: archiveReassurance,
      nextStep: 'Geben Sie beides unter Einstellungen → Netzwerk ein. Danach prüft Billfold erneut.',
    },
    'proxy-login-refused': {
      message: 'Der Proxy {proxy} hat den Benutzernamen {user} mit dem gesendeten Passwort nicht angenommen.',
      reassurance: archiveReassurance,
      nextStep:
        'Geben Sie das aktuelle Passwort unter Einstellungen → Netzwerk ein. Bis dahin sendet Billfold es nicht noch einmal, damit Ihr Zugang nicht gesperrt wird.',
    },
    'proxy-login-unsupported': {
      message: 'Der Proxy {proxy} verlangt eine Anmeldung, die mit Benutzername und Passwort nicht zu beantworten ist.',
      reassurance: archiveReassurance,
      nextStep:
        'Fragen Sie, wer das Netzwerk betreut, welchen Proxy Billfold nehmen soll, und stellen Sie ihn unter Einstellungen → Netzwerk ein.',
    },
    'proxy-unreachable': {
      message: 'Der Proxy {proxy} ist nicht erreichbar.',
      reassurance: archiveReassurance,
      nextStep:
        'Prüfen Sie die Netzwerkverbindung und den Proxy unter Einstellungen → Netzwerk. Billfold versucht es von selbst erneut.',
    },
    'proxy-refused': {
      message: 'Der Proxy {proxy} hat die Verbindung zu {host} nicht durchgelassen.',
      reassurance: archiveReassurance,
      nextStep: 'Bitten Sie, wer das Netzwerk betreut, {host} zu erlauben. Billfold versucht es von selbst erneut.',
    },
    'proxy-script-unavailable': {
      message:
        'Das Proxy-Skript unter {address} war nicht zu lesen; welcher Proxy zu nehmen ist, ist deshalb nicht bekannt.',
      reassurance: archiveReassurance,
      nextStep: 'Prüfen Sie die Adresse unter Einstellungen → Netzwerk. Billfold versucht es von selbst erneut.',
    },
    'authority-unknown': {
      message:
        'Das Zertifikat von {host} hat „{authority}“ ausgestellt, und dieser Stelle vertraut dieser Computer nicht.',
      reassurance: archiveReassurance,
      nextStep:
        'Gehört sie zu Ihrer Firma, wählen Sie ihr Zertifikat unter Einstellungen → Netzwerk oder lassen Sie es auf diesem Computer einrichten. Wenn nicht, liest vielleicht jemand mit: Fragen Sie, wer das Netzwerk betreut.',
    },
    'authority-file-invalid': {
      message: 'Die Datei {file} taugt nicht als Zertifizierungsstelle: {reason}.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Wählen Sie das Zertifikat der Zertifizierungsstelle Ihrer Firma als PEM-Datei (.pem oder .crt).',
    },
    'proxy-not-asking': {
      message: 'Kein Proxy {proxy} hat nach Benutzername und Passwort gefragt.',
      reassurance: '',
      nextStep: 'Testen Sie zuerst den Proxy unter Einstellungen → Netzwerk.',
    },
    'updates-off': {
      message: 'Die Suche nach neuen Versionen ist abgeschaltet.',
      reassurance: '',
      nextStep:
        'Schalten Sie sie unter Einstellungen → Aktualisierungen ein, falls nicht Ihre Firma selbst aktualisiert.',
    },
    'updates-nowhere': {
      message: 'Dieses Exemplar von Billfold weiß nicht, wo neue Versionen zu finden sind.',
      reassurance: '',
      nextStep: 'Holen Sie neue Versionen dort, woher dieses Exemplar kommt.',
    },
    'updates-unreachable': {
      message: 'Neue Versionen waren nicht zu ermitteln: {reason}.',
      reassurance: 'Billfold läuft weiter wie bisher.',
      nextStep: 'Nichts zu tun: Billfold sieht morgen wieder nach.',
    },
    'update-not-there': {
      message: 'Es gibt keine neue Version, die dieses Exemplar einspielen könnte.',
      reassurance: '',
      nextStep: 'Suchen Sie noch einmal nach Aktualisierungen.',
    },
    'update-not-genuine': {
      message: 'Die geladene Version ist nicht vom Herausgeber Billfolds signiert und wurde deshalb verworfen.',
      reassurance: 'Billfold läuft weiter wie bisher.',
      nextStep: 'Sagen Sie es, wer Ihre Computer betreut: Die Datei könnte manipuliert sein.',
    },
    'answer-not-json': {
      message: 'Der Server {host} hat etwas anderes als Abrechnungsdaten geschickt.',
      reassurance: archiveReassurance,
      nextStep:
        'Oft ist es eine Anmeldeseite des Netzwerks oder eine falsche Adresse: Melden Sie sich im Browser an oder prüfen Sie die Adresse des Kontos.',
    },
    'answer-too-large': {
      message:
        'Der Server {host} hat in einer Antwort mehr als {megabytes} MB geschickt, weit mehr, als Abrechnungsdaten brauchen.',
      reassurance: archiveReassurance,
      nextStep:
        'Prüfen Sie die Adresse des Kontos. Billfold versucht es selbst erneut; andere Konten sind nicht betroffen.',
    },
    'answer-too-complex': {
      message: 'Der Server {host} hat eine Antwort mit weit mehr Teilen geschickt, als Abrechnungsdaten haben.',
      reassurance: archiveReassurance,
      nextStep:
        'Prüfen Sie die Adresse des Kontos. Billfold versucht es selbst erneut; andere Konten sind nicht betroffen.',
    },
    'answer-incomplete': {
      message: 'In der Antwort des Anbieters fehlt „{field}“ von „{object}“.',
      reassurance: archiveReassurance,
      nextStep: 'Prüfen Sie die Adresse des Kontos. Ist sie richtig, senden Sie die Diagnose an den Support.',
    },
    'value-unknown': {
      message: 'Billfold weiß nicht, was „{value}“ als „{field}“ von „{object}“ bedeutet.',
      reassurance: 'Was der Anbieter geschickt hat, ist aufbewahrt und wird später erneut gelesen.',
      nextStep: 'Suchen Sie nach einem neueren Billfold. Gibt es keines, senden Sie die Diagnose an den Support.',
    },
    'answer-contradictory': {
      message:
        'Die Antwort des Anbieters widerspricht sich: „{field}“ von „{object}“ ist „{value}“, „{other}“ ist „{otherValue}“.',
      reassurance: 'Was der Anbieter geschickt hat, ist aufbewahrt und wird später erneut gelesen.',
      nextStep: 'Fragen Sie den Anbieter, was davon stimmt.',
    },
    'listing-repeats': {
      message: 'Beim Anbieter läuft die {list} im Kreis: {id} kam zweimal.',
      reassurance: archiveReassurance,
      nextStep:
        'Billfold versucht es selbst erneut. Bleibt der Fehler, melden Sie ihn dem Anbieter oder prüfen Sie die Adresse des Kontos.',
    },
    'listing-cut-short': {
      message: 'Beim Anbieter bricht die {list} ab: Es war mehr angekündigt, als kam.',
      reassurance: archiveReassurance,
      nextStep:
        'Billfold versucht es selbst erneut. Bleibt der Fehler, melden Sie ihn dem Anbieter oder prüfen Sie die Adresse des Kontos.',
    },
    'listing-endless': {
      message: 'Beim Anbieter endet die {list} nicht; nach {most} Einträgen wurde sie aufgegeben.',
      reassurance: archiveReassurance,
      nextStep: 'Melden Sie den Fehler dem Anbieter oder prüfen Sie die Adresse des Kontos.',
    },
    'previews-not-offered': {
      message: 'Der Server {host} bietet keine Vorschau auf kommende Rechnungen.',
      reassurance: 'Rechnungen werden trotzdem archiviert.',
      nextStep:
        'Alarme auf kommende Rechnungen sind mit diesem Server nicht möglich. Fragen Sie den Anbieter nach einem neueren.',
    },
    'vendor-busy': {
      message: 'Der Anbieter ändert gerade dieselben Daten.',
      reassurance: 'Es wurde nichts geändert.',
      nextStep: 'Warten Sie eine Minute und versuchen Sie es erneut.',
    },
    'change-refused': {
      message: 'Der Anbieter hat die Änderung nicht angenommen. {vendorWords}',
      reassurance: 'Es wurde nichts geändert; Ihre Eingaben sind noch da.',
      nextStep: 'Berichtigen Sie die Eingabe und speichern Sie erneut.',
    },
    'tax-id-refused': {
      message: 'Der Anbieter hat die Steuernummer nicht angenommen. {vendorWords}',
      reassurance: 'Es wurde nichts geändert; Ihre Eingaben sind noch da.',
      nextStep: 'Prüfen Sie Nummer und Art und fügen Sie sie erneut hinzu.',
    },
    'email-refused': {
      message: 'Der Anbieter hat die E-Mail-Adresse nicht angenommen. {vendorWords}',
      reassurance: 'Es wurde nichts geändert; Ihre Eingaben sind noch da.',
      nextStep: 'Berichtigen Sie die Adresse und speichern Sie erneut.',
    },
    'email-missing': {
      message: 'Die E-Mail-Adresse fehlt.',
      reassurance: 'Es wurde nichts geändert.',
      nextStep: 'Geben Sie eine ganze Adresse mit Namen und Host ein.',
    },
    'email-malformed': {
      message: '„{input}“ ist keine E-Mail-Adresse.',
      reassurance: 'Es wurde nichts geändert.',
      nextStep: 'Geben Sie eine ganze Adresse mit Namen und Host ein oder lassen Sie das Feld leer.',
    },
    'support-address-missing': {
      message: 'Billfold kennt die Support-Adresse von {account} nicht.',
      reassurance: '',
      nextStep: 'Tragen Sie sie unter Einstellungen → Konten → Support-Adresse ein.',
    },
    'change-not-applied': {
      message: '{host} hat nicht geantwortet, und die Änderung ist dort nicht angekommen.',
      reassurance: 'Es wurde nichts geändert; Ihre Eingaben sind noch da.',
      nextStep: 'Speichern Sie erneut.',
    },
    'change-not-there-yet': {
      message: '{host} hat nicht geantwortet. Die Änderung ist nicht da, kann aber noch ankommen.',
      reassurance: 'Ihre Eingaben sind noch da.',
      nextStep:
        'Speichern Sie erneut: Sie wird höchstens einmal gemacht. Oder wählen Sie später „Aktualisieren“ und vergleichen Sie.',
    },
    'change-unknown': {
      message: '{host} hat nicht geantwortet und ist nicht erreichbar: Die Änderung kann erfolgt sein oder nicht.',
      reassurance: 'Ihre Eingaben sind noch da.',
      nextStep:
        'Sobald der Anbieter erreichbar ist, wählen Sie „Aktualisieren“ und vergleichen, bevor Sie erneut speichern.',
    },
    'tax-id-exists': {
      message: 'Die Steuernummer {value} ist schon vorhanden.',
      reassurance: 'Es wurde nichts geändert.',
      nextStep: 'Entfernen Sie zuerst die alte, wenn sie neu geprüft werden soll.',
    },
    'document-not-pdf': {
      message: 'Die Datei, die der Anbieter für Rechnung {invoice} geschickt hat, ist kein PDF: Sie enthält {found}.',
      reassurance: 'An ihrer Stelle wurde nichts gespeichert; die Beträge der Rechnung bleiben erhalten.',
      nextStep: 'Versuchen Sie später „Erneut abrufen“ oder laden Sie das PDF beim Anbieter herunter.',
    },
    'document-unavailable': {
      message: 'Der Anbieter hat das PDF der Rechnung {invoice} nicht herausgegeben.',
      reassurance: 'Die Beträge der Rechnung bleiben erhalten.',
      nextStep: 'Versuchen Sie später „Erneut abrufen“. Auch der nächste Abgleich versucht es.',
    },
    'document-truncated': {
      message: 'Das PDF der Rechnung {invoice} brach beim Abrufen ab.',
      reassurance: 'Die unvollständige Datei wurde verworfen; die Beträge der Rechnung bleiben erhalten.',
      nextStep: 'Versuchen Sie „Erneut abrufen“. Auch der nächste Abgleich versucht es.',
    },
    'document-too-large': {
      message: 'Das PDF von {invoice} ist größer als {megabytes} MB.',
      reassurance: 'Die Beträge sind im Archiv. Alle anderen Rechnungen sind gespeichert.',
      nextStep:
        'Laden Sie es von der Seite des Anbieters und bewahren Sie es selbst auf; Billfold versucht es bei jedem Abgleich erneut.',
    },
    'document-missing': {
      message: 'Das PDF der Rechnung {invoice} ist nicht im Archiv.',
      reassurance: 'Die Beträge der Rechnung bleiben erhalten.',
      nextStep: 'Wählen Sie „Erneut abrufen“. Entwürfe haben noch kein PDF.',
    },
    'document-encrypted': {
      message: 'Das PDF {invoice} ist mit einem Passwort geschützt.',
      reassurance: 'Die Datei selbst ist unverändert.',
      nextStep: 'Geben Sie das Passwort unter „Rechnungen → Import“ ein; Billfold lässt die Datei, wie sie ist.',
    },
    'document-password-wrong': {
      message: 'Dieses Passwort öffnet {invoice} nicht.',
      reassurance: 'Die Datei bleibt, wie sie ist.',
      nextStep: 'Versuchen Sie es noch einmal. Oft ist es die Kundennummer, ein Geburtsdatum oder eine Postleitzahl.',
    },
    'document-too-demanding': {
      message:
        'Das Dokument von {invoice} entpackt sich zu so viel, dass das Lesen mehr als {megabytes} MB Speicher bräuchte.',
      reassurance: 'Die Datei bleibt, wie sie ist.',
      nextStep:
        'Öffnen Sie sie mit einem anderen Programm. Kommt sie von jemandem, den Sie nicht kennen, trauen Sie ihr nicht.',
    },
    'document-damaged': {
      message: 'Das PDF {invoice} ist beschädigt und nicht lesbar.',
      reassurance: 'Die Datei selbst ist unverändert.',
      nextStep: 'Lassen Sie sich das Dokument neu schicken.',
    },
    'file-not-pdf': {
      message: '{file} ist weder ein PDF noch eine elektronische Rechnung: Die Datei enthält {found}.',
      reassurance: 'Nichts wurde importiert; die Datei ist unverändert.',
      nextStep: 'Speichern Sie das Dokument als PDF und importieren Sie dieses.',
    },
    'xml-not-invoice': {
      message: '{file} ist keine elektronische Rechnung, die Billfold lesen kann: Die Datei ist {found}.',
      reassurance: 'Nichts wurde importiert; die Datei ist unverändert.',
      nextStep: 'Bitten Sie den Absender um die Rechnung als XRechnung, Peppol, ZUGFeRD, Factur-X oder PDF.',
    },
    'container-unreadable': {
      message: 'Die Datei {file} kann nicht gelesen werden: {reason}.',
      reassurance: 'Nichts wurde importiert; die Datei ist unverändert.',
      nextStep: 'Speichern Sie den Anhang einzeln und importieren Sie ihn.',
    },
    'inside-unreadable': {
      message: 'Die Datei {inside} in {file} kann nicht gelesen werden: {reason}.',
      reassurance: 'Die übrigen Dateien darin wurden gelesen; keine wurde verändert.',
      nextStep: 'Speichern Sie den Anhang einzeln und importieren Sie ihn.',
    },
    'nothing-inside': {
      message: 'In {file} ist weder ein PDF noch eine elektronische Rechnung.',
      reassurance: 'Nichts wurde importiert; die Datei ist unverändert.',
      nextStep:
        'Steht die Rechnung hinter einem Link in der Mail, laden Sie sie herunter und importieren Sie die Datei.',
    },
    'mailbox-not-found': {
      message: 'Dieses Postfach wird nicht mehr gelesen.',
      reassurance: 'Was daraus kam, ist noch da.',
      nextStep: 'Es wurde inzwischen entfernt.',
    },
    'mailbox-exists': {
      message: 'Dieser Ordner von {user} auf {host} wird schon gelesen.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: '',
    },
    'mailbox-password-missing': {
      message: 'Das Passwort von {user} auf {host} ist nicht mehr da.',
      reassurance: 'Nichts ging verloren; keine Mail wurde übergangen.',
      nextStep: 'Geben Sie es noch einmal ein.',
    },
    'mailbox-login-refused': {
      message: '{host} hat das Passwort von {user} nicht angenommen. {serverWords}',
      reassurance:
        'Nichts ging verloren; keine Mail wurde übergangen. Billfold versucht es nicht von selbst noch einmal, damit niemand ausgesperrt wird.',
      nextStep:
        'Prüfen Sie den Benutzernamen und geben Sie das Passwort noch einmal ein. Viele Anbieter verlangen für Programme ein App-Passwort.',
    },
    'mailbox-cannot-move': {
      message: '{host} kann einzelne Mails nicht verschieben, ohne andere anzurühren.',
      reassurance: 'Gelesen werden die Mails trotzdem; nichts wurde verschoben.',
      nextStep: 'Nehmen Sie den Ordner weg, in den importierte Mails kommen sollen.',
    },
    'mailbox-full': {
      message: '{host} meldet, dass das Postfach voll ist oder zu viel gelesen wurde. {serverWords}',
      reassurance: 'Nichts ging verloren; das Lesen geht weiter, wo es aufhörte.',
      nextStep:
        'Billfold versucht es von selbst noch einmal. Dauert es an, schaffen Sie Platz im Postfach oder fragen Sie, wer den Mailserver betreibt.',
    },
    'sign-in-not-set-up': {
      message: 'Die Anmeldung bei {host} im Browser ist nicht eingerichtet.',
      reassurance: 'Nichts wurde geändert.',
      nextStep:
        'Bitten Sie Ihre Systembetreuung, Billfold zu registrieren und die Client-ID unter Einstellungen → Anmeldung bei Postfächern oder in der Richtlinie einzutragen. Bis dahin können Sie die Mails als Dateien speichern und importieren.',
    },
    'sign-in-elsewhere': {
      message: 'Diese Anmeldung gilt nicht für Postfächer auf {host}.',
      reassurance: 'Dorthin wurde nichts geschickt.',
      nextStep: 'Prüfen Sie den Namen des Servers, oder nehmen Sie ein Passwort.',
    },
    'sign-in-refused': {
      message: '{host} hat die Anmeldung nicht zugelassen. {serverWords}',
      reassurance: 'Nichts wurde geändert.',
      nextStep:
        'Versuchen Sie es noch einmal. Muss Ihr Unternehmen Billfold erst erlauben, kann das Ihre Systembetreuung.',
    },
    'sign-in-timeout': {
      message: 'Innerhalb von {minutes} Minuten hat sich niemand im Browser angemeldet.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Versuchen Sie es noch einmal, wenn Sie so weit sind.',
    },
    'sign-in-ended': {
      message: '{host} möchte, dass {user} sich neu anmeldet.',
      reassurance: 'Nichts ging verloren; keine Mail wurde übergangen.',
      nextStep: 'Wählen Sie beim Postfach „Neu anmelden“.',
    },
    'mailbox-folder-missing': {
      message: 'Auf {host} gibt es keinen Ordner „{folder}“.',
      reassurance: 'Nichts ging verloren.',
      nextStep: 'Prüfen Sie seinen Namen. Der Posteingang heißt überall INBOX.',
    },
    'mailbox-refused': {
      message: '{host} hat eine Anfrage abgelehnt. {serverWords}',
      reassurance: 'Nichts ging verloren; das Lesen geht weiter, wo es aufhörte.',
      nextStep: 'Billfold versucht es von selbst noch einmal. Dauert es an, fragen Sie, wer den Mailserver betreibt.',
    },
    'channel-not-found': {
      message: 'Diesen Kanal gibt es nicht.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Vielleicht wurde er inzwischen entfernt.',
    },
    'channel-address-invalid': {
      message: 'An diese Adresse kann Billfold nicht senden.',
      reassurance: 'Nichts wurde gespeichert.',
      nextStep:
        'Kopieren Sie die ganze https-Adresse aus dem Dienst. Benutzername und Passwort darin sind nicht erlaubt.',
    },
    'channel-key-invalid': {
      message: 'Mit diesem Schlüssel kann Billfold nicht signieren.',
      reassurance: 'Nichts wurde gespeichert.',
      nextStep:
        'Kopieren Sie den ganzen Schlüssel aus dem Dienst, oder lassen Sie ihn weg: Dann erzeugt Billfold einen.',
    },
    'channel-not-allowed': {
      message: 'Ihre Organisation erlaubt Kanäle wie {channel} nicht.',
      reassurance: 'Benachrichtigungen auf diesem Computer kommen weiter an.',
      nextStep: 'Wählen Sie eine andere Art Kanal, oder fragen Sie, wer diesen Computer betreut.',
    },
    'channel-secret-missing': {
      message: 'Passwort oder Adresse von {channel} ist nicht mehr da.',
      reassurance: 'Was wartet, wird gesendet, sobald es wieder da ist.',
      nextStep: 'Entfernen Sie den Kanal und fügen Sie ihn neu hinzu.',
    },
    'channel-refused': {
      message: '{host} hat die Nachricht nicht angenommen (Status {status}). {serverWords}',
      reassurance: 'Sie ging nicht verloren.',
      nextStep: 'Billfold versucht es noch einmal. Dauert es an, prüfen Sie, ob die Adresse noch gilt.',
    },
    'mail-login-refused': {
      message: '{host} hat das Passwort von {user} nicht angenommen. {serverWords}',
      reassurance: 'Nichts ging verloren.',
      nextStep: 'Prüfen Sie Benutzernamen und Passwort. Viele Anbieter verlangen für Programme ein App-Passwort.',
    },
    'mail-refused': {
      message: '{host} hat die Mail nicht angenommen. {serverWords}',
      reassurance: 'Sie ging nicht verloren.',
      nextStep: 'Billfold versucht es noch einmal. Dauert es an, fragen Sie, wer den Mailserver betreibt.',
    },
    'mail-not-encrypted': {
      message: '{host} bietet keine Verschlüsselung an.',
      reassurance: 'Kein Passwort und keine Mail wurde gesendet.',
      nextStep: 'Prüfen Sie den Port, oder wählen Sie TLS von Anfang an.',
    },
    'recipient-refused': {
      message: 'Der Mailserver stellt {recipients} nicht zu. {serverWords}',
      reassurance: 'Die anderen bekommen ihre Mail.',
      nextStep: 'Prüfen Sie die Adresse.',
    },
    'file-too-large': {
      message: '{file} ist größer als {megabytes} MB.',
      reassurance: 'Nichts wurde importiert; die Datei ist unverändert.',
      nextStep:
        'Speichern Sie das Dokument kleiner, zum Beispiel mit geringer aufgelösten Scans, und importieren Sie dieses.',
    },
    'import-duplicate': {
      message: '{file} ist Byte für Byte schon im Archiv: Rechnung {invoice} von {account}.',
      reassurance: 'Nichts wurde doppelt importiert.',
      nextStep: '',
    },
    'seller-not-found': {
      message: 'Es gibt keinen Verkäufer „{seller}“.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Öffnen Sie „Verkäufer“ und wählen Sie einen anderen.',
    },
    'seller-mark-unusable': {
      message: '„{input}“ könnte zu jedem Verkäufer gehören.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Geben Sie einen ganzen Namen, eine Steuernummer, ein Bankkonto oder eine Mail-Domain ein.',
    },
    'seller-alarm': {
      message: '{file} sieht wie eine Rechnung von {seller} aus, und etwas daran ist anders als bisher.',
      reassurance: 'Sie wurde nicht ins Archiv übernommen.',
      nextStep:
        'Vergleichen Sie alt und neu, fragen Sie den Verkäufer auf einem bekannten Weg, dann bestätigen Sie oder lehnen ab.',
    },
    'seller-split-empty': {
      message: 'Von {seller} wurde nichts ausgewählt, das abgetrennt werden soll.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Wählen Sie, woran man die andere Firma erkennt.',
    },
    'import-waiting': {
      message: '{file} wartet schon auf Ihre Bestätigung.',
      reassurance: 'Nichts wurde doppelt importiert.',
      nextStep: '',
    },
    'layout-not-found': {
      message: 'Diese Berichtigung kennt Billfold nicht mehr.',
      reassurance: 'Es wurde nichts geändert.',
      nextStep: 'Sehen Sie die Liste noch einmal an: Vielleicht hat jemand sie entfernt.',
    },
    'import-not-found': {
      message: 'Diese Datei wartet nicht mehr auf Bestätigung.',
      reassurance: 'Das Archiv ist unverändert.',
      nextStep: 'Sie wurde inzwischen importiert oder verworfen.',
    },
    'import-amount-too-large': {
      message: 'Keine Rechnung lautet auf {amount}: Höchstens {largest} werden übernommen.',
      reassurance: 'Nichts wurde importiert oder geändert.',
      nextStep: 'Sehen Sie nach, ob ein Komma fehlt oder eine Ziffer zu viel eingegeben wurde.',
    },
    'invoice-not-imported': {
      message: 'Rechnung {invoice} kam vom Anbieter.',
      reassurance: 'Sie ist unverändert.',
      nextStep: 'Nur importierte Rechnungen lassen sich bearbeiten oder entfernen.',
    },
    'folder-is-ours': {
      message: 'In {folder} bewahrt Billfold seine eigenen Dateien auf.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Wählen Sie einen Ordner außerhalb davon.',
    },
    'account-not-found': {
      message: 'Es gibt kein Konto „{account}“.',
      reassurance: '',
      nextStep: 'Lassen Sie sich die Konten auflisten, um ihre Namen zu sehen.',
    },
    'no-account-chosen': {
      message: 'Es ist kein Konto gewählt.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Wählen Sie ein Konto oder verbinden Sie eines.',
    },
    'account-name-taken': {
      message: 'Es gibt schon ein Konto mit dem Namen „{name}“.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Wählen Sie einen anderen Namen.',
    },
    'account-name-closed': {
      message: 'Ein geschlossenes Konto heißt „{name}“.',
      reassurance: 'Nichts wurde geändert.',
      nextStep:
        'Wählen Sie einen anderen Namen, oder benennen Sie das geschlossene Konto unter Einstellungen → Konten um.',
    },
    'account-closed': {
      message: 'Das Konto „{account}“ ist geschlossen: Billfold hat keinen Schlüssel dafür und überwacht es nicht.',
      reassurance: 'Seine Rechnungen sind im Archiv: Sie lassen sich suchen, exportieren und prüfen.',
      nextStep: 'Um damit weiterzumachen, verbinden Sie denselben Kunden noch einmal.',
    },
    'account-name-empty': {
      message: 'Das Konto hat keinen Namen.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Geben Sie einen Namen ein, zum Beispiel den des Anbieters.',
    },
    'documents-alone': {
      message: '{account} hat keinen Schlüssel: Die Rechnungen kommen als Dokumente.',
      reassurance: 'Nichts wurde geändert.',
      nextStep:
        'Importieren Sie sie unter Rechnungen → Importieren, oder lassen Sie einen Ordner oder ein Postfach lesen.',
    },
    'key-missing': {
      message: 'Billfold hat keinen Schlüssel für „{account}“.',
      reassurance: 'Archiv und Warnungen bleiben erhalten.',
      nextStep:
        'Geben Sie den Schlüssel unter Einstellungen → Konten erneut ein oder setzen Sie BILLFOLD_STRIPE_KEY für die Befehlszeile.',
    },
    'no-key-given': {
      message: 'Es wurde kein Schlüssel angegeben.',
      reassurance: 'Es wurde nichts gespeichert.',
      nextStep:
        'Kopieren Sie den Schlüssel beim Anbieter und geben Sie ihn ein, wenn Sie gefragt werden, oder setzen Sie BILLFOLD_STRIPE_KEY oder BILLFOLD_IMAGEKIT_KEY.',
    },
    'key-handle-expired': {
      message: 'Billfold hat den eingefügten Schlüssel nicht mehr.',
      reassurance: 'Es wurde nichts gespeichert.',
      nextStep: 'Kopieren Sie den Schlüssel beim Anbieter und fügen Sie ihn erneut ein.',
    },
    'key-not-this-accounts': {
      message: 'Der Schlüssel in {variable} ist nicht der von „{account}“; er wurde nicht gesendet.',
      reassurance: 'Nichts wurde geändert.',
      nextStep:
        'Setzen Sie die Variable auf den Schlüssel, mit dem das Konto angelegt wurde, oder ersetzen Sie den Schlüssel des Kontos.',
    },
    'key-malformed': {
      message: 'Das sieht nicht wie ein Schlüssel aus.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Kopieren Sie beim Anbieter den ganzen Schlüssel und versuchen Sie es erneut. Erwartet: {expected}.',
    },
    'secret-store-failed': {
      message: 'Der Schlüsselspeicher des Betriebssystems hat den Schlüssel nicht herausgegeben.',
      reassurance: 'Archiv und Warnungen bleiben erhalten.',
      nextStep: '{reason}',
    },
    'base-url-missing': {
      message: 'Die Adresse des Servers fehlt.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Geben Sie eine ein, oder lassen Sie die Angabe weg, um den Server des Anbieters zu verwenden.',
    },
    'base-url-not-allowed': {
      message: 'Die Adresse {url} kann nicht verwendet werden. {reason}',
      reassurance: 'Nichts wurde geändert.',
      nextStep:
        'Verwenden Sie https://host oder https://host:port ohne Pfad; http nur für diesen Computer (127.0.0.1, localhost).',
    },
    'role-forbids': {
      message: 'Mit der Rolle „Nur lesen“ ist {action} in diesem Konto nicht möglich.',
      reassurance: 'Nichts wurde geändert.',
      nextStep:
        'Fragen Sie einen Administrator oder die Finanzabteilung oder legen Sie das Konto mit einer anderen Rolle an.',
    },
    'source-not-supported': {
      message: 'Das Konto ist über „{source}“ verbunden; dort gibt es das nicht.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Fügen Sie in Billfolds Fenster unter „Einstellungen → Konten“ die andere Quelle des Kontos hinzu.',
    },
    'source-exists': {
      message: 'Das Konto hat die Quelle „{source}“ schon.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Um einen anderen Schlüssel zu verwenden, ersetzen Sie ihn unter „Einstellungen → Konten“.',
    },
    'amount-missing': {
      message: 'Der Betrag fehlt.',
      reassurance: '',
      nextStep: 'Geben Sie einen ein, zum Beispiel 500.',
    },
    'amount-not-a-number': {
      message: '„{input}“ ist kein Betrag.',
      reassurance: '',
      nextStep: 'Schreiben Sie ihn wie {example}.',
    },
    'amount-ambiguous': {
      message: '„{input}“ ist nicht eindeutig: Ihre Region schreibt Beträge anders.',
      reassurance: '',
      nextStep: 'Schreiben Sie es wie {example}.',
    },
    'amount-too-precise': {
      message: '„{input}“ hat mehr Nachkommastellen als {currency} ({decimals}).',
      reassurance: '',
      nextStep: 'Geben Sie weniger Nachkommastellen ein.',
    },
    'quantity-not-understood': {
      message: '„{input}“ ist keine Schwelle für Nutzung.',
      reassurance: '',
      nextStep: 'Schreiben Sie es wie {example}.',
    },
    'amount-out-of-range': {
      message: '„{input}“ liegt außerhalb dessen, was eine Warnung überwachen kann.',
      reassurance: '',
      nextStep: 'Geben Sie einen Betrag über null und unter 90 Billionen ein.',
    },
    'alert-not-comparable': {
      message: 'Diese Warnung könnte nie verglichen werden. {reason}',
      reassurance: 'Sie wurde nicht gespeichert; Ihre anderen Warnungen sind unverändert.',
      nextStep: 'Wählen Sie einen anderen Betrag, eine andere Währung oder eine andere Art von Warnung.',
    },
    'alert-not-found': {
      message: 'Diese Warnung gibt es nicht mehr.',
      reassurance: '',
      nextStep: 'Öffnen Sie die Liste der Warnungen erneut.',
    },
    'alert-ambiguous': {
      message: 'Die IDs mehrerer Warnungen beginnen mit „{alert}“.',
      reassurance: 'Es wurde keine Warnung geändert.',
      nextStep: 'Geben Sie mehr von der ID an.',
    },
    'findings-changed': {
      message: 'Das Archiv wurde inzwischen erneut geprüft, es können also andere Befunde sein.',
      reassurance: 'Es wurde nichts akzeptiert.',
      nextStep: 'Sehen Sie sich die Liste an, wie sie jetzt ist, und akzeptieren Sie noch einmal.',
    },
    'finding-not-found': {
      message: 'Es gibt keinen Befund {finding}, der sich akzeptieren oder wieder öffnen ließe.',
      reassurance: '',
      nextStep:
        'Prüfen Sie das Archiv erneut und nehmen Sie die ID von dort. Fehlende und beschädigte PDFs werden neu geladen, nicht akzeptiert.',
    },
    'alert-exists': {
      message: 'Dieses Konto hat genau diese Warnung schon.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Geben Sie einen anderen Betrag ein oder behalten Sie den vorhandenen.',
    },
    'archive-away': {
      message:
        'Das Archiv liegt nicht in {folder}: Das Laufwerk ist nicht angeschlossen, oder es ist ein anderer Ordner.',
      reassurance: 'Dorthin wurde nichts geschrieben.',
      nextStep:
        'Schließen Sie das Laufwerk an und versuchen Sie es noch einmal. Liegt das Archiv jetzt woanders, wählen Sie seinen Ordner unter Einstellungen → Archiv.',
    },
    'folder-not-found': {
      message: 'Den Ordner {folder} gibt es nicht.',
      reassurance: 'Es wurde nichts geschrieben.',
      nextStep: 'Wählen Sie einen anderen Ordner oder verbinden Sie das Laufwerk.',
    },
    'no-folder-chosen': {
      message: 'Der Ordner ist nicht mehr gewählt.',
      reassurance: 'Es wurde nichts geschrieben.',
      nextStep: 'Wählen Sie den Ordner noch einmal.',
    },
    'folder-nested': {
      message: 'Der Ordner {folder} liegt im Ordner des Archivs oder enthält ihn.',
      reassurance: 'Das Archiv ist, wo es war.',
      nextStep: 'Wählen Sie einen Ordner, der davon getrennt ist.',
    },
    'folder-of-another-archive': {
      message: 'Der Ordner {folder} gehört zu einem anderen Billfold-Archiv.',
      reassurance: 'Dort wurde nichts geändert, und dieses Archiv ist, wo es war.',
      nextStep: 'Wählen Sie einen anderen Ordner. Jedes Archiv braucht seinen eigenen.',
    },
    'folder-read-only': {
      message: 'Billfold darf nicht in {folder} schreiben.',
      reassurance: 'Was dort war, ist unverändert.',
      nextStep: 'Wählen Sie einen anderen Ordner oder bitten Sie um Schreibrechte.',
    },
    'disk-full': {
      message: 'In {folder} ist kein Platz mehr.',
      reassurance: 'Jede bisher geschriebene Datei ist vollständig; der Rest wurde nicht begonnen.',
      nextStep: 'Schaffen Sie Platz und starten Sie erneut: Was schon da ist, wird nicht doppelt geschrieben.',
    },
    'file-failed': {
      message: 'Die Datei {file} konnte nicht geschrieben oder gelesen werden ({reason}).',
      reassurance: 'Keine andere Datei wurde geändert.',
      nextStep: 'Prüfen Sie das Laufwerk und versuchen Sie es erneut.',
    },
    'attachment-not-found': {
      message: 'In diesem PDF ist keine Datei „{attachment}“.',
      reassurance: 'Es wurde nichts gespeichert.',
      nextStep: 'Öffnen Sie das PDF erneut, um zu sehen, was darin ist.',
    },
    'attachment-unreadable': {
      message: 'Die Datei „{attachment}“ in dem PDF ist nicht lesbar.',
      reassurance: 'Es wurde nichts gespeichert; das PDF ist unverändert.',
      nextStep: 'Öffnen Sie das PDF mit einem anderen Programm oder bitten Sie den Absender um eine neue Kopie.',
    },
    'plan-file-invalid': {
      message: 'Die Datei {file} enthält keinen Tarif, den Billfold versteht.',
      reassurance: 'Der Tarif des Kontos ist unverändert.',
      nextStep: 'Berichtigen Sie die Datei und führen Sie den Befehl erneut aus.',
    },
    'plan-field-invalid': {
      message: 'Der Tarif in {file} hat für „{field}“ keinen brauchbaren Wert.',
      reassurance: 'Der Tarif des Kontos ist unverändert.',
      nextStep: 'Berichtigen Sie die Datei und führen Sie den Befehl erneut aus.',
    },
    'nothing-to-export': {
      message: 'Keine Rechnung passt.',
      reassurance: 'Es wurde nichts geschrieben.',
      nextStep: 'Wählen Sie einen anderen Zeitraum oder ein anderes Konto oder starten Sie zuerst einen Abgleich.',
    },
    'handover-profile-not-found': {
      message: 'Ein Übergabeprofil {profile} gibt es nicht.',
      reassurance: 'Es wurde nichts geändert.',
      nextStep: 'Wählen Sie ein anderes Profil.',
    },
    'handover-profile-invalid': {
      message: 'Das Buchhaltungsprogramm nimmt das nicht an: {field}.',
      reassurance: 'Es wurde nichts gespeichert.',
      nextStep: 'Berichtigen Sie es und speichern Sie erneut.',
    },
    'handover-name-taken': {
      message: 'Ein anderes Profil heißt „{name}“.',
      reassurance: 'Es wurde nichts gespeichert.',
      nextStep: 'Wählen Sie einen anderen Namen.',
    },
    'handover-file-invalid': {
      message: '{file} ist kein Übergabeprofil: {field} ist nicht lesbar.',
      reassurance: 'Es wurde nichts geändert.',
      nextStep: 'Wählen Sie eine Datei, die mit „Profil in Datei speichern“ entstanden ist.',
    },
    'handover-not-ready': {
      message: '{invoices} Rechnungen sind noch nicht zur Übergabe bereit.',
      reassurance: 'Es wurde nichts geschrieben.',
      nextStep:
        'Beantworten Sie die offenen Fragen oder lassen Sie diese Rechnungen aus; sie warten auf den nächsten Stapel.',
    },
    'handover-plan-changed': {
      message: 'Die Rechnungen oder ihre Zuordnung haben sich seit der Vorschau geändert.',
      reassurance: 'Es wurde nichts geschrieben.',
      nextStep: 'Prüfen Sie die neue Vorschau und übergeben Sie erneut.',
    },
    ...teamErrorsDe,
    'nothing-to-hand-over': {
      message: 'Alles ist bereits übergeben.',
      reassurance: 'Es wurde nichts geschrieben.',
      nextStep: 'Neue und geänderte Rechnungen erscheinen hier nach dem nächsten Abgleich.',
    },
    'handover-batch-not-found': {
      message: 'Einen Stapel {batch} gibt es nicht.',
      reassurance: 'Es wurde nichts geändert.',
      nextStep: 'Wählen Sie einen anderen Stapel.',
    },
    'handover-not-newest': {
      message: 'Nur der neueste Stapel eines Profils lässt sich zurücknehmen.',
      reassurance: 'Es wurde nichts geändert.',
      nextStep: 'Nehmen Sie zuerst die späteren Stapel zurück, den neuesten zuerst.',
    },
    'rate-invalid': {
      message: '„{input}“ ist kein Umrechnungskurs.',
      reassurance: 'Es wurde nichts gespeichert.',
      nextStep: 'Geben Sie ein, wie viel der fremden Währung eine Einheit der eigenen wert ist, zum Beispiel 1.0842.',
    },
    'tax-parts-wrong': {
      message: 'Die Beträge zur Rechnung {invoice} ergeben nicht ihre Summe.',
      reassurance: 'Es wurde nichts gespeichert.',
      nextStep: 'Prüfen Sie die Beträge; die Steuer ist jeweils enthalten.',
    },
    'template-empty': {
      message: 'Die Vorlage für Dateinamen fehlt.',
      reassurance: 'Es wurde nichts geschrieben.',
      nextStep: 'Geben Sie eine ein; die Vorschau zeigt das Ergebnis.',
    },
    'template-invalid': {
      message: 'Die Vorlage für Dateinamen „{template}“ kann nicht verwendet werden: {reason}.',
      reassurance: 'Es wurde nichts geschrieben.',
      nextStep: 'Korrigieren Sie die Vorlage; die Vorschau zeigt das Ergebnis.',
    },
    'budget-not-found': {
      message: 'Dieses Budget wurde entfernt.',
      reassurance: 'Es wurde nichts geändert.',
      nextStep: 'Legen Sie es neu an, wenn Sie es noch brauchen.',
    },
    'budget-mixes-practice': {
      message: 'Ein Budget kann nicht Übungskonten und echte Konten zugleich umfassen.',
      reassurance: 'Es wurde nichts gespeichert.',
      nextStep: 'Wählen Sie Konten einer Art.',
    },
    'to-do-not-found': {
      message: 'Das ist schon erledigt.',
      reassurance: 'Es wurde nichts geändert.',
      nextStep: 'Sehen Sie sich die Liste an, wie sie jetzt ist.',
    },
    'to-do-ends-itself': {
      message: 'Das verschwindet aus der Liste, sobald der Grund dafür weg ist.',
      reassurance: 'Es wurde nichts geändert.',
      nextStep: 'Stellen Sie es zurück, oder gehen Sie den nächsten Schritt.',
    },
    'filter-name-empty': {
      message: 'Eine gespeicherte Suche braucht einen Namen.',
      reassurance: 'Es wurde nichts gespeichert.',
      nextStep: 'Geben Sie einen Namen ein.',
    },
    'filter-name-taken': {
      message: 'Es gibt schon eine gespeicherte Suche namens „{name}“.',
      reassurance: 'Diese bleibt unverändert.',
      nextStep: 'Wählen Sie einen anderen Namen oder entfernen Sie zuerst die andere Suche.',
    },
    'invoice-not-found': {
      message: 'Die Rechnung {invoice} ist nicht im Archiv.',
      reassurance: '',
      nextStep: 'Starten Sie einen Abgleich und sehen Sie erneut nach.',
    },
    'setting-invalid': {
      message: 'Die Einstellung „{setting}“ kann diesen Wert nicht haben: {reason}.',
      reassurance: 'Der alte Wert bleibt.',
      nextStep: 'Wählen Sie einen anderen Wert.',
    },
    'setting-locked': {
      message: 'Die Einstellung „{setting}“ legt Ihre Organisation fest.',
      reassurance: 'Es wurde nichts geändert.',
      nextStep: 'Wenn Sie einen anderen Wert brauchen, fragen Sie, wer Ihre Computer betreut.',
    },
    'host-not-allowed': {
      message: 'Ihre Organisation erlaubt Billfold keine Verbindung zu {host}.',
      reassurance: 'Dorthin wurde nichts gesendet.',
      nextStep:
        'Wenn Sie diesen Server brauchen, bitten Sie Ihre Computerbetreuung, ihn in Billfolds Richtlinie aufzunehmen.',
    },
    'policy-broken': {
      message: 'Die Richtliniendatei Ihrer Organisation, {file}, ist nicht zu verstehen (bei: {field}).',
      reassurance:
        'Bis sie in Ordnung ist, verbindet sich Billfold mit keinem Server, und Einstellungen lassen sich nicht ändern. Ihre Daten sind sicher; Sie können sie ansehen und exportieren.',
      nextStep: 'Bitten Sie Ihre Computerbetreuung, die Datei zu berichtigen, und starten Sie Billfold dann neu.',
    },
    'policy-not-trusted': {
      message: 'Die Richtliniendatei {file} gilt nicht, denn nicht nur Administratoren könnten sie geschrieben haben.',
      reassurance: 'Billfold arbeitet ohne sie.',
      nextStep:
        'Bitten Sie Ihre Computerbetreuung, die Datei und ihren Ordner nur Administratoren zum Schreiben freizugeben.',
    },
    'database-too-new': {
      message:
        'Der Datenordner wurde von einem neueren Billfold geschrieben (Version {found}, dieses liest bis {supported}).',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Aktualisieren Sie Billfold oder verwenden Sie einen anderen Datenordner.',
    },
    'database-corrupt': {
      message: 'Die Datenbank ist beschädigt ({reason}).',
      reassurance: 'Sie bleibt, wie sie ist, ebenso die Rechnungsdateien.',
      nextStep: 'Sie können {ways}. Dabei wird nichts gelöscht.',
    },
    'database-missing': {
      message: 'Die Datenbank billfold.db ist nicht in {folder}, andere Dateien von Billfold aber schon.',
      reassurance: 'Nichts wurde neu begonnen und nichts geändert.',
      nextStep: 'Sie können {ways}. Dabei wird nichts gelöscht.',
    },
    'database-busy': {
      message: 'Ein anderes Programm hält die Datenbank {file} für sich allein geöffnet.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Beenden Sie Programme, die sie kopieren, prüfen oder öffnen, und versuchen Sie es erneut.',
    },
    'data-folder-read-only': {
      message:
        'In den Datenordner {folder} kann nicht geschrieben werden. Billfold kann seinen Inhalt nur zeigen und exportieren.',
      reassurance: 'Nichts darin wurde geändert. Nichts wird überwacht oder abgeglichen.',
      nextStep: 'Machen Sie den Ordner beschreibbar oder verwenden Sie einen anderen Datenordner.',
    },
    'data-folder-not-empty': {
      message: 'In {folder} sind schon Daten von Billfold.',
      reassurance: 'Sie sind unverändert.',
      nextStep: 'Bestätigen Sie, dass sie ersetzt werden sollen: Sie werden dann beiseitegelegt, nicht gelöscht.',
    },
    'data-folder-in-use': {
      message: 'Billfold ist mit {folder} geöffnet.',
      reassurance: 'Nichts wurde geändert.',
      nextStep:
        'Beenden Sie das Fenster von Billfold, warten Sie das Ende anderer Befehle ab und versuchen Sie es erneut.',
    },
    'backup-not-found': {
      message: 'In {place} ist keine vollständige Sicherung.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Wählen Sie den Ordner oder die ZIP-Datei, die beim Sichern entstanden ist.',
    },
    'no-backup-chosen': {
      message: 'Die Sicherung ist nicht mehr gewählt.',
      reassurance: 'Nichts wurde geändert.',
      nextStep: 'Wählen Sie die Sicherung noch einmal.',
    },
    'backup-damaged': {
      message: 'Die Sicherung kann nicht verwendet werden: {file} {reason}.',
      reassurance: 'Nichts wurde wiederhergestellt, Ihre Daten sind unverändert.',
      nextStep: 'Verwenden Sie eine andere Sicherung.',
    },
    'backup-too-new': {
      message: 'Die Sicherung stammt von einem neueren Billfold ({version}).',
      reassurance: 'Nichts wurde wiederhergestellt, Ihre Daten sind unverändert.',
      nextStep: 'Aktualisieren Sie Billfold und stellen Sie dann erneut wieder her.',
    },
    'no-space': {
      message: 'In {folder} ist nicht genug Platz.',
      reassurance: 'Was dort begonnen wurde, ist wieder entfernt; Ihre Daten sind unverändert.',
      nextStep: 'Schaffen Sie Platz oder wählen Sie ein anderes Laufwerk, und beginnen Sie noch einmal.',
    },
    'job-not-found': {
      message: 'Diesen Auftrag gibt es nicht mehr.',
      reassurance: '',
      nextStep: 'Starten Sie ihn erneut.',
    },
    'job-out-of-time': {
      message:
        'Der Vorgang wurde nach {minutes} Minuten beendet, weil der Server des Anbieters in dieser Zeit zu wenig geschickt hat.',
      reassurance: 'Alles, was bis dahin kam, bleibt erhalten.',
      nextStep:
        'Starten Sie ihn später erneut: Er macht weiter, wo er aufgehört hat. Bleibt es so, prüfen Sie Netzwerk und Adresse des Kontos.',
    },
    'job-running': {
      message: 'Diese Arbeit oder eine andere an denselben Dateien läuft schon.',
      reassurance: 'Sie läuft weiter.',
      nextStep: 'Warten Sie, bis sie fertig ist, oder brechen Sie sie ab.',
    },
    'not-confirmed': {
      message: 'Es wurde nicht bestätigt.',
      reassurance: 'Nichts wurde gesendet und nichts geändert.',
      nextStep: 'Versuchen Sie es noch einmal und bestätigen Sie es, wenn Sie es wollen.',
    },
    'window-not-focused': {
      message: 'Billfolds Fenster war nicht das vorderste.',
      reassurance: 'Es wurde nichts getan, und die Zwischenablage blieb, wie sie war.',
      nextStep: 'Klicken Sie in das Fenster und versuchen Sie es noch einmal.',
    },
    'too-often': {
      message: 'Das wurde in kurzer Zeit zu oft verlangt.',
      reassurance: 'Was davor verlangt wurde, ist geschehen.',
      nextStep: 'Warten Sie eine halbe Minute und versuchen Sie es noch einmal.',
    },
    cancelled: {
      message: 'Abgebrochen.',
      reassurance: 'Was bisher getan wurde, bleibt.',
      nextStep: 'Starten Sie erneut, um fortzufahren.',
    },
    'practice-only': { message: 'Das geht nur mit Übungskonten.', reassurance: 'Nichts wurde geändert.', nextStep: '' },
    'link-not-allowed': {
      message: 'Billfold öffnet keine Adressen von {host}.',
      reassurance: '',
      nextStep: 'Öffnen Sie die Abrechnungsseite des Anbieters in Ihrem Browser.',
    },
    'link-malformed': {
      message: 'Dieser Link führt zu keiner Website.',
      reassurance: '',
      nextStep: 'Öffnen Sie die Abrechnungsseite des Anbieters in Ihrem Browser.',
    },
    'cannot-open': {
      message: 'Das System konnte {what} nicht öffnen.',
      reassurance: '',
      nextStep: 'Prüfen Sie, ob es noch da ist und ob ein Programm dafür installiert ist, oder öffnen Sie es selbst.',
    },
    internal: {
      message: 'In Billfold ist etwas schiefgegangen (Kennung {reference}).',
      reassurance: archiveReassurance,
      nextStep:
        'Versuchen Sie es erneut. Bleibt der Fehler, senden Sie das Protokoll mit dieser Kennung an den Support.',
    },
  },
  templateProblems: {
    'unknown-field': 'das Feld {field} gibt es nicht',
    'half-bracket': 'einer geschweiften Klammer fehlt die andere Hälfte',
    'own-folder': 'sie darf nicht mit einem Laufwerk oder einem eigenen Ordner beginnen',
    'no-file-name': 'sie muss mit einem Dateinamen enden',
    dots: '. und .. sind keine Ordnernamen',
    'too-deep': 'sie hat mehr als 8 Ordner',
  },
  handoverFields: {
    datev: 'Berater- und Mandantennummer fehlen',
    free: 'es sind keine Spalten gewählt',
    creditor: 'eine Kreditorennummer besteht nur aus Ziffern, höchstens einer mehr als die Sachkontenlänge',
    'expense-account': 'ein Aufwandskonto besteht nur aus Ziffern, höchstens so vielen wie die Sachkontenlänge',
    'tax-key': 'ein Steuerschlüssel hat höchstens vier Ziffern',
  },
  permissionCosts: {
    rak_customer_read: 'Sie sehen Ihre Rechnungsdaten nicht und werden nicht nach Namen gefunden.',
    rak_subscription_read: 'Nichts kann überwacht werden: Ohne Abonnements gibt es keine nächste Rechnung.',
    rak_invoice_read: 'Ihre Rechnungen können nicht gesammelt werden.',
    rak_invoice_write:
      'Nichts kann überwacht werden: Für Stripe ist die Vorschau der nächsten Rechnung ein Schreiben. Billfold ändert keine Rechnung.',
    rak_product_read: 'Tarife und Posten haben keine Namen.',
    rak_plan_read: 'Sie sehen keine Einzelpreise, und Prognosen der Nutzung sind gröber.',
    rak_credit_note_read: 'Gutschriften fehlen im Archiv und in seinen Summen.',
    rak_tax_id_read: 'Sie sehen Ihre Steuernummern nicht.',
    rak_tax_rate_read: 'Steuern auf Rechnungen haben keine Namen.',
    rak_coupon_read: 'Rabatte auf Rechnungen haben keine Namen.',
    rak_payment_method_read: 'Sie erfahren nicht, dass Ihre Karte bald abläuft.',
    rak_payment_intent_read: 'Sie sehen nicht, warum eine Zahlung gescheitert ist.',
    rak_charge_read: 'Sie sehen keine Zahlungsbelege und nicht, warum eine Karte abgelehnt wurde.',
    rak_customer_write: 'Sie können Rechnungsdaten nicht in Billfold ändern.',
    rak_tax_id_write: 'Sie können Steuernummern nicht in Billfold ergänzen oder entfernen.',
    rak_subscription_write: 'Sie können ein Abonnement nicht in Billfold kündigen oder behalten.',
    rak_customer_portal_write: 'Sie kommen von Billfold aus nicht zu Stripes Seite für Zahlungsmittel.',
  },
  guardedActions: {
    account: 'das Umbenennen eines Kontos',
    alerts: 'das Ändern von Warnungen',
    'billing-details': 'das Ändern der Rechnungsdaten',
    subscription: 'das Kündigen oder Behalten eines Abonnements',
    'payment-method': 'das Ändern der Zahlungsart',
    payment: 'das Bezahlen von Rechnungen',
    plan: 'das Speichern des Nutzungstarifs',
    source: 'das Hinzufügen einer Quelle',
    'support-address': 'das Ändern der Support-Adresse',
    import: 'das Importieren von Rechnungen',
    annotations: 'das Ändern von Schlagwörtern und Notizen',
    references: 'das Ändern von Kostenstelle und Bestellnummer',
    findings: 'das Akzeptieren von Befunden',
    handover: 'das Übergeben an die Buchhaltung',
    channels: 'das Ändern, wem etwas gemeldet wird',
    sellers: 'das Ändern von Verkäufern',
  },
  unpackProblems: {
    encrypted: 'sie ist mit einem Passwort geschützt',
    damaged: 'sie ist beschädigt oder etwas anderes, als ihr Name sagt',
    'too-large': 'sie ist größer als 64 MB',
    'too-deep': 'sie ist zu tief verschachtelt',
    'too-many': 'es ist zu viel darin',
  },
  backupProblems: {
    missing: 'fehlt',
    changed: 'wurde seit der Sicherung verändert',
    unreadable: 'ist nicht lesbar',
    name: 'hat einen Namen, den keine Sicherung von Billfold hat',
  },
  recoveredName: 'Wiedergefundene Rechnungen',
  recoveryWays: {
    backup: 'die tägliche Sicherung {backup} einspielen',
    salvage: 'retten, was davon noch lesbar ist',
    adopt: 'die PDFs des Dokumentenordners wieder aufnehmen',
    fresh: 'neu beginnen, wobei das Vorhandene beiseitegelegt wird',
  },
  connecting: {
    reassurance: 'Es wurde nichts gespeichert.',
    'key-refused':
      'Prüfen Sie, ob der ganze Schlüssel kopiert wurde, oder erstellen Sie beim Anbieter einen neuen, und versuchen Sie es erneut.',
    'server-unreachable': 'Prüfen Sie Netzwerk, Proxy und die Adresse des Servers und versuchen Sie es dann erneut.',
    'server-timeout': 'Prüfen Sie Netzwerk, Proxy und die Adresse des Servers und versuchen Sie es dann erneut.',
    'rate-limited': 'Versuchen Sie es in einigen Minuten erneut. Die Statusseite des Anbieters weiß vielleicht mehr.',
    'server-failed': 'Versuchen Sie es in einigen Minuten erneut. Die Statusseite des Anbieters weiß vielleicht mehr.',
    'proxy-unreachable':
      'Prüfen Sie die Netzwerkverbindung und den Proxy unter Einstellungen → Netzwerk und versuchen Sie es dann erneut.',
    'proxy-refused': 'Lassen Sie den Server von Ihrer Netzwerkbetreuung erlauben und versuchen Sie es dann erneut.',
    'proxy-script-unavailable':
      'Prüfen Sie die Adresse unter Einstellungen → Netzwerk und versuchen Sie es dann erneut.',
  },
  found: { empty: 'gar nichts', html: 'eine Webseite', other: 'etwas anderes' },
  xmlProblems: {
    order: 'eine Bestellung (Order-X), keine Rechnung',
    'fattura-pa': 'eine italienische FatturaPA, die Billfold nicht lesen kann',
    xml: 'eine XML-Datei anderer Art',
    malformed: 'unvollständig oder beschädigt',
    doctype: 'mit einem eigenen Dokumenttyp geschrieben, der etwas verbergen könnte',
    'too-large': 'größer als jede Rechnung',
  },
  vendorObjects: {
    customer: 'Kunde',
    'tax-id': 'Steuernummer',
    subscription: 'Abonnement',
    'subscription-item': 'Abonnementposten',
    price: 'Preis',
    product: 'Produkt',
    preview: 'kommende Rechnung',
    invoice: 'Rechnung',
    'invoice-line': 'Rechnungsposition',
    'invoice-payment': 'Rechnungszahlung',
    'credit-note': 'Gutschrift',
    'credit-note-line': 'Gutschriftposition',
    'portal-session': 'Zahlungsseite',
    usage: 'Nutzung',
    'invoice-list': 'Liste der Rechnungen',
    'invoice-line-list': 'Liste der Rechnungspositionen',
    'invoice-payment-list': 'Liste der Rechnungszahlungen',
    'credit-note-list': 'Liste der Gutschriften',
    'credit-note-line-list': 'Liste der Gutschriftpositionen',
    'subscription-list': 'Liste der Abonnements',
    'subscription-item-list': 'Liste der Abonnementposten',
    'tax-id-list': 'Liste der Steuernummern',
    'customer-list': 'Kundenliste',
  },
  sources: { stripe: 'Stripe', imagekit: 'ImageKit' },
  teamRefusals: teamRefusalsDe,
  secretStoreProblems: {
    unavailable:
      'Er war nicht bereit, als Billfold zum ersten Mal danach fragte: Entsperren Sie ihn und starten Sie Billfold neu. Hat dieser Computer keinen, richten Sie einen ein (unter Linux zum Beispiel GNOME Keyring oder KWallet) und starten Sie Billfold neu.',
    undecryptable: 'Der gespeicherte Schlüssel ließ sich nicht entschlüsseln: Geben Sie ihn erneut ein.',
  },
  baseUrlProblems: {
    malformed: 'Es ist keine vollständige Webadresse.',
    scheme: 'Sie beginnt nicht mit https://.',
    path: 'Sie enthält einen Pfad.',
    credentials: 'Sie enthält einen Benutzernamen oder ein Passwort.',
  },
  settingNames: {
    checkIntervalMinutes: 'Prüfen alle',
    notifications: 'Benachrichtigungen',
    quietHours: 'Ruhezeit',
    theme: 'Design',
    language: 'Sprache',
    region: 'Region',
    timeZone: 'Zeitzone der Buchhaltung',
    hideAmounts: 'Beträge ausblenden',
    exports: 'Exporte',
    proxy: 'Proxy',
    authorityFile: 'Zertifizierungsstelle',
    mailSignIn: 'Anmeldung bei Postfächern',
    updates: 'Aktualisierungen',
    archiveFolder: 'Ordner des Archivs',
    logLevel: 'Umfang des Protokolls',
  },
  authorityProblems: {
    unreadable: 'Sie ist nicht zu lesen',
    'no-certificate': 'Sie enthält kein Zertifikat in PEM-Form',
    'no-authority': 'Ihr Zertifikat darf nicht für andere bürgen',
    expired: 'Ihr Zertifikat ist abgelaufen',
    'not-yet-valid': 'Ihr Zertifikat gilt noch nicht',
  },
  connectionReports: {
    reached: '{host}: erreicht, {way}.',
    reachedBy: '{host}: erreicht, {way}; für sein Zertifikat bürgt {authority}.',
    direct: 'ohne Proxy',
    proxy: 'über den Proxy {proxy}',
    own: '{authority}, die hier eingestellte Stelle',
    proxyDirect: 'Für {host} wird kein Proxy verwendet.',
    proxyWorks: 'Der Proxy {proxy} hat eine Verbindung zu {host} durchgelassen.',
  },
  proxyWays: {
    system: 'die Proxy-Einstellungen des Betriebssystems',
    environment: 'der Proxy, den die Umgebungsvariablen nennen',
    direct: 'kein Proxy',
    pac: 'das Proxy-Skript unter {pacUrl}',
    manual: 'der Proxy {server}',
  },
  settingProblems: {
    'too-small': 'Mindestens {limit} sind nötig',
    'too-large': 'Höchstens {limit} sind möglich',
    'no-time': 'Nötig sind Uhrzeiten wie 20:00',
    'not-understood': 'Billfold kennt diesen Wert nicht',
  },
  networkProblems: {
    name: 'Sein Name wurde nicht gefunden',
    refused: 'Er nimmt die Verbindung nicht an',
    broken: 'Die Verbindung brach ab',
    offline: 'Dieser Computer hat keine Netzwerkverbindung',
    certificate:
      'Es kam keine sichere Verbindung zustande; vielleicht vertraut dieser Computer seinem Zertifikat nicht',
    proxy: 'Der Proxy ließ die Verbindung nicht durch',
    redirect: 'Er verweist auf eine andere Adresse, an die Billfold keinen Schlüssel schickt',
    other: 'Die Verbindung kam nicht zustande',
  },
  notifications: {
    exceededTitle: '{account}: Schwelle überschritten',
    exceeded: '{account}: Kommende Rechnung {amount} übersteigt Ihre Warnung bei {threshold} (Zeitraum bis {end})',
    billedExceeded:
      '{account}: {amount} (berechnet und kommend) übersteigt Ihre Warnung bei {threshold} (davon schon berechnet {billed}, Zeitraum bis {end})',
    monthExceeded: '{account}: Die Rechnungen im {month} ergeben {amount} und übersteigen Ihre Warnung bei {threshold}',
    allAccounts: 'Alle Konten',
    stepTitle: '{account}: {percent} Ihrer Schwelle',
    step: '{account}: Kommende Rechnung {amount} liegt über {percent} Ihrer Warnung bei {threshold} (Zeitraum bis {end})',
    billedStep:
      '{account}: {amount} (berechnet und kommend) liegt über {percent} Ihrer Warnung bei {threshold} (davon schon berechnet {billed}, Zeitraum bis {end})',
    monthStep: '{account}: Die Rechnungen im {month} ergeben {amount}, über {percent} Ihrer Warnung bei {threshold}',
    forecastTitle: '{account}: Schwelle wird voraussichtlich überschritten',
    forecast: '{account}: Prognose {amount} übersteigt Ihre Warnung bei {threshold} (Zeitraum bis {end})',
    aboveUsualTitle: '{account}: mehr als üblich',
    aboveUsual:
      '{account}: Die Rechnung wird wohl {amount} über der üblichen liegen, mehr als Ihre Warnung bei {threshold} (Zeitraum bis {end})',
    aboveUsualStep:
      '{account}: Die Rechnung wird wohl {amount} über der üblichen liegen, mehr als {percent} Ihrer Warnung bei {threshold} (Zeitraum bis {end})',
    aboveUsualLate:
      '{account}: Die Rechnung für {start} bis {end} lag {amount} über der üblichen, mehr als Ihre Warnung bei {threshold} (nach Ende des Zeitraums festgestellt)',
    monthForecast:
      '{account}: Die Rechnungen im {month} werden {amount} ergeben und Ihre Warnung bei {threshold} übersteigen',
    lateTitle: '{account}: Ein vergangener Zeitraum lag über Ihrer Schwelle',
    late: '{account}: Rechnung {amount} für {start} bis {end} lag über Ihrer Warnung bei {threshold} (nach Ende des Zeitraums festgestellt)',
    monthLate:
      '{account}: Die Rechnungen im {month} ergaben {amount} und lagen über Ihrer Warnung bei {threshold} (nach Ende des Monats festgestellt)',
    usage: '{account}: {metric} {amount} übersteigt Ihre Warnung bei {threshold} (Zeitraum bis {end})',
    usageStep: '{account}: {metric} {amount} liegt über {percent} Ihrer Warnung bei {threshold} (Zeitraum bis {end})',
    usageLate:
      '{account}: {metric} {amount} von {start} bis {end} lag über Ihrer Warnung bei {threshold} (nach Ende des Zeitraums festgestellt)',
    shareOfIncluded: '{share} der enthaltenen {included}',
    outageTitle: '{account}: Billfold kann nicht prüfen',
    outage: 'Keine erfolgreiche Prüfung seit {since}. Bis Prüfungen wieder gelingen, kann nicht gewarnt werden.',
    refused: 'Der Schlüssel wurde abgelehnt. Bis er ersetzt ist, kann nicht gewarnt werden.',
    notComparedTitle: '{account}: Eine Warnung wird nicht verglichen',
    notComparedTitleMany: '{account}: {count} Warnungen werden nicht verglichen',
    notCompared: 'Die Warnung bei {threshold} kann Ihnen zurzeit nichts melden. {reason}',
    notComparedMore: '{text} Die übrigen zeigt Billfold.',
    detailsChangedTitle: '{account}: Rechnungsdaten anderswo geändert',
    detailsChanged: 'Nicht über Billfold geändert: {fields}. Sehen Sie die Änderung an und bestätigen Sie sie.',
    signedIn: 'Sie sind angemeldet. Sie können diese Seite schließen und zu Billfold zurückkehren.',
    channelTitle: '{channel} ist nicht erreichbar',
    unnamed: 'ohne Nummer',
    amountUnknown: 'einen nicht angegebenen Betrag',
    dayUnknown: 'einem unbekannten Tag',
    noticesMore: 'und {count} weitere',
    digestTitle: 'Billfold-Übersicht vom {from} bis {to}',
    digestAccount: '{account}: {amounts}',
    digestNothing: 'keine kommende Rechnung bekannt',
    digestUnwatched: '{account}: nicht geprüft seit {since}',
    digestNever: '{account}: noch nie geprüft',
    digestEvents: 'Was geschehen ist:',
    digestQuiet: 'Es ist nichts geschehen, was Billfold meldet.',
    mailFooter: 'Gesendet von Billfold auf {host}. Kanal: {channel}.',
    testTitle: 'Testbenachrichtigung von Billfold',
    test: 'Wenn Sie das lesen können, erreichen Warnungen Sie.',
    practice: 'Übungsdaten',
    subscription: '{text} · {plan}',
  },
  unread: {
    kinds: {
      customer: { one: 'Kunde', other: 'Kunden' },
      'tax-id': { one: 'Steuernummer', other: 'Steuernummern' },
      subscription: { one: 'Abonnement', other: 'Abonnements' },
      'subscription-item': { one: 'Position eines Abonnements', other: 'Positionen von Abonnements' },
      invoice: { one: 'Rechnung', other: 'Rechnungen' },
      'invoice-line': { one: 'Position einer Rechnung', other: 'Positionen von Rechnungen' },
      'credit-note': { one: 'Gutschrift', other: 'Gutschriften' },
      'credit-note-line': { one: 'Position einer Gutschrift', other: 'Positionen von Gutschriften' },
    },
    of: {
      one: '{count} von {total} {objects} konnte nicht gelesen werden.',
      other: '{count} von {total} {objects} konnten nicht gelesen werden.',
    },
    alone: {
      one: '{count} {objects} konnte nicht gelesen werden.',
      other: '{count} {objects} konnten nicht gelesen werden.',
    },
    kept: 'Was nicht gelesen werden konnte, wird aufbewahrt, wie es kam, und später erneut gelesen.',
    more: 'Dazu {count} weitere Gründe.',
  },
  reasons,
  unit,
  metrics,
  detailsFields: {
    companyName: 'Firmenname',
    billingEmail: 'E-Mail für Rechnungen',
    address: 'Anschrift',
    taxId: 'Steuernummern',
  },
  recordFields: {
    number: 'Nummer',
    date: 'Rechnungsdatum',
    customer: 'Kunde',
    taxId: 'Steuernummer',
    corrects: 'korrigierte Rechnung',
    currency: 'Währung',
    subtotal: 'Zwischensumme',
    discounts: 'Rabatte',
    shipping: 'Versand',
    total: 'Gesamtbetrag',
    tax: 'Steuer',
    taxes: 'Steuern nach Satz',
    lines: 'Positionen',
  },
  notices: {
    'payment-failed': {
      title: '{account}: Eine Zahlung ist fehlgeschlagen',
      titleMany: '{account}: {count} Zahlungen sind fehlgeschlagen',
      body: 'Rechnung {what} über {amount} konnte nicht eingezogen werden.',
    },
    'invoice-new': {
      title: '{account}: Neue Rechnung',
      titleMany: '{account}: {count} neue Rechnungen',
      body: 'Rechnung {what} über {amount} vom {day}.',
    },
    'invoice-due': {
      title: '{account}: Eine Rechnung ist bald fällig',
      titleMany: '{account}: {count} Rechnungen sind bald fällig',
      body: 'Rechnung {what}: {amount} zu zahlen bis {day}.',
    },
    'invoice-overdue': {
      title: '{account}: Eine Rechnung ist überfällig',
      titleMany: '{account}: {count} Rechnungen sind überfällig',
      body: 'Rechnung {what}: {amount} war fällig am {day}.',
    },
    'card-expiring': {
      title: '{account}: Eine Karte läuft bald ab',
      titleMany: '{account}: {count} Karten laufen bald ab',
      body: '{what} gilt bis {day}. Ersetzen Sie sie, damit keine Zahlung fehlschlägt.',
    },
    budget: {
      title: '{account}: Budget überschritten',
      titleMany: '{account}: {count} Budgets überschritten',
      body: '{what}: bisher {amount}.',
    },
    'invoice-missing': {
      title: '{account}: Eine erwartete Rechnung fehlt',
      titleMany: '{account}: {count} erwartete Rechnungen fehlen',
      body: 'Die Rechnung von {what} wurde bis {day} erwartet und ist nicht da.',
    },
    'notice-due': {
      title: '{account}: letzter Tag zum Kündigen',
      titleMany: '{account}: letzter Tag zum Kündigen von {count} Verträgen',
      body: '{what}: Kündigung bis {day}.',
    },
    'mailbox-failed': {
      title: '{account}: Ein Postfach kann nicht gelesen werden',
      titleMany: '{account}: {count} Postfächer können nicht gelesen werden',
      body: '{what}: {reason}',
    },
    'export-failed': {
      title: 'Automatischer Export unvollständig',
      titleMany: 'Automatische Exporte unvollständig',
      body: 'Beim letzten Mal konnte nicht alles geschrieben werden. Unter „Exporte“ steht, was fehlt.',
    },
  },
  eventKinds: {
    'alert-event': 'Warnung ausgelöst',
    'not-compared': 'Warnung nicht verglichen',
    outage: 'Konto nicht geprüft',
    'details-changed': 'Rechnungsdaten anderswo geändert',
    'payment-failed': 'Zahlung fehlgeschlagen',
    'invoice-new': 'Neue Rechnung',
    'invoice-due': 'Rechnung bald fällig',
    'invoice-overdue': 'Rechnung überfällig',
    'card-expiring': 'Karte läuft ab',
    budget: 'Budget überschritten',
    'invoice-missing': 'Erwartete Rechnung fehlt',
    'notice-due': 'Letzter Tag zum Kündigen',
    'mailbox-failed': 'Postfach nicht lesbar',
    'export-failed': 'Automatischer Export unvollständig',
  },
  causes,
  toDo: {
    unknownAmount: 'Betrag nicht angegeben',
    never: 'dem Hinzufügen',
    noKey: 'Der Schlüssel fehlt.',
    text: {
      'not-watched': 'Nicht überwacht seit {since}. {reason}',
      'payment-failed': 'Zahlung von {subject} fehlgeschlagen: {amount}',
      'details-changed': 'Rechnungsdaten wurden anderswo geändert ({since})',
      'seller-alarm': 'Vor dem Bezahlen prüfen: {subject}',
      'alert-exceeded': '{amount} überschreitet Ihre Warnung bei {limit}',
      'budget-exceeded': 'Budget {subject}: {amount} überschreitet {limit}',
      'invoice-overdue': 'Rechnung {subject} war am {day} fällig: {amount}',
      'notice-due': 'Letzter Kündigungstag: {day}',
      'mailbox-failed': 'Das Postfach von {subject} kann seit {since} nicht gelesen werden',
      'alert-not-compared': 'Die Warnung bei {limit} kann nicht verglichen werden. {reason}',
      'invoice-due': 'Rechnung {subject} ist am {day} fällig: {amount}',
      'card-expiring': 'Die Karte {subject} ist bis {day} gültig',
      'invoice-expected': 'Die für den {day} erwartete Rechnung von {subject} ist nicht gekommen',
      'import-waiting': '1 Datei wartet auf Ihre Bestätigung',
      finding: 'Die Prüfung des Archivs hat 1 Befund',
      'export-failed': '1 automatischer Export braucht Sie',
    },
    many: {
      'payment-failed': 'Zahlung von {subject} {shown}-mal fehlgeschlagen: {amount}',
      'import-waiting': '{shown} Dateien warten auf Ihre Bestätigung',
      finding: 'Die Prüfung des Archivs hat {shown} Befunde',
      'export-failed': '{shown} automatische Exporte brauchen Sie',
    },
  },
  calendar: {
    name: 'Billfold',
    save: 'Kalender speichern',
    summary: {
      invoice: '{account}: Rechnung {subject}',
      due: '{account}: {subject} fällig',
      notice: '{account}: letzter Kündigungstag, {subject}',
      'term-end': '{account}: Laufzeit endet, {subject}',
      card: '{account}: Karte {subject} läuft ab',
    },
    about: '{amount} erwartet',
    unknownAmount: 'Betrag nicht angegeben',
  },
  tray: {
    show: 'Billfold öffnen',
    refresh: 'Aktualisieren',
    quit: 'Beenden',
    watching: 'Billfold wacht',
    nothing: 'Billfold: noch keine Konten',
    openOne: 'Billfold: 1 Aufgabe',
    open: 'Billfold: {count} Aufgaben',
    unwatchedOne: 'Nicht überwacht: {accounts}',
    unwatched: '{count} von {all} Konten nicht überwacht: {accounts}',
    more: '{accounts} und {count} weitere',
  },
  menu: {
    thisComputer: 'Dieser Computer',
    everything: 'alles',
    file: 'Datei',
    close: 'Fenster schließen',
    quit: 'Billfold beenden',
    edit: 'Bearbeiten',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    view: 'Ansicht',
    actualSize: 'Originalgröße',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    fullScreen: 'Vollbild',
    window: 'Fenster',
    minimize: 'Minimieren',
    about: 'Über Billfold',
    hide: 'Billfold ausblenden',
    hideOthers: 'Andere ausblenden',
    showAll: 'Alle einblenden',
  },
  supportMail: {
    'already-paid': {
      subject: 'Rechnung {number} ist bereits bezahlt',
      text: 'Guten Tag,\n\ndie unten genannte Rechnung wird als unbezahlt geführt, obwohl wir sie bezahlt haben. Bitte prüfen Sie das und vermerken Sie die Zahlung.',
    },
    'failed-payment': {
      subject: 'Zahlung der Rechnung {number} fehlgeschlagen',
      text: 'Guten Tag,\n\ndie automatische Zahlung der unten genannten Rechnung ist fehlgeschlagen ({reason}). Bitte teilen Sie uns mit, wie wir sie bezahlen können.',
    },
    facts:
      'Rechnung: {number}\nRechnungs-ID: {id}\nOffener Betrag: {amount}\nRechnungsdatum: {date}\nZahlungsreferenz: {reference}\nKunde: {customer}',
    noNumber: 'ohne Nummer',
    noReference: 'nicht bekannt',
    noReason: 'ohne Angabe von Gründen',
    notStated: 'nicht angegeben',
  },
  dialogs: {
    chooseExportFolder: 'Rechnungen exportieren nach',
    chooseHandoverFolder: 'Buchungen übergeben nach',
    saveProfile: 'Profil speichern',
    loadProfile: 'Profil laden',
    chooseArchiveFolder: 'Dokumente des Archivs aufbewahren in',
    saveInvoice: 'Rechnung speichern',
    saveAttachment: 'Eingebettete Datei speichern',
    chooseImports: 'Rechnungen importieren',
    chooseImportFolder: 'Ordner auf PDFs überwachen',
    chooseBackupTarget: 'Sichern in',
    chooseBackup: 'Aus einer Sicherung wiederherstellen',
    saveReport: 'Bericht speichern',
    saveFindings: 'Befunde speichern',
    saveAlerts: 'Verlauf der Warnungen speichern',
    saveDigest: 'Übersicht speichern',
    addChannel: 'Warnungen an {host} senden?',
    addChannelDetail:
      'Billfold wird Namen von Konten, Beträge und Tage an {to} senden. Fügen Sie das nur hinzu, wenn Sie es selbst eingegeben haben und wissen, wer dort mitliest.',
    addChannelYes: 'Test senden und hinzufügen',
    tellLess: 'Weniger melden?',
    tellLessDetail: '{channel} wird nicht mehr gemeldet: {what}.',
    tellLessYes: 'Weniger melden',
    sendKey: 'Den Schlüssel {hint} an {host} senden?',
    sendKeyDetail:
      'Das ist nicht der Server des Anbieters. Wer {host} betreibt, kann dann mit Ihrem Konto tun, was der Schlüssel erlaubt. Senden Sie ihn nur, wenn Sie diese Adresse selbst eingegeben haben und ihr vertrauen.',
    sendKeyYes: 'Schlüssel senden',
    removeAccount: '„{account}“ schließen und den Schlüssel löschen?',
    removeAccountDetail:
      'Billfold überwacht es nicht mehr, und seine Warnungen lösen nicht mehr aus. Beim Anbieter ändert sich nichts: Das Abonnement läuft weiter und wird wie bisher berechnet. Rechnungen, PDFs und Notizen bleiben im Archiv, unter „Geschlossene Konten“. Verbinden Sie denselben Kunden wieder, geht alles weiter, und keine Warnung kommt zweimal.',
    removeAccountYes: 'Schließen',
    removePractice: '„{account}“ entfernen?',
    removePracticeDetail: 'Seine Warnungen lösen nicht mehr aus, und seine erfundenen Rechnungen werden mit entfernt.',
    removePracticeYes: 'Entfernen',
    putBack: 'Tägliche Kopie der Datenbank einspielen?',
    putBackDetail:
      'Sie entstand am {date}. PDFs, die später kamen, werden wieder aufgenommen, andere Änderungen seither nicht. Die jetzige Datenbank wird beiseitegelegt, nicht gelöscht.',
    putBackYes: 'Einspielen',
    notificationsOff: 'Alle Benachrichtigungen abschalten?',
    notificationsOffDetail:
      'Warnungen stehen dann nur noch in Billfolds Fenster: Niemand erfährt von einer Schwelle, die überschritten wird.',
    notificationsOffYes: 'Abschalten',
    pageLost: 'Billfolds Fenster ist erneut abgestürzt und wurde geschlossen. Noch einmal öffnen?',
    pageLostDetail:
      'Billfold überwacht Ihre Konten weiter, und nichts ging verloren. Sie können das Fenster auch später öffnen, indem Sie Billfold noch einmal starten.',
    pageLostYes: 'Öffnen',
    changeProxy: 'Ändern, wie Billfold ins Internet kommt?',
    changeProxyDetail:
      'Von jetzt an: {way}. Wer einen Proxy betreibt, sieht, mit welchen Servern Billfold spricht, aber nicht, was gesagt wird. Ändern Sie es nur, wenn Sie oder Ihre Netzwerkbetreuung das wollen.',
    changeProxyYes: 'Ändern',
    chooseAuthority: 'Zertifikat der Zertifizierungsstelle Ihrer Firma',
    trustAuthority: 'Der Zertifizierungsstelle „{name}“ vertrauen?',
    trustAuthorityDetail:
      'Sie gilt bis {until}, Fingerabdruck {fingerprint}. Wer ihren Schlüssel hat, kann alles lesen und ändern, was Billfold sendet, auch die Schlüssel. Vertrauen Sie ihr nur, wenn Ihre Firma Ihnen diese Datei gegeben hat.',
    trustAuthorityYes: 'Vertrauen',
    no: 'Abbrechen',
    stillWatchingTitle: 'Billfold läuft weiter',
    stillWatching: 'Es prüft im Hintergrund weiter. Mit „Beenden“ schließen Sie Billfold.',
  },
};
