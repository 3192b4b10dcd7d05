import type { SharedMessages } from './en.ts';

const archiveSafe = 'Archiv, Warnungen und Einstellungen sind unverändert.';

export const de: SharedMessages = {
  errors: {
    'key-refused': {
      what: 'Der Server {host} hat den Schlüssel abgelehnt.',
      safe: 'Archiv und Warnungen bleiben erhalten. Prüfungen dieses Kontos pausieren.',
      todo: 'Erstellen Sie beim Anbieter einen neuen Schlüssel und ersetzen Sie ihn unter Einstellungen → Konten.',
    },
    'permission-missing': {
      what: 'Dem Schlüssel fehlt diese Berechtigung: {permission}.',
      safe: 'Alles, was der Schlüssel lesen darf, funktioniert weiter.',
      todo: 'Ergänzen Sie die Berechtigung beim Anbieter oder verwenden Sie einen anderen Schlüssel.',
    },
    'customer-not-found': {
      what: 'Beim Anbieter gibt es für diesen Schlüssel keinen Kunden {customer}.',
      safe: archiveSafe,
      todo: 'Prüfen Sie die Kundennummer (sie beginnt mit cus_) und ob der Schlüssel zum selben Anbieterkonto und Modus (Live oder Test) gehört.',
    },
    'not-found-at-vendor': {
      what: 'Der Anbieter hat {what} nicht mehr.',
      safe: archiveSafe,
      todo: 'Starten Sie einen vollständigen Abgleich, um das Archiv mit dem Anbieter zu vergleichen.',
    },
    'rate-limited': {
      what: 'Der Anbieter bat Billfold, langsamer zu fragen.',
      safe: archiveSafe,
      todo: 'Nichts zu tun: Billfold wartet so lange wie verlangt und versucht es erneut.',
    },
    'request-refused': {
      what: 'Der Anbieter hat die Anfrage nicht angenommen (Status {status}). {detail}',
      safe: archiveSafe,
      todo: 'Prüfen Sie Kundennummer und Adresse des Kontos. Bleibt der Fehler, senden Sie die Diagnose an den Support.',
    },
    'server-failed': {
      what: 'Der Server des Anbieters ist gescheitert (Status {status}).',
      safe: archiveSafe,
      todo: 'Nichts zu tun: Billfold versucht es selbst erneut. Die Statusseite des Anbieters weiß vielleicht mehr.',
    },
    'server-unreachable': {
      what: 'Der Server {host} ist nicht erreichbar ({reason}).',
      safe: archiveSafe,
      todo: 'Prüfen Sie Netzwerk, Proxy und die Adresse des Kontos. Billfold versucht es selbst erneut.',
    },
    'server-timeout': {
      what: 'Der Server {host} hat innerhalb von {seconds} Sekunden nicht geantwortet.',
      safe: archiveSafe,
      todo: 'Billfold versucht es selbst erneut. Bleibt der Fehler, prüfen Sie Netzwerk und Proxy.',
    },
    'answer-not-json': {
      what: 'Der Server {host} hat etwas anderes als Abrechnungsdaten geschickt.',
      safe: archiveSafe,
      todo: 'Oft ist es eine Anmeldeseite des Netzwerks oder eine falsche Adresse: Melden Sie sich im Browser an oder prüfen Sie die Adresse des Kontos.',
    },
    'answer-incomplete': {
      what: 'In der Antwort des Anbieters fehlt „{field}“ von {object}.',
      safe: archiveSafe,
      todo: 'Prüfen Sie die Adresse des Kontos. Ist sie richtig, senden Sie die Diagnose an den Support.',
    },
    'vendor-busy': {
      what: 'Der Anbieter ändert gerade dieselben Daten.',
      safe: 'Es wurde nichts geändert.',
      todo: 'Warten Sie eine Minute und versuchen Sie es erneut.',
    },
    'change-refused': {
      what: 'Der Anbieter hat die Änderung nicht angenommen. {detail}',
      safe: 'Es wurde nichts geändert; Ihre Eingaben sind noch da.',
      todo: 'Berichtigen Sie die Eingabe und speichern Sie erneut.',
    },
    'tax-id-refused': {
      what: 'Der Anbieter hat die Steuernummer nicht angenommen. {detail}',
      safe: 'Es wurde nichts geändert; Ihre Eingaben sind noch da.',
      todo: 'Prüfen Sie Nummer und Art und fügen Sie sie erneut hinzu.',
    },
    'email-refused': {
      what: 'Der Anbieter hat die E-Mail-Adresse nicht angenommen. {detail}',
      safe: 'Es wurde nichts geändert; Ihre Eingaben sind noch da.',
      todo: 'Berichtigen Sie die Adresse und speichern Sie erneut.',
    },
    'email-malformed': {
      what: '„{input}“ ist keine E-Mail-Adresse.',
      safe: 'Es wurde nichts geändert.',
      todo: 'Geben Sie eine ganze Adresse mit Namen und Host ein oder lassen Sie das Feld leer.',
    },
    'support-address-missing': {
      what: 'Billfold kennt die Support-Adresse von {account} nicht.',
      safe: '',
      todo: 'Tragen Sie sie unter Einstellungen → Konten → Support-Adresse ein.',
    },
    'change-not-applied': {
      what: '{host} hat nicht geantwortet, und die Änderung ist dort nicht angekommen.',
      safe: 'Es wurde nichts geändert; Ihre Eingaben sind noch da.',
      todo: 'Speichern Sie erneut.',
    },
    'change-not-there-yet': {
      what: '{host} hat nicht geantwortet. Die Änderung ist nicht da, kann aber noch ankommen.',
      safe: 'Ihre Eingaben sind noch da.',
      todo: 'Speichern Sie erneut: Sie wird höchstens einmal gemacht. Oder wählen Sie später „Jetzt prüfen“ und vergleichen Sie.',
    },
    'change-unknown': {
      what: '{host} hat nicht geantwortet und ist nicht erreichbar: Die Änderung kann erfolgt sein oder nicht.',
      safe: 'Ihre Eingaben sind noch da.',
      todo: 'Sobald der Anbieter erreichbar ist, wählen Sie „Jetzt prüfen“ und vergleichen, bevor Sie erneut speichern.',
    },
    'tax-id-exists': {
      what: 'Die Steuernummer {value} ist schon vorhanden.',
      safe: 'Es wurde nichts geändert.',
      todo: 'Entfernen Sie zuerst die alte, wenn sie neu geprüft werden soll.',
    },
    'document-not-pdf': {
      what: 'Die Datei, die der Anbieter für Rechnung {invoice} geschickt hat, ist kein PDF: Sie enthält {found}.',
      safe: 'An ihrer Stelle wurde nichts gespeichert; die Beträge der Rechnung bleiben erhalten.',
      todo: 'Versuchen Sie später „Erneut abrufen“ oder laden Sie das PDF beim Anbieter herunter.',
    },
    'document-unavailable': {
      what: 'Der Anbieter hat das PDF der Rechnung {invoice} nicht herausgegeben.',
      safe: 'Die Beträge der Rechnung bleiben erhalten.',
      todo: 'Versuchen Sie später „Erneut abrufen“. Auch der nächste Abgleich versucht es.',
    },
    'document-truncated': {
      what: 'Das PDF der Rechnung {invoice} brach beim Abrufen ab.',
      safe: 'Die unvollständige Datei wurde verworfen; die Beträge der Rechnung bleiben erhalten.',
      todo: 'Versuchen Sie „Erneut abrufen“. Auch der nächste Abgleich versucht es.',
    },
    'document-too-large': {
      what: 'Das PDF von {invoice} ist größer als {megabytes} MB.',
      safe: 'Die Beträge sind im Archiv. Alle anderen Rechnungen sind gespeichert.',
      todo: 'Laden Sie es von der Seite des Anbieters und bewahren Sie es selbst auf; Billfold versucht es bei jedem Abgleich erneut.',
    },
    'document-missing': {
      what: 'Das PDF der Rechnung {invoice} ist nicht im Archiv.',
      safe: 'Die Beträge der Rechnung bleiben erhalten.',
      todo: 'Wählen Sie „Erneut abrufen“. Entwürfe haben noch kein PDF.',
    },
    'document-encrypted': {
      what: 'Das PDF {invoice} ist mit einem Passwort geschützt.',
      safe: 'Die Datei selbst ist unverändert.',
      todo: 'Öffnen Sie es in einem Programm, das nach dem Passwort fragt, und speichern Sie es ohne Passwort.',
    },
    'document-damaged': {
      what: 'Das PDF {invoice} ist beschädigt und nicht lesbar.',
      safe: 'Die Datei selbst ist unverändert.',
      todo: 'Lassen Sie sich das Dokument neu schicken.',
    },
    'file-not-pdf': {
      what: '{file} ist kein PDF: Die Datei enthält {found}.',
      safe: 'Nichts wurde importiert; die Datei ist unverändert.',
      todo: 'Speichern Sie das Dokument als PDF und importieren Sie dieses.',
    },
    'file-too-large': {
      what: '{file} ist größer als {megabytes} MB.',
      safe: 'Nichts wurde importiert; die Datei ist unverändert.',
      todo: 'Speichern Sie das Dokument kleiner, zum Beispiel mit geringer aufgelösten Scans, und importieren Sie dieses.',
    },
    'import-duplicate': {
      what: '{file} ist Byte für Byte schon im Archiv: Rechnung {invoice} von {account}.',
      safe: 'Nichts wurde doppelt importiert.',
      todo: '',
    },
    'import-waiting': {
      what: '{file} wartet schon auf Ihre Bestätigung.',
      safe: 'Nichts wurde doppelt importiert.',
      todo: '',
    },
    'import-not-found': {
      what: 'Diese Datei wartet nicht mehr auf Bestätigung.',
      safe: 'Das Archiv ist unverändert.',
      todo: 'Sie wurde inzwischen importiert oder ausgelassen.',
    },
    'invoice-not-imported': {
      what: 'Rechnung {invoice} kam vom Anbieter.',
      safe: 'Sie ist unverändert.',
      todo: 'Nur importierte Rechnungen lassen sich bearbeiten oder entfernen.',
    },
    'folder-is-ours': {
      what: 'In {folder} bewahrt Billfold seine eigenen Dateien auf.',
      safe: 'An seiner Stelle wird kein Ordner überwacht.',
      todo: 'Wählen Sie einen Ordner, in den Sie Rechnungen legen.',
    },
    'account-not-found': {
      what: 'Es gibt kein Konto „{account}“.',
      safe: '',
      todo: 'Lassen Sie sich die Konten auflisten, um ihre Namen zu sehen.',
    },
    'account-name-taken': {
      what: 'Es gibt schon ein Konto mit dem Namen „{name}“.',
      safe: 'Nichts wurde geändert.',
      todo: 'Wählen Sie einen anderen Namen.',
    },
    'account-name-empty': {
      what: 'Das Konto hat keinen Namen.',
      safe: 'Nichts wurde geändert.',
      todo: 'Geben Sie einen Namen ein, zum Beispiel den des Anbieters.',
    },
    'key-missing': {
      what: 'Billfold hat keinen Schlüssel für „{account}“.',
      safe: 'Archiv und Warnungen bleiben erhalten.',
      todo: 'Geben Sie den Schlüssel unter Einstellungen → Konten erneut ein oder setzen Sie BILLFOLD_STRIPE_KEY für die Befehlszeile.',
    },
    'key-not-this-accounts': {
      what: 'Der Schlüssel in {variable} ist nicht der von „{account}“; er wurde nicht gesendet.',
      safe: 'Nichts wurde geändert.',
      todo: 'Setzen Sie die Variable auf den Schlüssel, mit dem das Konto angelegt wurde, oder ersetzen Sie den Schlüssel des Kontos.',
    },
    'key-malformed': {
      what: 'Das sieht nicht wie ein Schlüssel aus.',
      safe: 'Nichts wurde geändert.',
      todo: 'Kopieren Sie beim Anbieter den ganzen Schlüssel und versuchen Sie es erneut. Erwartet: {expected}.',
    },
    'secret-store-failed': {
      what: 'Der Schlüsselspeicher des Betriebssystems hat nicht funktioniert ({reason}).',
      safe: 'Archiv und Warnungen bleiben erhalten.',
      todo: 'Entsperren oder richten Sie den Schlüsselspeicher ein und geben Sie den Schlüssel erneut ein.',
    },
    'base-url-not-allowed': {
      what: 'Die Adresse {url} kann nicht verwendet werden ({reason}).',
      safe: 'Nichts wurde geändert.',
      todo: 'Verwenden Sie https://host oder https://host:port ohne Pfad; http nur für diesen Rechner (127.0.0.1, localhost).',
    },
    'role-forbids': {
      what: 'Mit der Rolle „{role}“ kann dieses Konto nur gelesen werden: {action} ist nicht möglich.',
      safe: 'Nichts wurde geändert.',
      todo: 'Fragen Sie einen Administrator oder die Finanzabteilung oder legen Sie das Konto mit einer anderen Rolle an.',
    },
    'source-not-supported': {
      what: 'Das Konto ist über „{source}“ verbunden; dort gibt es das nicht.',
      safe: 'Nichts wurde geändert.',
      todo: 'Fügen Sie in Billfolds Fenster unter „Einstellungen → Konten“ die andere Quelle des Kontos hinzu.',
    },
    'source-exists': {
      what: 'Das Konto hat die Quelle „{source}“ schon.',
      safe: 'Nichts wurde geändert.',
      todo: 'Um einen anderen Schlüssel zu verwenden, ersetzen Sie ihn unter „Einstellungen → Konten“.',
    },
    'amount-not-a-number': {
      what: '„{input}“ ist kein Betrag.',
      safe: '',
      todo: 'Geben Sie Ziffern ein, zum Beispiel 500 oder 500,00.',
    },
    'amount-ambiguous': {
      what: '„{input}“ lässt sich auf zwei Arten lesen.',
      safe: '',
      todo: 'Schreiben Sie es wie {example}.',
    },
    'amount-too-precise': {
      what: '„{input}“ hat mehr Nachkommastellen als {currency} ({decimals}).',
      safe: '',
      todo: 'Geben Sie weniger Nachkommastellen ein.',
    },
    'quantity-not-understood': {
      what: '„{input}“ ist keine Schwelle für Nutzung.',
      safe: '',
      todo: 'Schreiben Sie es wie {example}.',
    },
    'amount-out-of-range': {
      what: '„{input}“ liegt außerhalb dessen, was eine Warnung überwachen kann.',
      safe: '',
      todo: 'Geben Sie einen Betrag über null und unter 90 Billionen ein.',
    },
    'alert-not-found': {
      what: 'Diese Warnung gibt es nicht mehr.',
      safe: '',
      todo: 'Öffnen Sie die Liste der Warnungen erneut.',
    },
    'alert-exists': {
      what: 'Dieses Konto hat genau diese Warnung schon.',
      safe: 'Nichts wurde geändert.',
      todo: 'Geben Sie einen anderen Betrag ein oder behalten Sie den vorhandenen.',
    },
    'folder-not-found': {
      what: 'Den Ordner {folder} gibt es nicht.',
      safe: 'Es wurde nichts geschrieben.',
      todo: 'Wählen Sie einen anderen Ordner oder verbinden Sie das Laufwerk.',
    },
    'folder-read-only': {
      what: 'Billfold darf nicht in {folder} schreiben.',
      safe: 'Was dort war, ist unverändert.',
      todo: 'Wählen Sie einen anderen Ordner oder bitten Sie um Schreibrechte.',
    },
    'disk-full': {
      what: 'In {folder} ist kein Platz mehr.',
      safe: 'Jede bisher geschriebene Datei ist vollständig; der Rest wurde nicht begonnen.',
      todo: 'Schaffen Sie Platz und starten Sie erneut: Was schon da ist, wird nicht doppelt geschrieben.',
    },
    'file-failed': {
      what: 'Die Datei {file} konnte nicht geschrieben oder gelesen werden ({reason}).',
      safe: 'Keine andere Datei wurde geändert.',
      todo: 'Prüfen Sie das Laufwerk und versuchen Sie es erneut.',
    },
    'nothing-to-export': {
      what: 'Keine Rechnung passt.',
      safe: 'Es wurde nichts geschrieben.',
      todo: 'Wählen Sie einen anderen Zeitraum oder ein anderes Konto oder starten Sie zuerst einen Abgleich.',
    },
    'template-invalid': {
      what: 'Die Vorlage für Dateinamen „{template}“ kann nicht verwendet werden: {reason}.',
      safe: 'Es wurde nichts geschrieben.',
      todo: 'Korrigieren Sie die Vorlage; die Vorschau zeigt das Ergebnis.',
    },
    'filter-name-empty': {
      what: 'Eine gespeicherte Suche braucht einen Namen.',
      safe: 'Es wurde nichts gespeichert.',
      todo: 'Geben Sie einen Namen ein.',
    },
    'filter-name-taken': {
      what: 'Es gibt schon eine gespeicherte Suche namens „{name}“.',
      safe: 'Diese bleibt unverändert.',
      todo: 'Wählen Sie einen anderen Namen oder entfernen Sie zuerst die andere Suche.',
    },
    'invoice-not-found': {
      what: 'Die Rechnung {invoice} ist nicht im Archiv.',
      safe: '',
      todo: 'Starten Sie einen Abgleich und sehen Sie erneut nach.',
    },
    'setting-invalid': {
      what: 'Die Einstellung {setting} kann diesen Wert nicht haben: {reason}.',
      safe: 'Der alte Wert bleibt.',
      todo: 'Wählen Sie einen anderen Wert.',
    },
    'database-too-new': {
      what: 'Der Datenordner wurde von einem neueren Billfold geschrieben (Version {found}, dieses liest bis {supported}).',
      safe: 'Nichts wurde geändert.',
      todo: 'Aktualisieren Sie Billfold oder verwenden Sie einen anderen Datenordner.',
    },
    'database-corrupt': {
      what: 'Die Datenbank ist beschädigt ({reason}).',
      safe: 'Die Rechnungsdateien im Dokumentenordner bleiben erhalten.',
      todo: 'Schließen Sie Billfold und spielen Sie eine Kopie von billfold.db ein, oder verschieben Sie die Datei, um neu zu beginnen und erneut abzugleichen.',
    },
    'job-not-found': { what: 'Diesen Auftrag gibt es nicht mehr.', safe: '', todo: 'Starten Sie ihn erneut.' },
    'job-running': {
      what: 'Diese Arbeit oder eine andere an denselben Dateien läuft schon.',
      safe: 'Sie läuft weiter.',
      todo: 'Warten Sie, bis sie fertig ist, oder brechen Sie sie ab.',
    },
    cancelled: {
      what: 'Abgebrochen.',
      safe: 'Was bisher getan wurde, bleibt.',
      todo: 'Starten Sie erneut, um fortzufahren.',
    },
    'practice-only': { what: 'Das geht nur mit Übungskonten.', safe: 'Nichts wurde geändert.', todo: '' },
    'link-not-allowed': {
      what: 'Billfold öffnet keine Adressen von {host}.',
      safe: '',
      todo: 'Öffnen Sie die Abrechnungsseite des Anbieters in Ihrem Browser.',
    },
    'cannot-open': {
      what: 'Das System konnte {what} nicht öffnen ({reason}).',
      safe: '',
      todo: 'Prüfen Sie, ob es noch da ist und ob ein Programm dafür installiert ist, oder öffnen Sie es selbst.',
    },
    internal: {
      what: 'In Billfold ist etwas schiefgegangen (Kennung {reference}).',
      safe: archiveSafe,
      todo: 'Versuchen Sie es erneut. Bleibt der Fehler, senden Sie das Protokoll mit dieser Kennung an den Support.',
    },
  },
  templateProblems: {
    'unknown-field': 'das Feld {field} gibt es nicht',
    'half-bracket': 'einer geschweiften Klammer fehlt die andere Hälfte',
    'own-folder': 'sie darf nicht mit einem Laufwerk oder einem eigenen Ordner beginnen',
    'no-file-name': 'sie muss mit einem Dateinamen enden',
    empty: 'sie ist leer',
    dots: '. und .. sind keine Ordner',
    'too-deep': 'sie hat mehr als 8 Ordner',
  },
  found: { empty: 'gar nichts', html: 'eine Webseite', other: 'etwas anderes' },
  notifications: {
    exceededTitle: '{account}: Schwelle überschritten',
    exceeded: '{account}: Kommende Rechnung {amount} übersteigt Ihre Warnung bei {threshold} (Zeitraum bis {end})',
    stepTitle: '{account}: {percent} Ihrer Schwelle',
    step: '{account}: Kommende Rechnung {amount} liegt über {percent} Ihrer Warnung bei {threshold} (Zeitraum bis {end})',
    forecastTitle: '{account}: Schwelle wird voraussichtlich überschritten',
    forecast: '{account}: Prognose {amount} übersteigt Ihre Warnung bei {threshold} (Zeitraum bis {end})',
    lateTitle: '{account}: Ein vergangener Zeitraum lag über Ihrer Schwelle',
    late: '{account}: Rechnung {amount} für {start} bis {end} lag über Ihrer Warnung bei {threshold} (nach Ende des Zeitraums festgestellt)',
    usage: '{account}: {metric} {amount} übersteigt Ihre Warnung bei {threshold} (Zeitraum bis {end})',
    usageStep: '{account}: {metric} {amount} liegt über {percent} Ihrer Warnung bei {threshold} (Zeitraum bis {end})',
    usageLate:
      '{account}: {metric} {amount} von {start} bis {end} lag über Ihrer Warnung bei {threshold} (nach Ende des Zeitraums festgestellt)',
    shareOfIncluded: '{share} der enthaltenen {included}',
    outageTitle: '{account}: Billfold kann nicht prüfen',
    outage: 'Keine erfolgreiche Prüfung seit {since}. Bis Prüfungen wieder gelingen, kann nicht gewarnt werden.',
    refused: 'Der Schlüssel wurde abgelehnt. Bis er ersetzt ist, kann nicht gewarnt werden.',
    detailsChangedTitle: '{account}: Rechnungsdaten anderswo geändert',
    detailsChanged: 'Nicht über Billfold geändert: {fields}. Sehen Sie die Änderung an und bestätigen Sie sie.',
    testTitle: 'Testbenachrichtigung von Billfold',
    test: 'Wenn Sie das lesen können, erreichen Warnungen Sie.',
    practice: 'Übungsdaten',
    subscription: '{text} · {plan}',
  },
  metrics: {
    bandwidth: 'Bandbreite',
    storage: 'Speicher der Mediathek',
    'video-processing-units': 'Videoverarbeitungseinheiten',
    'extension-units': 'Erweiterungseinheiten',
    'original-cache-storage': 'Speicher zwischengespeicherter Originale',
  },
  detailsFields: {
    companyName: 'Firmenname',
    billingEmail: 'E-Mail für Rechnungen',
    address: 'Anschrift',
    taxId: 'Steuernummern',
  },
  tray: {
    open: 'Billfold öffnen',
    checkNow: 'Jetzt prüfen',
    quit: 'Beenden',
    watching: 'Billfold wacht',
    attentionOne: 'Billfold: 1 Warnung noch nicht gesehen',
    attention: 'Billfold: {count} Warnungen noch nicht gesehen',
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
  },
  dialogs: {
    chooseExportFolder: 'Rechnungen exportieren nach',
    chooseArchiveFolder: 'Dokumente des Archivs aufbewahren in',
    saveInvoice: 'Rechnung speichern',
    saveAttachment: 'Eingebettete Datei speichern',
    chooseImports: 'PDFs importieren',
    chooseImportFolder: 'Ordner auf PDFs überwachen',
    saveFindings: 'Befunde speichern',
    saveAlerts: 'Verlauf der Warnungen speichern',
    stillWatchingTitle: 'Billfold wacht weiter',
    stillWatching: 'Das Fenster ist zu, die Wache läuft weiter. Mit „Beenden“ schließen Sie Billfold.',
  },
};
